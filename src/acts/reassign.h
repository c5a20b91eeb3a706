// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

#include "acts/decide.h"
#include "base/result.h"

namespace mingcha::acts {

/// Give the review that is under way to somebody else.
struct AssignReview {
  std::string reviewer;  ///< Person id.
  std::string reason;
};

/// The actor has a conflict of interest in the case (回避).
struct DeclareConflict {
  std::string reason;
};

using Reassignment = std::variant<AssignReview, DeclareConflict>;

/// Neither is a step of the procedure. A review is handed over by reviewers and approvers, never by
/// who handles the case, and only to somebody who could have been chosen. Who declares a conflict
/// does nothing in the case from then on; a review that was his goes to another at once.
[[nodiscard]] Result<casefile::Events> decide(const casefile::State& state,
                                              const Reassignment& command,
                                              const Surroundings& around);

/// Whether the actor may hand over the review that is under way.
[[nodiscard]] bool may_assign(const CaseView& view, const Surroundings& around);

}  // namespace mingcha::acts
