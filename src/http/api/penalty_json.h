// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/text.h"

namespace mingcha::acts {
class CaseView;
}  // namespace mingcha::acts

namespace mingcha::http {

/// Whether the pack says what may be imposed for the case's item.
[[nodiscard]] bool has_tiers(const acts::CaseView& view);

/// What may be imposed and why, as PenaltyRanges describes it.
[[nodiscard]] nlohmann::json penalty_json(const acts::CaseView& view, Language language);

}  // namespace mingcha::http
