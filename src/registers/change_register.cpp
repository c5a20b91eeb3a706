// SPDX-License-Identifier: Apache-2.0
#include "registers/change_register.h"

#include <algorithm>

#include "store/database.h"

namespace mingcha::registers {
namespace {

std::vector<CaseChange> read_changes(const std::vector<store::Row>& rows) {
  std::vector<CaseChange> out;
  out.reserve(rows.size());
  for (const auto& row : rows) {
    out.push_back({row.text(0), row.text(1), row.integer(2), row.integer(3)});
  }
  return out;
}

}  // namespace

std::vector<CaseChange> changes_after(store::Session& session, std::int64_t after_seq,
                                      std::int64_t limit) {
  return read_changes(session.query(
      "SELECT c.case_id, c.unit, e.version, e.seq FROM event e "
      "JOIN case_row c ON c.case_id = substr(e.stream, 6) "
      "WHERE e.seq > $1 AND e.stream >= 'case/' AND e.stream < 'case0' ORDER BY e.seq LIMIT $2",
      {after_seq, limit}));
}

std::vector<CaseChange> last_changes_after(store::Session& session, std::int64_t after_seq,
                                           std::int64_t limit) {
  auto changes = read_changes(
      session.query("SELECT c.case_id, c.unit, max(e.version), max(e.seq) AS last_seq FROM event e "
                    "JOIN case_row c ON c.case_id = substr(e.stream, 6) "
                    "WHERE e.seq > $1 AND e.stream >= 'case/' AND e.stream < 'case0' "
                    "GROUP BY c.case_id, c.unit ORDER BY last_seq DESC LIMIT $2",
                    {after_seq, limit}));
  std::ranges::reverse(changes);
  return changes;
}

std::int64_t newest_seq(store::Session& session) {
  return session.query("SELECT coalesce(max(seq), 0) FROM event").front().integer(0);
}

}  // namespace mingcha::registers
