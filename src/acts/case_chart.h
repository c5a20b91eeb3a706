// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "acts/case_view.h"
#include "acts/limits.h"
#include "acts/next.h"
#include "chart/plan.h"

namespace mingcha::acts {

/// What the lanes of a procedure's chart are called.
[[nodiscard]] const chart::RoleTitles& role_titles();

/// Where the case stands on the chart of its procedure: steps done, with when and on which day of
/// the case; those that can be done now, with their last day; and which of both are late.
[[nodiscard]] chart::Marks marks_of(const CaseView& view, const std::vector<NextStep>& next,
                                    const std::vector<LimitStatus>& limits, Instant now);

}  // namespace mingcha::acts
