// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "acts/limits.h"
#include "base/result.h"

namespace mingcha::acts {

/// One thing that may be done with a case, or that waits for something.
struct NextStep {
  const pack::Step* step = nullptr;
  bool possible = false;       ///< Nothing stands against it but the form and the people.
  bool again = false;          ///< Done before and may be repeated.
  Findings obstacles;          ///< Why it is not possible yet.
  Findings missing;            ///< What its form still needs.
  std::optional<Instant> due;  ///< The earliest limit that ends with it.
  std::string due_limit;       ///< Which.
};

/// Every step of the procedure that is needed and not over, in the procedure's order.
[[nodiscard]] std::vector<NextStep> next_steps(const CaseView& view, Instant now);

/// Of these only those that are possible and were never done, without what is missing in their
/// forms: what waits for somebody. Records that a case may do without are left out while there is
/// anything else. Much cheaper than asking next_steps() and throwing away.
[[nodiscard]] std::vector<NextStep> steps_to_do(const CaseView& view, Instant now);

}  // namespace mingcha::acts
