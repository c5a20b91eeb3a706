// SPDX-License-Identifier: Apache-2.0
#include "registers/progress_register.h"

#include "store/database.h"

namespace mingcha::registers {

void put_progress_code(store::Session& session, const std::string& case_id,
                       const std::string& digest) {
  session.post("DELETE FROM progress_code WHERE case_id = $1", {case_id});
  session.post("INSERT INTO progress_code (case_id, digest) VALUES ($1, $2)", {case_id, digest});
}

std::optional<std::string> find_case_by_code(store::Session& session, const std::string& digest) {
  const auto rows = session.query("SELECT case_id FROM progress_code WHERE digest = $1", {digest});
  if (rows.empty()) return std::nullopt;
  return rows.front().text(0);
}

}  // namespace mingcha::registers
