// SPDX-License-Identifier: Apache-2.0
#include "registers/feedback_register.h"

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

const std::string kColumns =
    "number, version, kind, state, unit, away, about, case_id, rating, earlier, received_at, due, "
    "settled_at, question, answer, published_on";

std::optional<Instant> moment(const Row& row, std::size_t column) {
  const auto millis = row.optional_integer(column);
  return millis ? std::optional{from_millis(*millis)} : std::nullopt;
}

Value value_of(const std::optional<Instant>& at) {
  return at ? Value{to_millis(*at)} : Value{nullptr};
}

FeedbackRow read(const Row& row) {
  FeedbackRow out;
  out.number = row.text(0);
  out.version = row.integer(1);
  out.kind = row.text(2);
  out.state = row.text(3);
  out.unit = row.text(4);
  out.away = row.text(5);
  out.about = row.text(6);
  out.case_id = row.text(7);
  out.rating = row.integer(8);
  out.earlier = row.text(9);
  out.received_at = from_millis(row.integer(10));
  out.due = moment(row, 11);
  out.settled_at = moment(row, 12);
  out.question = row.text(13);
  out.answer = row.text(14);
  out.published_on = row.text(15);
  return out;
}

std::vector<FeedbackRow> read(const std::vector<Row>& rows) {
  std::vector<FeedbackRow> out;
  for (const auto& row : rows) out.push_back(read(row));
  return out;
}

}  // namespace

void put_feedback(Session& session, const FeedbackRow& row) {
  session.post("DELETE FROM feedback_row WHERE number = $1", {row.number});
  session.post("INSERT INTO feedback_row (" + kColumns +
                   ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
                   "$16)",
               {row.number, row.version, row.kind, row.state, row.unit, row.away, row.about,
                row.case_id, row.rating, row.earlier, to_millis(row.received_at), value_of(row.due),
                value_of(row.settled_at), row.question, row.answer, row.published_on});
}

std::optional<FeedbackRow> find_feedback(Session& session, const std::string& number) {
  const auto rows =
      session.query("SELECT " + kColumns + " FROM feedback_row WHERE number = $1", {number});
  if (rows.empty()) return std::nullopt;
  return read(rows.front());
}

std::vector<FeedbackRow> feedback_of_unit(Session& session, const std::string& unit,
                                          std::int64_t limit) {
  return read(session.query("SELECT " + kColumns +
                                " FROM feedback_row WHERE unit = $1 ORDER BY state <> 'open', "
                                "CASE WHEN state = 'open' THEN due END, received_at DESC, number "
                                "LIMIT $2",
                            {unit, limit}));
}

std::vector<FeedbackRow> published_answers(Session& session, std::int64_t offset,
                                           std::int64_t limit) {
  return read(session.query("SELECT " + kColumns +
                                " FROM feedback_row WHERE published_on <> '' ORDER BY published_on "
                                "DESC, number LIMIT $1 OFFSET $2",
                            {limit, offset}));
}

std::int64_t count_published_answers(Session& session) {
  return session.query("SELECT count(*) FROM feedback_row WHERE published_on <> ''", {})
      .front()
      .integer(0);
}

}  // namespace mingcha::registers
