// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"

namespace mingcha::store {
class Database;
class Session;
struct SavedCommand;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Carries a command out unless this actor's key was used: then gives the saved answer again, or
/// refuses when it was another command. Key, answer and effects commit together.
[[nodiscard]] Result<std::string> once(store::Session& session, const std::string& actor,
                                       const Envelope& envelope, Instant now,
                                       const std::function<Result<std::string>()>& carry_out);

/// The saved answer, or the refusal of a key that was used for another command.
[[nodiscard]] Result<std::string> answer_again(const store::SavedCommand& saved,
                                               const Envelope& envelope);

/// After the transaction of once(): a conflict with the same command, sent twice at the same time,
/// is answered with what the faster one was told. Every other outcome stays as it is.
[[nodiscard]] Result<std::string> settled(store::Database& database, const std::string& actor,
                                          const Envelope& envelope, Result<std::string> outcome);

}  // namespace mingcha::desk
