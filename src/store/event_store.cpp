// SPDX-License-Identifier: Apache-2.0
#include "store/event_store.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/assert.h"
#include "store/database.h"

namespace mingcha::store {
namespace {

// Events that go into one statement. Commands have fewer; imports have more and take several.
constexpr std::size_t kRowsMax = 8;
constexpr std::size_t kColumns = 5;
constexpr std::string_view kColumnNames =
    "seq, stream, version, kind, body, actor, at, command_key";

// The unique (stream, version) is the lock: of two who decided on the same state, one inserts and
// the other inserts nothing. Neither engine needs more than its weakest isolation for it.
//   version before exists:     a caller who is ahead of the stream must not leave a gap;
//   own version does not:      SQLite's guard refuses an occupied place with an error, and here
//                              it shall only be no insertion;
//   ON CONFLICT:               PostgreSQL's answer where the other one commits meanwhile.
std::string append_statement(std::size_t rows) {
  std::string places;
  for (std::size_t row = 0; row < rows; ++row) {
    const auto first = 4 + row * kColumns;
    places += fmt::format("{}(${}, ${}, ${}, ${}, ${})", row == 0 ? "" : ", ", first, first + 1,
                          first + 2, first + 3, first + 4);
  }
  return fmt::format(
      "INSERT INTO event (stream, version, kind, body, actor, at, command_key) "
      "SELECT $1, added.column1, added.column2, added.column3, added.column4, added.column5, $3 "
      "FROM (VALUES {}) AS added "
      "WHERE ($2 = 0 OR EXISTS (SELECT 1 FROM event WHERE stream = $1 AND version = $2)) "
      "AND NOT EXISTS (SELECT 1 FROM event WHERE stream = $1 AND version = $2 + 1) "
      "ON CONFLICT (stream, version) DO NOTHING RETURNING seq, version",
      places);
}

const std::string& statement_for(std::size_t rows) {
  static const auto kStatements = [] {
    std::vector<std::string> statements(kRowsMax + 1);
    for (std::size_t count = 1; count <= kRowsMax; ++count) {
      statements[count] = append_statement(count);
    }
    return statements;
  }();
  return kStatements[rows];
}

Rejection changed_meanwhile(std::string_view stream) {
  return {Refusal::conflict,
          {"该记录刚刚被他人修改，请刷新后重试",
           "Somebody else changed this first; reload and try again"},
          {Finding{.code = "version-conflict",
                   .what = {fmt::format("{} 的版本已不是您所见的版本", stream),
                            fmt::format("{} is no longer at the version you saw", stream)},
                   .article = {},
                   .cure = {"刷新页面，核对最新内容后重新提交",
                            "Reload, check what is new, and submit again"},
                   .where = {}}}};
}

/// Adds at most kRowsMax events. Empty: conflict.
std::vector<Place> append_some(Session& session, std::string_view stream, std::int64_t expected,
                               std::span<const EncodedEvent> events, std::string_view command_key) {
  std::vector<Value> values{stream, expected, command_key};
  values.reserve(3 + events.size() * kColumns);
  for (std::int64_t version = expected; const EncodedEvent& event : events) {
    version += 1;
    values.insert(values.end(), {Value{version}, Value{event.kind}, Value{event.body},
                                 Value{event.actor}, Value{to_millis(event.at)}});
  }
  const auto rows = session.query(statement_for(events.size()), values);
  // All or none: versions have no gaps, so who has the first place has the others.
  MINGCHA_ASSERT(rows.empty() || rows.size() == events.size());
  std::vector<Place> places;
  places.reserve(rows.size());
  for (const Row& row : rows) places.push_back({.seq = row.integer(0), .version = row.integer(1)});
  std::ranges::sort(places, {}, &Place::version);
  return places;
}

StoredEvent read_event(const Row& row) {
  return {.seq = row.integer(0),
          .stream = row.text(1),
          .version = row.integer(2),
          .kind = row.text(3),
          .body = row.text(4),
          .actor = row.text(5),
          .at = from_millis(row.integer(6)),
          .command_key = row.text(7)};
}

std::vector<StoredEvent> read_events(const std::vector<Row>& rows) {
  std::vector<StoredEvent> events;
  events.reserve(rows.size());
  for (const Row& row : rows) events.push_back(read_event(row));
  return events;
}

/// The first text, byte by byte, that is after everything beginning with `prefix`.
std::string after_prefix(std::string prefix) {
  MINGCHA_ASSERT(!prefix.empty() && static_cast<unsigned char>(prefix.back()) < 0x7e);
  ++prefix.back();
  return prefix;
}

}  // namespace

Result<std::vector<Place>> append(Session& session, std::string_view stream,
                                  std::int64_t expected_version,
                                  std::span<const EncodedEvent> events,
                                  std::string_view command_key) {
  MINGCHA_ASSERT(expected_version >= 0);
  MINGCHA_ASSERT(!events.empty());
  std::vector<Place> places;
  places.reserve(events.size());
  while (!events.empty()) {
    const auto some = events.first(std::min(events.size(), kRowsMax));
    const auto at = expected_version + static_cast<std::int64_t>(places.size());
    const auto added = append_some(session, stream, at, some, command_key);
    if (added.empty()) return tl::unexpected<Rejection>(changed_meanwhile(stream));
    places.insert(places.end(), added.begin(), added.end());
    events = events.subspan(some.size());
  }
  return places;
}

std::vector<StoredEvent> load(Session& session, std::string_view stream, std::int64_t from_version,
                              const UpTo& up_to) {
  static const auto kAll = fmt::format(
      "SELECT {} FROM event WHERE stream = $1 AND version BETWEEN $2 AND $3 ORDER BY version",
      kColumnNames);
  // Not "at <= $4": where the clock was set back, that would leave holes in the middle.
  static const auto kUntil = fmt::format(
      "SELECT {} FROM event WHERE stream = $1 AND version BETWEEN $2 AND $3 AND NOT EXISTS "
      "(SELECT 1 FROM event AS later WHERE later.stream = $1 AND later.version <= event.version "
      "AND later.at > $4) ORDER BY version",
      kColumnNames);
  if (!up_to.at) {
    return read_events(session.query(kAll, {stream, from_version, up_to.version}));
  }
  return read_events(
      session.query(kUntil, {stream, from_version, up_to.version, to_millis(*up_to.at)}));
}

std::int64_t stream_version(Session& session, std::string_view stream) {
  return session.query("SELECT coalesce(max(version), 0) FROM event WHERE stream = $1", {stream})
      .front()
      .integer(0);
}

std::vector<StoredEvent> scan(Session& session, std::int64_t after_seq, std::int64_t limit,
                              const ScanFilter& filter) {
  static const auto kStart = fmt::format("SELECT {} FROM event WHERE seq > $1", kColumnNames);
  static const std::string kEnd = " ORDER BY seq LIMIT $2";
  std::string sql = kStart;
  std::vector<Value> values{after_seq, limit};
  if (!filter.kind.empty()) {
    sql += " AND kind = $3";
    values.emplace_back(filter.kind);
  }
  const auto end = filter.stream_prefix.empty() ? "" : after_prefix(filter.stream_prefix);
  if (!filter.stream_prefix.empty()) {
    sql += fmt::format(" AND stream >= ${} AND stream < ${}", values.size() + 1, values.size() + 2);
    values.emplace_back(filter.stream_prefix);
    values.emplace_back(end);
  }
  return read_events(session.query(sql + kEnd, values));
}

}  // namespace mingcha::store
