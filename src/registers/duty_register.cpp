// SPDX-License-Identifier: Apache-2.0
#include "registers/duty_register.h"

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;

const std::string kColumns =
    "case_id, occasion, item, step, unit, officers, must, act_from, act_to, covered_ms, total_ms, "
    "state, gaps";

std::vector<DutyRow> read(const std::vector<Row>& rows) {
  std::vector<DutyRow> out;
  out.reserve(rows.size());
  for (const auto& row : rows) {
    out.push_back({row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5),
                   row.integer(6) != 0, from_millis(row.integer(7)), from_millis(row.integer(8)),
                   row.integer(9), row.integer(10), row.text(11), row.text(12)});
  }
  return out;
}

}  // namespace

void put_duties(Session& session, const std::string& case_id, const std::vector<DutyRow>& rows) {
  session.post("DELETE FROM recording_duty WHERE case_id = $1", {case_id});
  for (const auto& row : rows) {
    session.post("INSERT INTO recording_duty (" + kColumns +
                     ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                 {row.case_id, row.occasion, row.item, row.step, row.unit, row.officers,
                  std::int64_t{row.must ? 1 : 0}, to_millis(row.from), to_millis(row.to),
                  row.covered_ms, row.total_ms, row.state, row.gaps});
  }
}

std::vector<DutyRow> duties_at(Session& session, const std::string& unit, Instant from, Instant to,
                               std::int64_t limit) {
  return read(session.query("SELECT " + kColumns +
                                " FROM recording_duty WHERE ($1 = '' OR unit = $1) AND act_from "
                                "<= $3 AND act_to >= $2 ORDER BY abs(act_from - $2), case_id, "
                                "occasion, item LIMIT $4",
                            {unit, to_millis(from), to_millis(to), limit}));
}

DutyPage list_duties(Session& session, const DutyFilter& filter, std::int64_t offset,
                     std::int64_t limit) {
  const std::string which =
      " FROM recording_duty WHERE ($1 = '' OR unit = $1) AND ($2 = '' OR item = $2) AND "
      "($3 = '' OR state = $3 OR ($3 = 'open' AND state IN ('missing', 'gaps'))) AND "
      "act_from >= $4 AND act_from < $5 AND (must = 1 OR covered_ms > 0)";
  const auto from = to_millis(filter.from);
  const auto to = to_millis(filter.to);
  DutyPage out;
  out.total =
      session.query("SELECT count(*)" + which, {filter.unit, filter.item, filter.state, from, to})
          .front()
          .integer(0);
  out.rows =
      read(session.query("SELECT " + kColumns + which +
                             " ORDER BY act_from DESC, case_id, occasion, item LIMIT $6 OFFSET $7",
                         {filter.unit, filter.item, filter.state, from, to, limit, offset}));
  return out;
}

std::vector<DutyFigures> duty_figures(Session& session, Instant from, Instant to) {
  std::vector<DutyFigures> out;
  for (const auto& row : session.query(
           "SELECT unit, item, count(*), "
           "sum(CASE WHEN state = 'missing' THEN 1 ELSE 0 END), "
           "sum(CASE WHEN state = 'gaps' THEN 1 ELSE 0 END), "
           "sum(CASE WHEN state = 'explained' THEN 1 ELSE 0 END), "
           "sum(CASE WHEN state = 'covered' THEN 1 ELSE 0 END), sum(covered_ms), sum(total_ms) "
           "FROM recording_duty WHERE must = 1 AND act_from >= $1 AND act_from < $2 "
           "GROUP BY unit, item ORDER BY unit, item",
           {to_millis(from), to_millis(to)})) {
    out.push_back({row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4),
                   row.integer(5), row.integer(6), row.integer(7), row.integer(8)});
  }
  return out;
}

}  // namespace mingcha::registers
