// SPDX-License-Identifier: Apache-2.0
#include "store/number_store.h"

#include "base/assert.h"
#include "store/database.h"

namespace mingcha::store {
namespace {

DocumentNumber read_number(const Row& row) {
  return {.series = {.organ = row.text(0), .kind = row.text(1), .year = row.integer(2)},
          .serial = row.integer(3),
          .text = row.text(4),
          .stream = row.text(5),
          .version = row.integer(6),
          .state = row.text(7) == "voided" ? NumberState::voided : NumberState::taken,
          .reason = row.text(8)};
}

/// 0: the series has not begun. Otherwise its row is ours until the transaction ends.
std::int64_t count_on(Session& session, const NumberSeries& series) {
  const auto rows = session.query(
      "UPDATE number_series SET last = last + 1 WHERE organ = $1 AND kind = $2 AND year = $3 "
      "RETURNING last",
      {series.organ, series.kind, series.year});
  return rows.empty() ? 0 : rows.front().integer(0);
}

std::int64_t next_serial(Session& session, const NumberSeries& series) {
  if (const auto serial = count_on(session, series); serial > 0) return serial;
  // Of two who begin a series at once one waits here for the other, then counts on from its 1.
  session.run(
      "INSERT INTO number_series (organ, kind, year, last) VALUES ($1, $2, $3, 0) "
      "ON CONFLICT (organ, kind, year) DO NOTHING",
      {series.organ, series.kind, series.year});
  const auto serial = count_on(session, series);
  MINGCHA_ASSERT(serial > 0);
  return serial;
}

}  // namespace

DocumentNumber take_number(Session& session, const NumberSeries& series, std::string_view stream,
                           std::int64_t version,
                           const std::function<std::string(std::int64_t)>& print) {
  const auto serial = next_serial(session, series);
  auto text = print(serial);
  session.post(
      "INSERT INTO document_number (organ, kind, year, serial, stream, version, text) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {series.organ, series.kind, series.year, serial, stream, version, text});
  return {.series = series,
          .serial = serial,
          .text = std::move(text),
          .stream = std::string{stream},
          .version = version,
          .state = NumberState::taken,
          .reason = {}};
}

bool void_number(Session& session, std::string_view text, std::string_view reason) {
  return session.run(
             "UPDATE document_number SET state = 'voided', reason = $2 "
             "WHERE text = $1 AND state = 'taken'",
             {text, reason}) == 1;
}

std::optional<DocumentNumber> find_number(Session& session, std::string_view text) {
  const auto rows = session.query(
      "SELECT organ, kind, year, serial, text, stream, version, state, reason "
      "FROM document_number WHERE text = $1",
      {text});
  if (rows.empty()) return std::nullopt;
  return read_number(rows.front());
}

std::vector<NumberSeries> number_series(Session& session) {
  std::vector<NumberSeries> found;
  for (const Row& row : session.query(
           "SELECT organ, kind, year FROM number_series ORDER BY organ, kind, year", {})) {
    found.push_back({.organ = row.text(0), .kind = row.text(1), .year = row.integer(2)});
  }
  return found;
}

std::vector<DocumentNumber> numbers(Session& session, const NumberSeries& series) {
  std::vector<DocumentNumber> found;
  const auto rows = session.query(
      "SELECT organ, kind, year, serial, text, stream, version, state, reason "
      "FROM document_number WHERE organ = $1 AND kind = $2 AND year = $3 ORDER BY serial",
      {series.organ, series.kind, series.year});
  for (const Row& row : rows) found.push_back(read_number(row));
  return found;
}

}  // namespace mingcha::store
