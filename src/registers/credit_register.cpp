// SPDX-License-Identifier: Apache-2.0
#include "registers/credit_register.h"

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

const std::string kStanding =
    "SELECT c.case_id, c.tbl, c.fits, c.sealed, c.article, c.reason, c.digest, c.findings, "
    "c.faults, c.decided_on, c.due, coalesce(p.state, ''), coalesce(p.number, ''), "
    "coalesce(p.title, ''), coalesce(p.unit_name, ''), s.batch, s.position, s.kind, s.digest "
    "FROM credit_row c LEFT JOIN publication_row p ON p.case_id = c.case_id "
    "LEFT JOIN credit_sent s ON s.case_id = c.case_id AND s.batch = "
    "(SELECT max(batch) FROM credit_sent WHERE case_id = c.case_id) ";

CreditStanding read(const Row& row) {
  CreditStanding out;
  out.row.case_id = row.text(0);
  out.row.table = row.text(1);
  out.row.fits = row.integer(2) != 0;
  out.row.sealed = row.integer(3) != 0;
  out.row.article = row.text(4);
  out.row.reason = row.text(5);
  out.row.digest = row.text(6);
  out.row.findings = row.text(7);
  out.row.faults = row.integer(8);
  out.row.decided_on = row.text(9);
  if (!row.is_null(10)) out.row.due = from_millis(row.integer(10));
  out.publication = row.text(11);
  out.number = row.text(12);
  out.title = row.text(13);
  out.unit_name = row.text(14);
  if (row.is_null(15)) return out;
  out.sent_batch = row.integer(15);
  out.sent_position = row.integer(16);
  out.sent_kind = row.text(17);
  out.sent_digest = row.text(18);
  return out;
}

std::vector<CreditStanding> read_all(const std::vector<Row>& rows) {
  std::vector<CreditStanding> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(read(row));
  return out;
}

}  // namespace

void drop_credit(Session& session, const std::string& case_id) {
  session.post("DELETE FROM credit_row WHERE case_id = $1", {case_id});
}

void put_credit(Session& session, const CreditRow& row) {
  drop_credit(session, row.case_id);
  session.post(
      "INSERT INTO credit_row (case_id, tbl, fits, sealed, article, reason, digest, findings, "
      "faults, decided_on, due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {row.case_id, row.table, std::int64_t{row.fits}, std::int64_t{row.sealed}, row.article,
       row.reason, row.digest, row.findings, row.faults, row.decided_on,
       row.due ? Value{to_millis(*row.due)} : Value{nullptr}});
}

std::optional<CreditStanding> find_credit(Session& session, const std::string& case_id) {
  const auto rows = session.query(kStanding + "WHERE c.case_id = $1", {case_id});
  if (rows.empty()) return std::nullopt;
  return read(rows.front());
}

std::vector<CreditStanding> credit_to_do(Session& session, const std::string& table,
                                         std::int64_t limit) {
  return read_all(session.query(
      kStanding + "WHERE c.tbl = $1 AND c.fits = 1 AND c.sealed = 0 AND ("
                  "p.state IN ('due', 'prepared') "
                  "OR (p.state = 'published' AND c.digest <> '' "
                  "AND (s.batch IS NULL OR s.kind = 'revoked' OR s.digest <> c.digest)) "
                  "OR (s.kind <> 'revoked' AND coalesce(p.state, '') <> 'expired' "
                  "AND (coalesce(p.state, '') <> 'published' OR c.digest = ''))) "
                  "ORDER BY c.due IS NULL, c.due, c.case_id LIMIT $2",
      {table, limit}));
}

std::int64_t credit_up_to_date(Session& session, const std::string& table) {
  return session
      .query(
          "SELECT count(*) FROM credit_row c "
          "JOIN publication_row p ON p.case_id = c.case_id "
          "JOIN credit_sent s ON s.case_id = c.case_id AND s.batch = "
          "(SELECT max(batch) FROM credit_sent WHERE case_id = c.case_id) "
          "WHERE c.tbl = $1 AND c.fits = 1 AND c.sealed = 0 AND p.state = 'published' "
          "AND s.kind <> 'revoked' AND s.digest = c.digest",
          {table})
      .front()
      .integer(0);
}

std::vector<CreditStanding> credit_to_recall(Session& session) {
  return read_all(session.query(kStanding +
                                    "WHERE (c.sealed = 1 OR c.fits = 0) AND s.batch IS NOT NULL "
                                    "ORDER BY s.batch, s.position",
                                {}));
}

std::vector<CreditExcluded> credit_excluded(Session& session) {
  std::vector<CreditExcluded> out;
  for (const auto& row :
       session.query("SELECT article, reason, count(*) FROM credit_row "
                     "WHERE sealed = 1 OR fits = 0 OR tbl = '' "
                     "GROUP BY article, reason ORDER BY count(*) DESC, article, reason",
                     {})) {
    out.push_back({row.text(0), row.text(1), row.integer(2)});
  }
  return out;
}

void put_batch(Session& session, const CreditBatch& batch, const std::vector<CreditSent>& rows) {
  session.run(
      "INSERT INTO credit_batch (batch, seq, at, actor, tbl, row_count, files) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {batch.batch, batch.seq, to_millis(batch.at), batch.actor, batch.table, batch.rows,
       batch.files});
  std::vector<std::vector<Value>> values;
  values.reserve(rows.size());
  for (const auto& row : rows) {
    values.push_back({row.case_id, row.batch, row.position, row.kind, row.digest});
  }
  session.run_all(
      "INSERT INTO credit_sent (case_id, batch, position, kind, digest) "
      "VALUES ($1, $2, $3, $4, $5)",
      values);
}

std::vector<CreditBatch> credit_batches(Session& session, std::int64_t limit) {
  std::vector<CreditBatch> out;
  for (const auto& row :
       session.query("SELECT batch, seq, at, actor, tbl, row_count, files FROM credit_batch "
                     "ORDER BY batch DESC LIMIT $1",
                     {limit})) {
    out.push_back({row.integer(0), row.integer(1), from_millis(row.integer(2)), row.text(3),
                   row.text(4), row.integer(5), row.text(6)});
  }
  return out;
}

std::optional<std::string> sent_table(Session& session, const std::string& case_id) {
  const auto rows = session.query(
      "SELECT b.tbl FROM credit_sent s JOIN credit_batch b ON b.batch = s.batch "
      "WHERE s.case_id = $1 ORDER BY s.batch DESC LIMIT 1",
      {case_id});
  if (rows.empty()) return std::nullopt;
  return rows.front().text(0);
}

std::vector<CreditSent> sent_of(Session& session, const std::string& case_id) {
  std::vector<CreditSent> out;
  for (const auto& row :
       session.query("SELECT case_id, batch, position, kind, digest FROM credit_sent "
                     "WHERE case_id = $1 ORDER BY batch",
                     {case_id})) {
    out.push_back({row.text(0), row.integer(1), row.integer(2), row.text(3), row.text(4)});
  }
  return out;
}

}  // namespace mingcha::registers
