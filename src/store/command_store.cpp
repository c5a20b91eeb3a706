// SPDX-License-Identifier: Apache-2.0
#include "store/command_store.h"

#include "store/database.h"

namespace mingcha::store {

CommandGround command_ground(Session& session, std::string_view stream, std::string_view other,
                             std::string_view actor, std::string_view key) {
  const auto rows = session.query(
      "SELECT (SELECT coalesce(max(version), 0) FROM event WHERE stream = $1), "
      "(SELECT coalesce(max(version), 0) FROM event WHERE stream = $2), digest, answer, at "
      "FROM (SELECT 1) AS one LEFT JOIN command ON actor = $3 AND key = $4",
      {stream, other, actor, key});
  const Row& row = rows.front();
  CommandGround ground{row.integer(0), row.integer(1), {}};
  if (!row.is_null(2)) {
    ground.saved = SavedCommand{row.text(2), row.text(3), from_millis(row.integer(4))};
  }
  return ground;
}

void add_command(Session& session, std::string_view actor, std::string_view key,
                 const SavedCommand& command) {
  session.post("INSERT INTO command (actor, key, digest, answer, at) VALUES ($1, $2, $3, $4, $5)",
               {actor, key, command.digest, command.answer, to_millis(command.at)});
}

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
