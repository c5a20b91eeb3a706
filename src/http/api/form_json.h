// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/text.h"
#include "pack/definition.h"

namespace mingcha::acts {
class CaseView;
}  // namespace mingcha::acts

namespace mingcha::http {

/// The form of a step, field by field: what to ask, how it is checked, what is known already and
/// from where.
[[nodiscard]] nlohmann::json form_of(const acts::CaseView& view, const pack::Step& step,
                                     Language language);

/// One field of it, or null where the step does not ask for it.
[[nodiscard]] nlohmann::json form_field_of(const acts::CaseView& view, const pack::Step& step,
                                           std::string_view field, Language language);

/// Who does a step, how, and with which form: what cases and items show alike.
[[nodiscard]] nlohmann::json describe_step(const acts::CaseView& view, const pack::Step& step,
                                           Language language);

}  // namespace mingcha::http
