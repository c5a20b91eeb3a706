// SPDX-License-Identifier: Apache-2.0
#include "registers/publication_register.h"

#include <string_view>

#include "search/index.h"
#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

const std::string kColumns =
    "case_id, public_id, state, version, article, reason, unit, unit_name, number, title, party, "
    "outcome, decided_on, due, published_on";

PublicationRow read(const Row& row) {
  PublicationRow out;
  out.case_id = row.text(0);
  out.public_id = row.text(1);
  out.state = row.text(2);
  out.version = row.integer(3);
  out.article = row.text(4);
  out.reason = row.text(5);
  out.unit = row.text(6);
  out.unit_name = row.text(7);
  out.number = row.text(8);
  out.title = row.text(9);
  out.party = row.text(10);
  out.outcome = row.text(11);
  out.decided_on = row.text(12);
  if (!row.is_null(13)) out.due = from_millis(row.integer(13));
  out.published_on = row.text(14);
  return out;
}

std::optional<PublicationRow> first(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  return read(rows.front());
}

}  // namespace

void put_publication(Session& session, const PublicationRow& row) {
  session.post("DELETE FROM publication_row WHERE case_id = $1", {row.case_id});
  session.post(
      "INSERT INTO publication_row (" + kColumns +
          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      {row.case_id, row.public_id, row.state, row.version, row.article, row.reason, row.unit,
       row.unit_name, row.number, row.title, row.party, row.outcome, row.decided_on,
       row.due ? Value{to_millis(*row.due)} : Value{nullptr}, row.published_on});
}

void drop_publication(Session& session, const std::string& case_id) {
  session.post("DELETE FROM publication_row WHERE case_id = $1", {case_id});
}

std::optional<PublicationRow> find_publication(Session& session, const std::string& case_id) {
  return first(
      session.query("SELECT " + kColumns + " FROM publication_row WHERE case_id = $1", {case_id}));
}

std::optional<PublicationRow> find_public(Session& session, const std::string& public_id) {
  return first(session.query("SELECT " + kColumns + " FROM publication_row WHERE public_id = $1",
                             {public_id}));
}

std::vector<PublicationRow> publication_queue(Session& session,
                                              const std::vector<std::string>& states,
                                              std::int64_t limit) {
  std::vector<PublicationRow> out;
  for (const auto& state : states) {
    for (const auto& row : session.query("SELECT " + kColumns +
                                             " FROM publication_row WHERE state = $1 "
                                             "ORDER BY due IS NULL, due, case_id LIMIT $2",
                                         {state, limit})) {
      out.push_back(read(row));
    }
  }
  return out;
}

PublicPage list_public(Session& session, const PublicFilter& filter, std::int64_t offset,
                       std::int64_t limit) {
  std::string where =
      " FROM publication_row WHERE state = 'published' "
      "AND ($3 = '' OR substr(decided_on, 1, 4) = $3) AND ($4 = '' OR unit = $4)";
  search::Sought sought;
  if (filter.words) {
    sought = search::sought(*filter.words, session.engine());
    where += " AND case_id IN (" + std::string{search::published_cases(session.engine())} + ")";
  } else {
    where += " AND $1 = $2";
  }
  std::vector<Value> values{sought.pieces, sought.whole, filter.year, filter.unit};
  PublicPage page;
  page.total = session.query("SELECT count(*)" + where, values).front().integer(0);
  values.emplace_back(limit);
  values.emplace_back(offset);
  for (const auto& row :
       session.query("SELECT " + kColumns + where +
                         " ORDER BY published_on DESC, number DESC LIMIT $5 OFFSET $6",
                     values)) {
    page.rows.push_back(read(row));
  }
  return page;
}

PublicFacets public_facets(Session& session) {
  PublicFacets facets;
  for (const auto& row :
       session.query("SELECT DISTINCT substr(decided_on, 1, 4) AS year FROM "
                     "publication_row WHERE state = 'published' ORDER BY year DESC",
                     {})) {
    facets.years.push_back(std::stoi(row.text(0)));
  }
  for (const auto& row : session.query("SELECT DISTINCT unit, unit_name FROM publication_row "
                                       "WHERE state = 'published' ORDER BY unit_name",
                                       {})) {
    facets.units.emplace_back(row.text(0), row.text(1));
  }
  return facets;
}

}  // namespace mingcha::registers
