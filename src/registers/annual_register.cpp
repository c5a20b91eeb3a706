// SPDX-License-Identifier: Apache-2.0
#include "registers/annual_register.h"

#include "store/database.h"

namespace mingcha::registers {

using store::Session;
using store::Value;

void put_annual(Session& session, const std::string& case_id,
                const std::vector<AnnualMark>& marks) {
  session.post("DELETE FROM annual_mark WHERE case_id = $1", {case_id});
  for (const auto& mark : marks) {
    session.post(
        "INSERT INTO annual_mark (case_id, tbl, col, day, amount, distinct_value, sealed) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {case_id, mark.table, mark.column, mark.day, mark.amount, mark.distinct,
         std::int64_t{mark.sealed}});
  }
}

std::vector<AnnualMark> annual_marks(Session& session, const std::string& from,
                                     const std::string& to) {
  std::vector<AnnualMark> out;
  for (const auto& row :
       session.query("SELECT tbl, col, case_id, day, amount, distinct_value, sealed "
                     "FROM annual_mark WHERE day >= $1 AND day <= $2 ORDER BY tbl, col, case_id",
                     {from, to})) {
    out.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.text(5),
                   row.integer(6) != 0});
  }
  return out;
}

std::vector<std::string> annual_parties(Session& session, const std::string& from,
                                        const std::string& to) {
  std::vector<std::string> out;
  for (const auto& row : session.query(
           "SELECT DISTINCT c.party FROM case_row c JOIN annual_mark m ON m.case_id = c.case_id "
           "WHERE m.day >= $1 AND m.day <= $2 AND c.party <> ''",
           {from, to})) {
    out.push_back(row.text(0));
  }
  return out;
}

std::optional<std::int64_t> first_annual_year(Session& session) {
  const auto rows = session.query("SELECT min(day) FROM annual_mark", {});
  if (rows.empty() || rows.front().is_null(0)) return std::nullopt;
  return std::stoll(rows.front().text(0).substr(0, 4));
}

void put_report(Session& session, const AnnualReport& report) {
  session.run("DELETE FROM annual_report WHERE year = $1", {report.year});
  session.run("INSERT INTO annual_report (year, version, published_on) VALUES ($1, $2, $3)",
              {report.year, report.version, report.published_on});
}

std::vector<AnnualReport> annual_reports(Session& session) {
  std::vector<AnnualReport> out;
  for (const auto& row : session.query(
           "SELECT year, version, published_on FROM annual_report ORDER BY year DESC", {})) {
    out.push_back({row.integer(0), row.integer(1), row.text(2)});
  }
  return out;
}

}  // namespace mingcha::registers
