// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "casefile/state.h"
#include "desk/recorder.h"
#include "pack/definition.h"

namespace mingcha::desk {

/// An event of a case with its public leaf: the type, the private fields, and for a decision the
/// review it rests on. `state` is the case before the event.
[[nodiscard]] NewEvent to_new_event(const pack::Pack& pack, const casefile::State& state,
                                    const casefile::Event& event, store::Session& session,
                                    const std::string& stream);

/// The fields that a decision's leaf commits to, in order: what is printed on the paper, and the
/// digest of its text. Whoever holds the paper can type them in and check.
[[nodiscard]] std::vector<ledger::Field> decision_fields(const pack::Pack& pack,
                                                         const casefile::State& state,
                                                         const casefile::DecisionMade& decision);

}  // namespace mingcha::desk
