// SPDX-License-Identifier: Apache-2.0
#include "store/gate_store.h"

#include <vector>

#include "store/database.h"

namespace mingcha::store {
namespace {

std::optional<std::int64_t> first_id(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  return rows.front().integer(0);
}

}  // namespace

std::int64_t save_review_pass(Session& session, const ReviewPass& pass) {
  return session
      .query(
          "INSERT INTO review_pass (stream, version, draft_digest, reviewer, at) "
          "VALUES ($1, $2, $3, $4, $5) RETURNING id",
          {pass.stream, pass.version, pass.draft_digest, pass.reviewer, to_millis(pass.at)})
      .front()
      .integer(0);
}

std::optional<std::int64_t> find_review_pass(Session& session, std::string_view stream,
                                             std::string_view draft_digest) {
  return first_id(
      session.query("SELECT id FROM review_pass WHERE stream = $1 AND draft_digest = $2 "
                    "ORDER BY version DESC LIMIT 1",
                    {stream, draft_digest}));
}

std::int64_t save_not_major(Session& session, const NotMajor& finding) {
  return session
      .query(
          "INSERT INTO not_major (stream, version, draft_digest, grounds) "
          "VALUES ($1, $2, $3, $4) RETURNING id",
          {finding.stream, finding.version, finding.draft_digest, finding.grounds})
      .front()
      .integer(0);
}

std::optional<std::int64_t> find_not_major(Session& session, std::string_view stream,
                                           std::string_view draft_digest) {
  return first_id(
      session.query("SELECT id FROM not_major WHERE stream = $1 AND draft_digest = $2 "
                    "ORDER BY version DESC LIMIT 1",
                    {stream, draft_digest}));
}

void save_decision(Session& session, const Decision& decision) {
  session.post(
      "INSERT INTO decision (stream, version, draft_digest, review_id, not_major_id, number, at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {decision.stream, decision.version, decision.draft_digest, or_null(decision.review_id),
       or_null(decision.not_major_id), decision.number, to_millis(decision.at)});
}

std::optional<Decision> find_decision(Session& session, std::string_view stream) {
  const auto rows = session.query(
      "SELECT stream, version, draft_digest, review_id, not_major_id, number, at FROM decision "
      "WHERE stream = $1 ORDER BY version DESC LIMIT 1",
      {stream});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return Decision{.stream = row.text(0),
                  .version = row.integer(1),
                  .draft_digest = row.text(2),
                  .review_id = row.optional_integer(3),
                  .not_major_id = row.optional_integer(4),
                  .number = row.text(5),
                  .at = from_millis(row.integer(6))};
}

}  // namespace mingcha::store
