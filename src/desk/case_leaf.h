// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "casefile/state.h"
#include "desk/recorder.h"
#include "pack/definition.h"

namespace mingcha::desk {

/// An event of a case with its public leaf: the type and the private fields. `state` is the case
/// before the event.
[[nodiscard]] NewEvent to_new_event(const pack::Pack& pack, const casefile::State& state,
                                    const casefile::Event& event);

/// seq of the earlier event that this one's leaf refers to: a decision's review.
[[nodiscard]] std::optional<std::int64_t> refers_to(store::Session& session,
                                                    const std::string& stream,
                                                    const casefile::Event& event);

/// The fields that a decision's leaf commits to, in order: what is printed on the paper, and the
/// digest of its text. Whoever holds the paper can type them in and check.
[[nodiscard]] std::vector<ledger::Field> decision_fields(const pack::Pack& pack,
                                                         const casefile::State& state,
                                                         const casefile::DecisionMade& decision);

}  // namespace mingcha::desk
