// SPDX-License-Identifier: Apache-2.0
#include "registers/elsewhere_register.h"

#include "store/database.h"

namespace mingcha::registers {

void put_elsewhere(store::Session& session, const std::string& case_id,
                   const std::vector<EngagementRow>& engagements,
                   const std::vector<SettledRow>& settled) {
  session.post("DELETE FROM engagement_row WHERE case_id = $1", {case_id});
  session.post("DELETE FROM settled_row WHERE case_id = $1", {case_id});
  for (const auto& row : engagements) {
    session.post(
        "INSERT INTO engagement_row (case_id, rule, person, began, ended) "
        "VALUES ($1, $2, $3, $4, $5)",
        {case_id, row.rule, row.person, to_millis(row.began), to_millis(row.ended)});
  }
  for (const auto& row : settled) {
    session.post("INSERT INTO settled_row (case_id, rule, digest) VALUES ($1, $2, $3)",
                 {case_id, row.rule, row.digest});
  }
}

std::vector<EngagementRow> engagements_elsewhere(store::Session& session,
                                                 const std::string& case_id,
                                                 const EngagementRow& asked) {
  store::hold_name(session, "engaged/" + asked.person);
  std::vector<EngagementRow> out;
  for (const auto& row : session.query(
           "SELECT began, ended FROM engagement_row WHERE person = $1 AND rule = $2 "
           "AND began < $3 AND ended > $4 AND case_id <> $5 ORDER BY began LIMIT 20",
           {asked.person, asked.rule, to_millis(asked.ended), to_millis(asked.began), case_id})) {
    out.push_back(
        {asked.rule, asked.person, from_millis(row.integer(0)), from_millis(row.integer(1))});
  }
  return out;
}

bool settled_elsewhere(store::Session& session, const std::string& case_id,
                       const SettledRow& asked) {
  store::hold_name(session, "settled/" + asked.digest);
  return !session
              .query(
                  "SELECT 1 FROM settled_row WHERE digest = $1 AND rule = $2 "
                  "AND case_id <> $3 LIMIT 1",
                  {asked.digest, asked.rule, case_id})
              .empty();
}

}  // namespace mingcha::registers
