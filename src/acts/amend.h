// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <variant>

#include "acts/command.h"
#include "acts/decide.h"

namespace mingcha::acts {

/// What is done to the record beside the steps of the procedure, when an error was found.
using Amendment = std::variant<CorrectFact, VoidPaper, KeepPaper>;

/// Like a step, an amendment is refused with every reason. It never deletes: the old value, the
/// voided paper and its number stay on record, with who did it and why.
///
/// A fact is corrected by those who handle the case, until it is closed; what the case decides
/// afterwards is decided on the facts as they are then. A paper is voided by somebody who could
/// have made it, unless it was served, or is a review's opinion or a receipt.
[[nodiscard]] Result<casefile::Events> decide(const casefile::State& state,
                                              const Amendment& command, const Surroundings& around);

/// What somebody is offered: whether decide() would take it from `around.actor`, given a reason and
/// a value that fits.
[[nodiscard]] bool may_correct_facts(const casefile::State& state, const Surroundings& around);
[[nodiscard]] bool may_void(const CaseView& view, const casefile::Paper& paper,
                            const Surroundings& around);

}  // namespace mingcha::acts
