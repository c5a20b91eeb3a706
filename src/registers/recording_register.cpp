// SPDX-License-Identifier: Apache-2.0
#include "registers/recording_register.h"

#include <map>

#include <fmt/format.h>

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

const std::string kColumns =
    "recording, version, name, state, size, sha256, source, device, officer, unit, made_from, "
    "made_to, received_at, late_ms, probed, findings, plays, matched, retention, keep_until, held";

std::optional<Instant> moment(const Row& row, std::size_t column) {
  const auto millis = row.optional_integer(column);
  return millis ? std::optional{from_millis(*millis)} : std::nullopt;
}

Value value_of(const std::optional<Instant>& at) {
  return at ? Value{to_millis(*at)} : Value{nullptr};
}

Value flag(bool value) { return std::int64_t{value ? 1 : 0}; }

RecordingRow read(const Row& row) {
  RecordingRow out;
  out.recording = row.text(0);
  out.version = row.integer(1);
  out.name = row.text(2);
  out.state = row.text(3);
  out.size = row.integer(4);
  out.sha256 = row.text(5);
  out.source = row.text(6);
  out.device = row.text(7);
  out.officer = row.text(8);
  out.unit = row.text(9);
  out.made_from = moment(row, 10);
  out.made_to = moment(row, 11);
  out.received_at = from_millis(row.integer(12));
  out.late_ms = row.integer(13);
  out.probed = row.text(14);
  out.findings = row.text(15);
  out.plays = row.integer(16) != 0;
  out.matched = row.integer(17) != 0;
  out.retention = row.text(18);
  out.keep_until = row.text(19);
  out.held = row.integer(20) != 0;
  return out;
}

std::vector<RecordingRow> read(const std::vector<Row>& rows) {
  std::vector<RecordingRow> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(read(row));
  return out;
}

std::optional<RecordingRow> first(const std::vector<Row>& rows) {
  return rows.empty() ? std::nullopt : std::optional{read(rows.front())};
}

/// The condition of one queue.
std::string_view queue(std::string_view only) {
  if (only == "unassigned") return "state = 'kept' AND matched = 0";
  if (only == "late") return "state = 'kept' AND late_ms > 0";
  if (only == "findings") return "state = 'kept' AND findings <> ''";
  if (only == "quarantined") return "state = 'quarantined'";
  if (only == "destroyed") return "state = 'destroyed'";
  if (only == "held") return "state = 'kept' AND held = 1";
  return "state <> 'destroyed'";
}

/// $1 unit, $2 officer, $3 device, $4 and $5 when, $6 words.
std::string condition(const RecordingFilter& filter) {
  return fmt::format(
      " FROM recording_row WHERE {} AND ($1 = '' OR unit = $1) AND ($2 = '' OR officer = $2) "
      "AND ($3 = '' OR device = $3) AND coalesce(made_from, received_at) >= $4 "
      "AND coalesce(made_from, received_at) < $5 AND ($6 = '' OR name LIKE $6 ESCAPE '!')",
      queue(filter.only));
}

std::string like(const std::string& words) {
  if (words.empty()) return {};
  std::string out = "%";
  for (const char c : words) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return out + "%";
}

}  // namespace

void put_recording(Session& session, const RecordingRow& row,
                   const std::vector<RecordingMatchRow>& matches) {
  session.post("DELETE FROM recording_row WHERE recording = $1", {row.recording});
  session.post(
      "INSERT INTO recording_row (" + kColumns +
          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
          "$18, $19, $20, $21)",
      {row.recording,
       row.version,
       row.name,
       row.state,
       row.size,
       row.sha256,
       row.source,
       row.device,
       row.officer,
       row.unit,
       value_of(row.made_from),
       value_of(row.made_to),
       to_millis(row.received_at),
       row.late_ms,
       row.probed,
       row.findings,
       flag(row.plays),
       flag(row.matched),
       row.retention,
       row.keep_until,
       flag(row.held)});
  session.post("DELETE FROM recording_match WHERE recording = $1", {row.recording});
  for (const auto& match : matches) {
    session.post("INSERT INTO recording_match (recording, case_id, occasion) VALUES ($1, $2, $3)",
                 {match.recording, match.case_id, match.occasion});
  }
}

std::optional<RecordingRow> find_recording(Session& session, const std::string& recording) {
  return first(session.query("SELECT " + kColumns + " FROM recording_row WHERE recording = $1",
                             {recording}));
}

std::optional<RecordingRow> recording_with(Session& session, const std::string& sha256) {
  return first(session.query("SELECT " + kColumns +
                                 " FROM recording_row WHERE sha256 = $1 AND state = 'kept' "
                                 "ORDER BY received_at, recording LIMIT 1",
                             {sha256}));
}

bool needs_file(Session& session, const std::string& sha256) {
  return !session
              .query(
                  "SELECT 1 FROM recording_row WHERE sha256 = $1 AND state <> 'destroyed' "
                  "LIMIT 1",
                  {sha256})
              .empty();
}

std::vector<std::string> recordings_of_case(Session& session, const std::string& case_id) {
  std::vector<std::string> out;
  for (const auto& row : session.query(
           "SELECT DISTINCT recording FROM recording_match WHERE case_id = $1 ORDER BY recording",
           {case_id})) {
    out.push_back(row.text(0));
  }
  return out;
}

RecordingPage list_recordings(Session& session, const RecordingFilter& filter, std::int64_t offset,
                              std::int64_t limit) {
  constexpr std::int64_t kForEver = 253'402'300'800'000;  // The year 10000.
  const auto words = like(filter.words);
  const auto from = filter.from ? to_millis(*filter.from) : 0;
  const auto to = filter.to ? to_millis(*filter.to) : kForEver;
  RecordingPage out;
  out.total = session
                  .query("SELECT count(*) FROM (SELECT 1 AS one" + condition(filter) +
                             " LIMIT 10000) AS counted",
                         {filter.unit, filter.officer, filter.device, from, to, words})
                  .front()
                  .integer(0);
  out.rows = read(session.query(
      "SELECT " + kColumns + condition(filter) +
          " ORDER BY coalesce(made_from, received_at) DESC, recording LIMIT $7 OFFSET $8",
      {filter.unit, filter.officer, filter.device, from, to, words, limit, offset}));
  return out;
}

std::vector<std::string> unprobed(Session& session, const std::string& level, std::int64_t limit) {
  std::vector<std::string> out;
  const std::string before = level == "full" ? "quick" : "";
  for (const auto& row :
       session.query("SELECT recording FROM recording_row WHERE probed = $1 AND "
                     "state <> 'destroyed' ORDER BY received_at, recording LIMIT $2",
                     {before, limit})) {
    out.push_back(row.text(0));
  }
  return out;
}

std::vector<RecordingRow> at_the_same_time(Session& session, const RecordingRow& row) {
  if (row.device.empty() || !row.made_from || !row.made_to) return {};
  return read(session.query(
      "SELECT " + kColumns +
          " FROM recording_row WHERE device = $1 AND made_from < $3 AND "
          "made_to > $2 AND recording <> $4 AND state <> 'destroyed' AND "
          "sha256 <> $5 ORDER BY made_from, recording LIMIT 20",
      {row.device, to_millis(*row.made_from), to_millis(*row.made_to), row.recording, row.sha256}));
}

RecordingPage over_by(Session& session, const std::string& unit, const std::string& day,
                      std::int64_t limit) {
  const std::string which =
      " FROM recording_row WHERE state = 'kept' AND matched = 0 AND held = 0 AND keep_until <> '' "
      "AND keep_until < $1 AND ($2 = '' OR unit = $2)";
  RecordingPage out;
  out.total = session.query("SELECT count(*)" + which, {day, unit}).front().integer(0);
  out.rows =
      read(session.query("SELECT " + kColumns + which + " ORDER BY keep_until, recording LIMIT $3",
                         {day, unit, limit}));
  return out;
}

std::vector<RecordingFigures> recording_figures(Session& session, Instant since, Instant old) {
  std::vector<RecordingFigures> out;
  for (const auto& row : session.query(
           "SELECT unit, count(*), coalesce(sum(size), 0), "
           "coalesce(sum(CASE WHEN late_ms > 0 AND received_at >= $1 THEN 1 ELSE 0 END), 0), "
           "coalesce(sum(CASE WHEN matched = 0 AND received_at < $2 AND retention = '' THEN 1 "
           "ELSE 0 END), 0), "
           "coalesce(sum(CASE WHEN findings <> '' AND received_at >= $1 THEN 1 ELSE 0 END), 0), "
           "coalesce(sum(CASE WHEN state = 'quarantined' THEN 1 ELSE 0 END), 0) "
           "FROM recording_row WHERE state <> 'destroyed' GROUP BY unit ORDER BY unit",
           {to_millis(since), to_millis(old)})) {
    out.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4),
                   row.integer(5), row.integer(6)});
  }
  return out;
}

std::vector<std::pair<std::string, std::int64_t>> bytes_by_month(Session& session, Instant since) {
  constexpr std::int64_t kDayMillis = 86'400'000;
  const auto offset = std::chrono::milliseconds{kLocalOffset}.count();
  std::map<std::string, std::int64_t> months;
  for (const auto& row : session.query(
           "SELECT (received_at + $2) / $3, sum(size) FROM recording_row WHERE received_at >= $1 "
           "AND state <> 'destroyed' GROUP BY (received_at + $2) / $3",
           {to_millis(since), offset, kDayMillis})) {
    const Day day{std::chrono::days{row.integer(0)}};
    months[mingcha::to_string(day).substr(0, 7)] += row.integer(1);
  }
  return {months.begin(), months.end()};
}

std::int64_t bytes_kept(Session& session) {
  return session
      .query("SELECT coalesce(sum(size), 0) FROM recording_row WHERE state <> 'destroyed'", {})
      .front()
      .integer(0);
}

}  // namespace mingcha::registers
