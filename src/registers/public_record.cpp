// SPDX-License-Identifier: Apache-2.0
#include "registers/public_record.h"

#include "search/index.h"
#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

/// The place in the log counts from when a checkpoint covers it: before, nobody can check it.
const std::string kSelect =
    "SELECT r.case_id, r.public_id, r.state, r.seq, r.changed_at, r.published_at, r.corrected, "
    "r.month, r.item, r.digest, r.facts, p.number, p.title, p.party, p.outcome, p.unit, "
    "p.unit_name, p.decided_on, p.published_on, "
    "(SELECT e.idx FROM log_entry e WHERE e.seq = r.seq AND e.idx < (SELECT size FROM log_head)) ";
const std::string kFrom =
    "FROM public_record r LEFT JOIN publication_row p ON p.case_id = r.case_id ";

PublicRecord read(const Row& row) {
  PublicRecord out;
  out.case_id = row.text(0);
  out.public_id = row.text(1);
  out.state = row.text(2);
  out.seq = row.integer(3);
  out.changed_at = from_millis(row.integer(4));
  out.published_at = from_millis(row.integer(5));
  out.corrected = row.integer(6) != 0;
  out.month = row.text(7);
  out.log_index = row.optional_integer(19);
  if (out.state != "published") return out;  // Its row still has what is no longer public.
  out.item = row.text(8);
  out.digest = row.text(9);
  out.facts = row.text(10);
  out.number = row.text(11);
  out.title = row.text(12);
  out.party = row.text(13);
  out.outcome = row.text(14);
  out.unit = row.text(15);
  out.unit_name = row.text(16);
  out.decided_on = row.text(17);
  out.published_on = row.text(18);
  return out;
}

std::vector<PublicRecord> read_all(const std::vector<Row>& rows) {
  std::vector<PublicRecord> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(read(row));
  return out;
}

/// "|a||b|": so that one stands in it only as a whole.
std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const auto& item : items) out += "|" + item + "|";
  return out;
}

}  // namespace

void put_public_record(Session& session, const PublicRecord& record) {
  drop_public_record(session, record.case_id);
  session.post(
      "INSERT INTO public_record (case_id, public_id, state, seq, changed_at, published_at, "
      "corrected, month, item, digest, facts) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {record.case_id, record.public_id, record.state, record.seq, to_millis(record.changed_at),
       to_millis(record.published_at), std::int64_t{record.corrected ? 1 : 0}, record.month,
       record.item, record.digest, record.facts});
}

void drop_public_record(Session& session, const std::string& case_id) {
  session.post("DELETE FROM public_record WHERE case_id = $1", {case_id});
}

RecordPage public_records(Session& session, const RecordFilter& filter, std::int64_t offset,
                          std::int64_t limit) {
  std::string where = kFrom +
                      "WHERE r.state = 'published' AND p.state = 'published' "
                      "AND ($3 = '' OR substr(p.decided_on, 1, 4) = $3) "
                      "AND ($4 = '' OR p.unit = $4) "
                      "AND ($5 = '' OR replace($5, '|' || r.item || '|', '') <> $5) "
                      "AND ($6 = '' OR r.month = $6)";
  search::Sought sought;
  if (filter.list.words) {
    sought = search::sought(*filter.list.words, session.engine());
    where += " AND r.case_id IN (" + std::string{search::published_cases(session.engine())} + ")";
  } else {
    where += " AND $1 = $2";
  }
  const auto items = joined(filter.items);
  std::vector<Value> values{sought.pieces,    sought.whole, filter.list.year,
                            filter.list.unit, items,        filter.month};
  RecordPage page;
  page.total = session.query("SELECT count(*) " + where, values).front().integer(0);
  values.emplace_back(limit);
  values.emplace_back(offset);
  page.records = read_all(session.query(
      kSelect + where + " ORDER BY p.published_on DESC, p.number DESC LIMIT $7 OFFSET $8", values));
  return page;
}

std::vector<PublicRecord> changes_after(Session& session, std::int64_t seq, Instant until,
                                        std::int64_t limit) {
  return read_all(session.query(
      kSelect + kFrom + "WHERE r.seq > $1 AND r.changed_at <= $2 ORDER BY r.seq LIMIT $3",
      {seq, to_millis(until), limit}));
}

std::vector<PublicRecord> changes_before(Session& session, std::int64_t seq, std::int64_t limit) {
  return read_all(session.query(kSelect + kFrom + "WHERE r.seq < $1 ORDER BY r.seq DESC LIMIT $2",
                                {seq, limit}));
}

std::vector<PublicMonth> public_months(Session& session) {
  std::vector<PublicMonth> out;
  for (const auto& row :
       session.query("SELECT month, sum(CASE state WHEN 'published' THEN 1 ELSE 0 END), max(seq) "
                     "FROM public_record GROUP BY month ORDER BY month DESC",
                     {})) {
    out.push_back({row.text(0), row.integer(1), row.integer(2)});
  }
  return out;
}

std::int64_t count_namesakes(Session& session, const std::string& party,
                             const std::string& public_id) {
  return session
      .query(
          "SELECT count(*) FROM publication_row "
          "WHERE party = $1 AND state = 'published' AND public_id <> $2",
          {party, public_id})
      .front()
      .integer(0);
}

}  // namespace mingcha::registers
