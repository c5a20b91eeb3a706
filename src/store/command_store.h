// SPDX-License-Identifier: Apache-2.0
#pragma once

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

[[nodiscard]] std::optional<SavedCommand> find_command(Session& session, std::string_view actor,
                                                       std::string_view key);

/// False when this actor's key is there already (perhaps since a moment ago, by another
/// instance): nothing was saved; find_command in the same session then answers it.
[[nodiscard]] bool save_command(Session& session, std::string_view actor, std::string_view key,
                                const SavedCommand& command);

}  // namespace mingcha::store
