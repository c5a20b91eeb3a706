// SPDX-License-Identifier: Apache-2.0
#include "registers/public_record.h"

#include <tuple>

#include "registers/public_listing.h"
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
    "p.unit_name, p.decided_on, p.published_on, r.first_seq, "
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
  out.first_seq = row.integer(19);
  out.log_index = row.optional_integer(20);
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

/// What the counts know a record by; nothing where there is none.
std::optional<PublicRecord> counted(Session& session, const std::string& case_id) {
  const auto rows = session.query(
      "SELECT state, month, first_seq, year, unit, unit_name, item FROM public_record "
      "WHERE case_id = $1",
      {case_id});
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  PublicRecord out;
  out.state = row.text(0);
  out.month = row.text(1);
  out.first_seq = row.integer(2);
  out.decided_on = row.text(3);
  out.unit = row.text(4);
  out.unit_name = row.text(5);
  out.item = row.text(6);
  return out;
}

}  // namespace

bool RecordFilter::is_plain() const {
  return !list.words && list.year.empty() && list.unit.empty() && items.empty();
}

std::vector<std::string> RecordFilter::marks_of(const PublicRecord& record) {
  return {"year=" + record.decided_on.substr(0, 4), "unit=" + record.unit, "item=" + record.item,
          "month=" + record.month};
}

std::vector<std::string> marks_on_record(Session& session, const std::string& case_id) {
  const auto known = counted(session, case_id);
  if (!known || known->state != "published") return {};
  return RecordFilter::marks_of(*known);
}

void put_public_record(Session& session, const PublicRecord& record) {
  drop_public_record(session, record.case_id);
  const auto year = record.decided_on.substr(0, 4);
  session.post(
      "INSERT INTO public_record (case_id, public_id, state, seq, changed_at, published_at, "
      "first_seq, corrected, month, item, digest, facts, year, unit, unit_name) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
      {record.case_id, record.public_id, record.state, record.seq, to_millis(record.changed_at),
       to_millis(record.published_at), record.first_seq, std::int64_t{record.corrected ? 1 : 0},
       record.month, record.item, record.digest, record.facts, year, record.unit,
       record.unit_name});
  count_public(session, record, 1);
}

void drop_public_record(Session& session, const std::string& case_id) {
  const auto known = counted(session, case_id);
  if (!known) return;
  session.post("DELETE FROM public_record WHERE case_id = $1", {case_id});
  count_public(session, *known, -1);
}

RecordPage public_records(Session& session, const RecordFilter& filter, std::int64_t offset,
                          std::int64_t limit) {
  const auto listing = list_of(session, filter, offset, limit);
  RecordPage page;
  std::tie(page.total, page.exact) = count_of(session, filter);
  page.records = read_all(session.query(kSelect + "FROM " + listing.sql +
                                            " f JOIN public_record r ON r.case_id = f.found "
                                            "JOIN publication_row p ON p.case_id = f.found "
                                            "ORDER BY f.place DESC",
                                        listing.values()));
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
  for (const auto& row : session.query(
           "SELECT c.value, c.published, (SELECT max(r.seq) FROM public_record r WHERE r.month = "
           "c.value) FROM public_count c WHERE c.kind = 'month' ORDER BY c.value DESC",
           {})) {
    if (!row.is_null(2)) out.push_back({row.text(0), row.integer(1), row.integer(2)});
  }
  return out;
}

std::int64_t count_namesakes(Session& session, const std::string& party,
                             const std::string& public_id) {
  return session
      .query(
          "SELECT count(*) FROM (SELECT 1 FROM publication_row WHERE party = $1 AND "
          "state = 'published' AND public_id <> $2 LIMIT $3) counted",
          {party, public_id, kCountedMost})
      .front()
      .integer(0);
}

}  // namespace mingcha::registers
