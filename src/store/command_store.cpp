// SPDX-License-Identifier: Apache-2.0
#include "store/command_store.h"

#include "store/database.h"

namespace mingcha::store {

std::optional<SavedCommand> find_command(Session& session, std::string_view actor,
                                         std::string_view key) {
  const auto rows = session.query(
      "SELECT digest, answer, at FROM command WHERE actor = $1 AND key = $2", {actor, key});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return SavedCommand{
      .digest = row.text(0), .answer = row.text(1), .at = from_millis(row.integer(2))};
}

bool save_command(Session& session, std::string_view actor, std::string_view key,
                  const SavedCommand& command) {
  return session.run(
             "INSERT INTO command (actor, key, digest, answer, at) VALUES ($1, $2, $3, $4, $5) "
             "ON CONFLICT (actor, key) DO NOTHING",
             {actor, key, command.digest, command.answer, to_millis(command.at)}) == 1;
}

}  // namespace mingcha::store
