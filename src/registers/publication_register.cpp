// SPDX-License-Identifier: Apache-2.0
#include "registers/publication_register.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "base/assert.h"
#include "registers/public_listing.h"
#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

const std::string kColumns =
    "case_id, public_id, state, version, article, reason, unit, unit_name, number, title, party, "
    "outcome, decided_on, due, published_on, class, preparer, assignee, late_days, public_until, "
    "corrections, correcting, revoked_on, withdraw_by, ended_on, withdrawn_late";
constexpr int kColumnCount = 26;

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
  out.class_ = row.text(15);
  out.preparer = row.text(16);
  out.assignee = row.text(17);
  out.late_days = row.integer(18);
  out.public_until = row.text(19);
  out.corrections = row.integer(20);
  out.correcting = row.integer(21) != 0;
  out.revoked_on = row.text(22);
  if (!row.is_null(23)) out.withdraw_by = from_millis(row.integer(23));
  out.ended_on = row.text(24);
  out.withdrawn_late = row.integer(25);
  return out;
}

std::optional<PublicationRow> first(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  return read(rows.front());
}

struct Known {
  const char* name;
  const char* where;
  const char* order;
};

constexpr const char* kUrgency = "coalesce(withdraw_by, due) IS NULL, coalesce(withdraw_by, due)";

/// In the order of Group. $1 is now.
constexpr std::array<Known, kGroupCount> kGroups{{
    {"due", "state = 'due'", kUrgency},
    {"waiting", "(state = 'prepared' OR (state = 'published' AND correcting = 1))", kUrgency},
    {"late",
     "((state IN ('due', 'prepared') AND due < $1) OR (ended_on = '' AND withdraw_by < $1))",
     kUrgency},
    {"to_withdraw", "(ended_on = '' AND withdraw_by IS NOT NULL)", kUrgency},
    {"published", "state = 'published'", "published_on DESC"},
    {"withdrawn", "state = 'withdrawn'", "ended_on DESC"},
    {"expired", "state = 'expired'", "ended_on DESC"},
    {"unpublished", "state IN ('sealed', 'not_published')", "decided_on DESC"},
}};

/// $2 the unit, $3 the words. What is sealed is not found by words: that would tell what it says.
std::string within(Group group) {
  return " FROM publication_row WHERE " +
         std::string{kGroups.at(static_cast<std::size_t>(group)).where} +
         " AND $1 = $1 AND ($2 = '' OR unit = $2) AND ($3 = '' OR (state <> 'sealed' AND "
         "(number LIKE $3 ESCAPE '!' OR title LIKE $3 ESCAPE '!' OR party LIKE $3 ESCAPE '!')))";
}

std::string pattern_of(const std::string& words) {
  std::string pattern;
  for (const char c : words) {
    if (c == '!' || c == '%' || c == '_') pattern += '!';
    pattern += c;
  }
  return pattern.empty() ? pattern : "%" + pattern + "%";
}

}  // namespace

void put_publication(Session& session, const PublicationRow& row) {
  session.post("DELETE FROM publication_row WHERE case_id = $1", {row.case_id});
  const auto moment = [](const std::optional<Instant>& at) {
    return at ? Value{to_millis(*at)} : Value{nullptr};
  };
  const std::vector<Value> values{row.case_id,      row.public_id,
                                  row.state,        row.version,
                                  row.article,      row.reason,
                                  row.unit,         row.unit_name,
                                  row.number,       row.title,
                                  row.party,        row.outcome,
                                  row.decided_on,   moment(row.due),
                                  row.published_on, row.class_,
                                  row.preparer,     row.assignee,
                                  row.late_days,    row.public_until,
                                  row.corrections,  std::int64_t{row.correcting ? 1 : 0},
                                  row.revoked_on,   moment(row.withdraw_by),
                                  row.ended_on,     row.withdrawn_late};
  MINGCHA_ASSERT(values.size() == kColumnCount);
  std::string places;
  for (int i = 1; i <= kColumnCount; ++i) places += (i == 1 ? "$" : ", $") + std::to_string(i);
  session.post("INSERT INTO publication_row (" + kColumns + ") VALUES (" + places + ")", values);
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

const char* to_string(Group group) { return kGroups.at(static_cast<std::size_t>(group)).name; }

std::optional<Group> to_group(std::string_view word) {
  const auto* found = std::ranges::find(kGroups, word, &Known::name);
  if (found == kGroups.end()) return std::nullopt;
  return static_cast<Group>(found - kGroups.begin());
}

std::vector<PublicationRow> publication_queue(Session& session, Group group,
                                              const QueueFilter& filter, Instant now,
                                              std::int64_t offset, std::int64_t limit) {
  const auto pattern = pattern_of(filter.words);
  const auto* order = kGroups.at(static_cast<std::size_t>(group)).order;
  std::vector<PublicationRow> out;
  for (const auto& row : session.query("SELECT " + kColumns + within(group) + " ORDER BY " + order +
                                           ", case_id LIMIT $4 OFFSET $5",
                                       {to_millis(now), filter.unit, pattern, limit, offset})) {
    out.push_back(read(row));
  }
  return out;
}

std::int64_t count_queue(Session& session, Group group, const QueueFilter& filter, Instant now) {
  const auto pattern = pattern_of(filter.words);
  return session.query("SELECT count(*)" + within(group), {to_millis(now), filter.unit, pattern})
      .front()
      .integer(0);
}

std::vector<std::string> over_before(Session& session, Day day, std::int64_t limit) {
  std::vector<std::string> out;
  for (const auto& row :
       session.query("SELECT case_id FROM publication_row WHERE state = 'published' AND "
                     "public_until <> '' AND public_until < $1 ORDER BY public_until LIMIT $2",
                     {mingcha::to_string(day), limit})) {
    out.push_back(row.text(0));
  }
  return out;
}

std::vector<std::string> to_be_ended(Session& session, std::int64_t limit) {
  std::vector<std::string> out;
  for (const auto& row :
       session.query("SELECT case_id FROM publication_row WHERE state IN ('sealed', "
                     "'not_published') AND published_on <> '' AND ended_on = '' LIMIT $1",
                     {limit})) {
    out.push_back(row.text(0));
  }
  return out;
}

std::vector<Punctuality> punctuality(Session& session, Instant now) {
  const auto count = [](const std::string& what) {
    return "sum(CASE WHEN " + what + " THEN 1 ELSE 0 END)";
  };
  const std::string waits = "state IN ('due', 'prepared') AND due < $1";
  std::vector<Punctuality> out;
  for (const auto& row :
       session.query("SELECT unit_name, " + count("published_on <> '' AND late_days = 0") + ", " +
                         count("published_on <> '' AND late_days > 0") + ", " + count(waits) +
                         ", min(CASE WHEN " + waits + " THEN due END), " +
                         count("state = 'withdrawn' AND withdrawn_late = 0") + ", " +
                         count("state = 'withdrawn' AND withdrawn_late > 0") + ", " +
                         count("ended_on = '' AND withdraw_by < $1") +
                         " FROM publication_row WHERE state IN ('due', 'prepared', 'published', "
                         "'withdrawn', 'expired') GROUP BY unit, unit_name ORDER BY unit_name",
                     {to_millis(now)})) {
    Punctuality unit;
    unit.unit_name = row.text(0);
    unit.in_time = row.integer(1);
    unit.late = row.integer(2);
    unit.overdue = row.integer(3);
    if (!row.is_null(4)) unit.oldest = from_millis(row.integer(4));
    unit.withdrawn_in_time = row.integer(5);
    unit.withdrawn_late = row.integer(6);
    unit.withdrawal_overdue = row.integer(7);
    out.push_back(std::move(unit));
  }
  return out;
}

PublicPage list_public(Session& session, const PublicFilter& filter, std::int64_t offset,
                       std::int64_t limit) {
  const RecordFilter asked{filter, {}, {}, {}};
  const auto listing = list_of(session, asked, offset, limit);
  PublicPage page;
  std::tie(page.total, page.exact) = count_of(session, asked);
  for (const auto& row :
       session.query("SELECT " + kColumns + " FROM " + listing.sql +
                         " f JOIN publication_row p ON p.case_id = f.found ORDER BY f.place DESC",
                     listing.values())) {
    page.rows.push_back(read(row));
  }
  return page;
}

}  // namespace mingcha::registers
