// SPDX-License-Identifier: Apache-2.0
#include "store/setting_store.h"

#include "store/database.h"

namespace mingcha::store {

std::optional<std::string> find_setting(Session& session, std::string_view name) {
  const auto rows = session.query("SELECT value FROM setting WHERE name = $1", {name});
  if (rows.empty()) return std::nullopt;
  return rows.front().text(0);
}

void save_setting(Session& session, std::string_view name, std::string_view value) {
  session.run(
      "INSERT INTO setting (name, value) VALUES ($1, $2) "
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      {name, value});
}

}  // namespace mingcha::store
