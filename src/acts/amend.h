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

}  // namespace mingcha::acts
