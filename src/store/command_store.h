// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace mingcha::store {

class Session;

/// A command that was carried out, kept so that the same key gets the same answer again.
struct SavedCommand {
  std::string digest;  ///< Hex, over the command's bytes as received.
  std::string answer;  ///< JSON as it was answered.
  Instant at;

  bool operator==(const SavedCommand&) const = default;
};

/// What a command rests on.
struct CommandGround {
  std::int64_t version = 0;           ///< Of the stream that it is about; 0: no such stream.
  std::int64_t other = 0;             ///< Of another stream that it was decided by.
  std::optional<SavedCommand> saved;  ///< This actor used the key before.
};

/// All in one question: each would be a round trip.
[[nodiscard]] CommandGround command_ground(Session& session, std::string_view stream,
                                           std::string_view other, std::string_view actor,
                                           std::string_view key);

/// Posted: UniqueViolation at the latest with the commit when this actor's key is there already.
void add_command(Session& session, std::string_view actor, std::string_view key,
                 const SavedCommand& command);

[[nodiscard]] std::optional<SavedCommand> find_command(Session& session, std::string_view actor,
                                                       std::string_view key);

/// False when this actor's key is there already (perhaps since a moment ago, by another
/// instance): nothing was saved; find_command in the same session then answers it.
[[nodiscard]] bool save_command(Session& session, std::string_view actor, std::string_view key,
                                const SavedCommand& command);

}  // namespace mingcha::store
