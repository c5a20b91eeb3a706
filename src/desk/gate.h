// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.h"
#include "casefile/event.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Writes what the database's own gate wants to see before it takes the event: the passed review,
/// or for a decision the review or the finding that it rests on. Other events need nothing.
/// `version` is the event's own.
void open_gate(store::Session& session, const casefile::Event& event, const std::string& stream,
               std::int64_t version, const std::string& actor, Instant now);

}  // namespace mingcha::desk
