// SPDX-License-Identifier: Apache-2.0
#include "store/look_store.h"

#include <algorithm>

#include "store/database.h"

namespace mingcha::store {

bool add_look(Session& session, const StoredLook& look, Instant not_since) {
  const auto known = session.query(
      "SELECT 1 FROM look WHERE person_id = $1 AND case_id = $2 AND what = $3 AND thing = $4 "
      "AND at > $5 AND purpose = $6 LIMIT 1",
      {look.person_id, look.case_id, look.what, look.thing, to_millis(not_since), look.purpose});
  if (!known.empty()) return false;
  session.run(
      "INSERT INTO look (person_id, case_id, what, thing, at, purpose, sealed) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {look.person_id, look.case_id, look.what, look.thing, to_millis(look.at), look.purpose,
       std::int64_t{look.sealed ? 1 : 0}});
  return true;
}

std::vector<StoredLook> looks_at(Session& session, std::string_view case_id, std::int64_t limit) {
  std::vector<StoredLook> out;
  for (const auto& row : session.query(
           "SELECT person_id, what, thing, at, purpose, sealed FROM look WHERE case_id = $1 "
           "ORDER BY at DESC, id DESC LIMIT $2",
           {case_id, limit})) {
    out.push_back({row.text(0), std::string{case_id}, row.text(1), row.text(2),
                   from_millis(row.integer(3)), row.text(4), row.integer(5) != 0});
  }
  std::ranges::reverse(out);
  return out;
}

void add_sign_in_attempt(Session& session, const StoredSignInAttempt& attempt) {
  session.run(
      "INSERT INTO sign_in_attempt (person_id, client_address, at, outcome) "
      "VALUES ($1, $2, $3, $4)",
      {attempt.person_id, attempt.client_address, to_millis(attempt.at), attempt.outcome});
}

std::vector<StoredSignInAttempt> sign_in_attempts(Session& session, std::int64_t offset,
                                                  std::int64_t limit) {
  std::vector<StoredSignInAttempt> out;
  for (const auto& row :
       session.query("SELECT person_id, client_address, at, outcome FROM sign_in_attempt "
                     "ORDER BY at DESC, id DESC LIMIT $1 OFFSET $2",
                     {limit, offset})) {
    out.push_back({row.text(0), row.text(1), from_millis(row.integer(2)), row.text(3)});
  }
  return out;
}

}  // namespace mingcha::store
