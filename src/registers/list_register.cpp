// SPDX-License-Identifier: Apache-2.0
#include "registers/list_register.h"

#include <nlohmann/json.hpp>

#include "search/fold.h"
#include "store/database.h"

namespace mingcha::registers {
namespace {

using Json = nlohmann::json;
using Cells = std::map<std::string, std::string>;
using store::Row;
using store::Session;
using store::Value;

constexpr const char* kForEver = "9999-12-31";

Cells cells_in(const std::string& json) {
  return json.empty() ? Cells{} : Json::parse(json).get<Cells>();
}

std::string words_of(const Cells& cells) {
  std::string out;
  for (const auto& [id, value] : cells) out += value + "\n";
  return search::fold(out);
}

std::string cells_column(Reach reach) { return reach == Reach::open ? "open_cells" : "cells"; }
std::string words_column(Reach reach) { return reach == Reach::open ? "open_words" : "words"; }

std::string entry_columns(Reach reach) {
  return "list, entry_key, from_day, to_day, number, " + cells_column(reach) + ", is_open";
}

/// What the public may never see is not in its tables' answers at all.
std::string only(Reach reach) { return reach == Reach::open ? " AND is_open = 1" : ""; }

ListEntry read_entry(const Row& row) {
  ListEntry out;
  out.list = row.text(0);
  out.key = row.text(1);
  out.from = row.text(2);
  if (row.text(3) != kForEver) out.to = row.text(3);
  out.number = row.integer(4);
  out.cells = cells_in(row.text(5));
  out.is_open = row.integer(6) != 0;
  return out;
}

constexpr std::size_t kWordsMax = 5;

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> out;
  for (const auto word : search::split_words(text)) {
    auto folded = search::fold(word);
    if (!folded.empty() && out.size() < kWordsMax) out.push_back(std::move(folded));
  }
  return out;
}

/// A condition and what it asks for, which must outlive the query.
struct Sought {
  std::string where;
  std::vector<std::string> texts;
  [[nodiscard]] std::vector<Value> values() const { return {texts.begin(), texts.end()}; }
};

std::string cell_condition(store::Engine engine, Reach reach, std::size_t at) {
  const auto column = std::to_string(at);
  const auto value = std::to_string(at + 1);
  return engine == store::Engine::sqlite
             ? " AND json_extract(" + cells_column(reach) + ", '$.' || $" + column + ") = $" + value
             : " AND (CAST(" + cells_column(reach) + " AS json) ->> CAST($" + column +
                   " AS text)) = $" + value;
}

Sought sought(Session& session, const std::string& list, const ListFilter& filter, Reach reach) {
  Sought out;
  out.texts = {list, mingcha::to_string(filter.on)};
  out.where = " FROM list_entry WHERE list = $1 AND from_day <= $2 AND to_day >= $2" + only(reach);
  for (auto& word : words_in(filter.words)) {
    out.texts.push_back(std::move(word));
    const auto* const place = session.engine() == store::Engine::sqlite ? "instr" : "strpos";
    out.where += std::string{" AND "} + place + "(" + words_column(reach) + ", $" +
                 std::to_string(out.texts.size()) + ") > 0";
  }
  if (!filter.column.empty()) {
    out.texts.push_back(filter.column);
    out.texts.push_back(filter.value);
    out.where += cell_condition(session.engine(), reach, out.texts.size() - 1);
  }
  return out;
}

const std::string kSetColumns =
    "list, set_number, state, number, version, reason, article, prepared_by, prepared_at, "
    "decided_by, decided_at, why_not, added, changed, ended";

ListSetRow read_set(const Row& row) {
  ListSetRow out;
  out.list = row.text(0);
  out.set = row.integer(1);
  out.state = row.text(2);
  out.number = row.integer(3);
  out.version = row.integer(4);
  out.reason = row.text(5);
  out.article = row.text(6);
  out.prepared_by = row.text(7);
  out.prepared_at = from_millis(row.integer(8));
  out.decided_by = row.text(9);
  if (row.integer(10) != 0) out.decided_at = from_millis(row.integer(10));
  out.why_not = row.text(11);
  out.added = row.integer(12);
  out.changed = row.integer(13);
  out.ended = row.integer(14);
  return out;
}

std::string both(const Cells& before, const Cells& after) {
  return Json{{"before", before}, {"after", after}}.dump();
}

}  // namespace

ListPage list_entries(Session& session, const std::string& list, const ListFilter& filter,
                      Reach reach, std::int64_t offset, std::int64_t limit) {
  const auto asked = sought(session, list, filter, reach);
  auto values = asked.values();
  values.emplace_back(limit);
  values.emplace_back(offset);
  // What stands on the page is chosen by keys alone; only then are its values read.
  const auto chosen =
      "SELECT entry_key AS chosen_key, from_day AS chosen_day, count(*) OVER () AS "
      "total" +
      asked.where + " ORDER BY entry_key LIMIT $" + std::to_string(values.size() - 1) +
      " OFFSET $" + std::to_string(values.size());
  ListPage page;
  for (const auto& row : session.query(
           "SELECT " + entry_columns(reach) + ", total FROM (" + chosen +
               ") c JOIN list_entry ON list = $1 AND entry_key = chosen_key AND from_day = "
               "chosen_day ORDER BY entry_key",
           values)) {
    page.entries.push_back(read_entry(row));
    page.total = row.integer(7);
  }
  if (page.entries.empty() && (offset > 0 || limit == 0)) {
    page.total = session.query("SELECT count(*)" + asked.where, asked.values()).front().integer(0);
  }
  return page;
}

std::int64_t count_entries(Session& session, const std::string& list, Day on, Reach reach) {
  const auto day = mingcha::to_string(on);
  return session
      .query("SELECT count(*) FROM list_entry WHERE list = $1 AND from_day <= $2 AND to_day >= $2" +
                 only(reach),
             {list, day})
      .front()
      .integer(0);
}

std::optional<ListEntry> find_list_entry(Session& session, const std::string& list,
                                         const std::string& key, Day on, Reach reach) {
  const auto day = mingcha::to_string(on);
  const auto rows = session.query(
      "SELECT " + entry_columns(reach) +
          " FROM list_entry WHERE list = $1 AND entry_key = $2 AND from_day <= $3 AND "
          "to_day >= $3" +
          only(reach),
      {list, key, day});
  if (rows.empty()) return std::nullopt;
  return read_entry(rows.front());
}

std::vector<ListEntry> list_entry_spans(Session& session, const std::string& list,
                                        const std::string& key, Reach reach,
                                        std::optional<Day> until) {
  const std::string last = until ? mingcha::to_string(*until) : kForEver;
  std::vector<ListEntry> out;
  for (const auto& row :
       session.query("SELECT " + entry_columns(reach) +
                         " FROM list_entry WHERE list = $1 AND entry_key = $2 AND from_day <= $3" +
                         only(reach) + " ORDER BY from_day",
                     {list, key, last})) {
    out.push_back(read_entry(row));
  }
  return out;
}

void put_list_entry(Session& session, const std::string& list, const std::string& key,
                    std::span<const ListEntry> spans) {
  session.post("DELETE FROM list_entry WHERE list = $1 AND entry_key = $2", {list, key});
  for (const auto& span : spans) {
    const auto cells = Json(span.cells).dump();
    const auto words = words_of(span.cells);
    const auto open_cells = span.is_open ? Json(span.open_cells).dump() : std::string{};
    const auto open_words = span.is_open ? words_of(span.open_cells) : std::string{};
    session.post(
        "INSERT INTO list_entry (list, entry_key, from_day, to_day, number, cells, words, "
        "open_cells, open_words, is_open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        {list, key, span.from, span.to.empty() ? std::string_view{kForEver} : span.to, span.number,
         cells, words, open_cells, open_words, std::int64_t{span.is_open ? 1 : 0}});
  }
}

void put_list_set(Session& session, const ListSetRow& row) {
  session.post("DELETE FROM list_set WHERE list = $1 AND set_number = $2", {row.list, row.set});
  session.post("INSERT INTO list_set (" + kSetColumns +
                   ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
               {row.list, row.set, row.state, row.number, row.version, row.reason, row.article,
                row.prepared_by, to_millis(row.prepared_at), row.decided_by,
                row.decided_at ? to_millis(*row.decided_at) : std::int64_t{0}, row.why_not,
                row.added, row.changed, row.ended});
}

std::optional<ListSetRow> find_list_set(Session& session, const std::string& list,
                                        std::int64_t set) {
  const auto rows = session.query(
      "SELECT " + kSetColumns + " FROM list_set WHERE list = $1 AND set_number = $2", {list, set});
  if (rows.empty()) return std::nullopt;
  return read_set(rows.front());
}

std::optional<ListSetRow> find_list_version(Session& session, const std::string& list,
                                            std::int64_t number) {
  const auto rows = session.query("SELECT " + kSetColumns +
                                      " FROM list_set WHERE list = $1 AND number = $2 AND state = "
                                      "'confirmed'",
                                  {list, number});
  if (rows.empty()) return std::nullopt;
  return read_set(rows.front());
}

std::vector<ListSetRow> list_sets(Session& session, const std::string& list,
                                  const std::string& state, std::int64_t offset,
                                  std::int64_t limit) {
  std::vector<ListSetRow> out;
  for (const auto& row :
       session.query("SELECT " + kSetColumns +
                         " FROM list_set WHERE list = $1 AND ($2 = '' OR state = $2) "
                         "ORDER BY number DESC, set_number DESC LIMIT $3 OFFSET $4",
                     {list, state, limit, offset})) {
    out.push_back(read_set(row));
  }
  return out;
}

std::int64_t count_sets(Session& session, const std::string& list, const std::string& state) {
  return session
      .query("SELECT count(*) FROM list_set WHERE list = $1 AND state = $2", {list, state})
      .front()
      .integer(0);
}

void put_list_change(Session& session, const ListChange& change) {
  const auto body = both(change.before, change.after);
  const auto open_body =
      change.is_open ? both(change.open_before, change.open_after) : std::string{};
  session.post(
      "INSERT INTO list_change (list, number, place, kind, entry_key, day, body, open_body) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {change.list, change.number, change.place, change.kind, change.key, change.day, body,
       open_body});
}

void close_list_changes(Session& session, const std::string& list, const std::string& key) {
  session.post("UPDATE list_change SET open_body = '' WHERE list = $1 AND entry_key = $2",
               {list, key});
}

std::vector<ListChange> list_changes(Session& session, const std::string& list, std::int64_t number,
                                     const std::string& key, Reach reach, std::int64_t offset,
                                     std::int64_t limit) {
  const std::string body = reach == Reach::open ? "open_body" : "body";
  std::vector<Value> values{list};
  std::string where = " FROM list_change WHERE list = $1 AND " + body + " <> ''";
  const auto and_is = [&](const char* column, Value value) {
    values.push_back(value);
    where += std::string{" AND "} + column + " = $" + std::to_string(values.size());
  };
  if (number != 0) and_is("number", number);
  if (!key.empty()) and_is("entry_key", key);
  values.emplace_back(limit);
  values.emplace_back(offset);
  std::vector<ListChange> out;
  for (const auto& row : session.query("SELECT list, number, place, kind, entry_key, day, " + body +
                                           where + " ORDER BY number DESC, place LIMIT $" +
                                           std::to_string(values.size() - 1) + " OFFSET $" +
                                           std::to_string(values.size()),
                                       values)) {
    const auto json = Json::parse(row.text(6));
    ListChange change;
    change.list = row.text(0);
    change.number = row.integer(1);
    change.place = row.integer(2);
    change.kind = row.text(3);
    change.key = row.text(4);
    change.day = row.text(5);
    change.before = json.at("before").get<Cells>();
    change.after = json.at("after").get<Cells>();
    out.push_back(std::move(change));
  }
  return out;
}

std::int64_t last_open_change(Session& session, const std::string& list) {
  const auto rows = session.query(
      "SELECT number FROM list_change WHERE list = $1 AND open_body <> '' ORDER BY number DESC "
      "LIMIT 1",
      {list});
  return rows.empty() ? 0 : rows.front().integer(0);
}

ListChangeCount count_changes(Session& session, const std::string& list, std::int64_t number,
                              Reach reach) {
  const std::string body = reach == Reach::open ? "open_body" : "body";
  ListChangeCount out;
  for (const auto& row :
       session.query("SELECT kind, count(*) FROM list_change WHERE list = $1 AND number = $2 AND " +
                         body + " <> '' GROUP BY kind",
                     {list, number})) {
    if (row.text(0) == "add") out.added = row.integer(1);
    if (row.text(0) == "change") out.changed = row.integer(1);
    if (row.text(0) == "end") out.ended = row.integer(1);
  }
  return out;
}

}  // namespace mingcha::registers
