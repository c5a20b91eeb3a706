// SPDX-License-Identifier: Apache-2.0
#include "registers/case_register.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

constexpr std::string_view kColumns =
    "c.case_id, c.version, c.item, c.title, c.party, c.unit, c.stage, c.opened_at, c.decided_on, "
    "c.number, c.major, c.sealed, c.closed, c.handlers, c.took_part, c.limits, "
    "c.speaks_at";

CaseRow read_case(const Row& row, std::size_t first = 0) {
  CaseRow out;
  out.case_id = row.text(first);
  out.version = row.integer(first + 1);
  out.item = row.text(first + 2);
  out.title = row.text(first + 3);
  out.party = row.text(first + 4);
  out.unit = row.text(first + 5);
  out.stage = row.text(first + 6);
  out.opened_at = from_millis(row.integer(first + 7));
  out.decided_on = row.text(first + 8);
  out.number = row.text(first + 9);
  out.major = row.integer(first + 10) != 0;
  out.sealed = row.integer(first + 11) != 0;
  out.closed = row.integer(first + 12) != 0;
  out.handlers = row.text(first + 13);
  out.took_part = row.text(first + 14);
  out.limits = row.text(first + 15);
  if (!row.is_null(first + 16)) out.speaks_at = from_millis(row.integer(first + 16));
  return out;
}

std::int64_t flag(bool value) { return value ? 1 : 0; }

}  // namespace

void hide(CaseRow& row, const std::optional<Blind>& blind) {
  if (!blind || !row.sealed || row.unit == blind->but_unit) return;
  if (row.took_part.find(" " + blind->person + " ") == std::string::npos) row.party.clear();
}

void put_case(Session& session, const CaseRow& row, const std::vector<Todo>& todos) {
  session.post(
      "INSERT INTO case_row (case_id, version, item, title, party, unit, stage, opened_at, "
      "decided_on, number, major, sealed, closed, handlers, took_part, limits, speaks_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) "
      "ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, item = excluded.item, "
      "title = excluded.title, party = excluded.party, unit = excluded.unit, "
      "stage = excluded.stage, opened_at = excluded.opened_at, decided_on = excluded.decided_on, "
      "number = excluded.number, major = excluded.major, sealed = excluded.sealed, "
      "closed = excluded.closed, handlers = excluded.handlers, took_part = excluded.took_part, "
      "limits = excluded.limits, speaks_at = excluded.speaks_at",
      {row.case_id, row.version, row.item, row.title, row.party, row.unit, row.stage,
       to_millis(row.opened_at), row.decided_on, row.number, flag(row.major), flag(row.sealed),
       flag(row.closed), row.handlers, row.took_part, row.limits,
       row.speaks_at ? Value{to_millis(*row.speaks_at)} : Value{nullptr}});
  session.post("DELETE FROM todo_row WHERE case_id = $1", {row.case_id});
  for (const auto& todo : todos) {
    session.post(
        "INSERT INTO todo_row (case_id, step, title, role, person, unit, due) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {todo.case_id, todo.step, todo.title, todo.role, todo.person, todo.unit,
         todo.due ? Value{to_millis(*todo.due)} : Value{nullptr}});
  }
}

std::optional<CaseRow> find_case(Session& session, const std::string& case_id) {
  const auto rows = session.query(
      "SELECT " + std::string{kColumns} + " FROM case_row c WHERE c.case_id = $1", {case_id});
  if (rows.empty()) return std::nullopt;
  return read_case(rows.front());
}

namespace {

// One statement for every filter: an empty parameter lets everything through. $11 and $12 say from
// whom the parties of sealed cases are hidden; what is hidden is neither found nor in the order.
constexpr std::string_view kFiltered =
    " FROM case_row c WHERE ($1 = '' OR c.unit = $1) "
    "AND ($2 = '' OR c.title LIKE $3 ESCAPE '\\' "
    "OR CASE WHEN c.sealed = 1 AND $11 <> '' AND c.unit <> $12 "
    "AND c.took_part NOT LIKE $11 ESCAPE '\\' THEN '' ELSE c.party END LIKE $3 ESCAPE '\\' "
    "OR c.number LIKE $3 ESCAPE '\\' OR c.case_id = $2) "
    "AND ($4 = '' OR ($4 = 'open' AND c.closed = 0) OR ($4 = 'closed' AND c.closed = 1) "
    "OR ($4 = 'decided' AND c.decided_on <> '')) "
    "AND ($5 = '' OR c.item = $5) AND ($6 = '' OR c.stage = $6) "
    "AND ($7 < 0 OR c.major = $7) AND ($8 < 0 OR c.sealed = $8) "
    "AND c.opened_at >= $9 AND c.opened_at < $10";

/// Nothing of what was asked for gets into the statement but by this table.
std::string_view order_of(const std::string& sort) {
  struct Order {
    std::string_view name, by;
  };
  static constexpr Order kOrders[] = {
      {"opened_at", "c.opened_at"},
      {"-opened_at", "c.opened_at DESC"},
      {"title", "c.title"},
      {"-title", "c.title DESC"},
      {"party",
       "CASE WHEN c.sealed = 1 AND $11 <> '' AND c.unit <> $12 "
       "AND c.took_part NOT LIKE $11 ESCAPE '\\' THEN '' ELSE c.party END"},
      {"-party",
       "CASE WHEN c.sealed = 1 AND $11 <> '' AND c.unit <> $12 "
       "AND c.took_part NOT LIKE $11 ESCAPE '\\' THEN '' ELSE c.party END DESC"},
      {"unit", "c.unit"},
      {"-unit", "c.unit DESC"},
      {"stage", "c.stage"},
      {"-stage", "c.stage DESC"},
      {"number", "c.number"},
      {"-number", "c.number DESC"},
      {"decided_on", "c.decided_on"},
      {"-decided_on", "c.decided_on DESC"},
  };
  const auto* const found = std::ranges::find(kOrders, sort, &Order::name);
  return found == std::end(kOrders) ? "c.opened_at DESC" : found->by;
}

std::string pattern_of(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + '%';
}

std::string person_pattern(const std::string& person) { return pattern_of(" " + person + " "); }

TodoItem read_todo(const Row& row) {
  TodoItem item{{}, read_case(row)};
  item.todo = {
      item.row.case_id, row.text(17), row.text(18), row.text(19), row.text(20), row.text(21), {}};
  if (!row.is_null(22)) item.todo.due = from_millis(row.integer(22));
  return item;
}

void put_urgent_first(std::vector<TodoItem>& todos) {
  std::ranges::stable_sort(todos, [](const TodoItem& a, const TodoItem& b) {
    if (a.todo.due.has_value() != b.todo.due.has_value()) return a.todo.due.has_value();
    return a.todo.due < b.todo.due;
  });
}

std::int64_t wanted(std::optional<bool> value) { return value ? flag(*value) : -1; }

}  // namespace

CasePage list_cases(Session& session, const CaseFilter& filter, std::int64_t offset,
                    std::int64_t limit) {
  constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
  constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
  const auto pattern = pattern_of(filter.text);
  const auto blind_person = filter.blind ? person_pattern(filter.blind->person) : std::string{};
  const auto blind_but = filter.blind ? filter.blind->but_unit : std::string{};
  std::vector<Value> values{filter.unit,
                            filter.text,
                            pattern,
                            filter.state,
                            filter.item,
                            filter.stage,
                            wanted(filter.major),
                            wanted(filter.sealed),
                            filter.opened_from ? to_millis(*filter.opened_from) : kFirst,
                            filter.opened_before ? to_millis(*filter.opened_before) : kLast,
                            blind_person,
                            blind_but};
  const std::string where{kFiltered};
  CasePage page;
  page.total = session.query("SELECT count(*)" + where, values).front().integer(0);
  values.emplace_back(limit);
  values.emplace_back(offset);
  for (const auto& row :
       session.query("SELECT " + std::string{kColumns} + where + " ORDER BY " +
                         std::string{order_of(filter.sort)} + ", c.case_id LIMIT $13 OFFSET $14",
                     values)) {
    page.rows.push_back(read_case(row));
    hide(page.rows.back(), filter.blind);
  }
  return page;
}

std::vector<TodoItem> list_todos(Session& session, const Dutiful& who, const std::string& unit,
                                 std::int64_t limit) {
  std::vector<TodoItem> out;
  for (const auto& role : who.roles) {
    for (const auto& row :
         session.query("SELECT " + std::string{kColumns} +
                           ", t.step, t.title, t.role, t.person, t.unit, t.due FROM todo_row t "
                           "JOIN case_row c ON c.case_id = t.case_id "
                           "WHERE t.role = $1 AND ($2 = '' OR t.unit = $2) "
                           "AND (t.person = '' OR t.person = $4) "
                           "ORDER BY t.due IS NULL, t.due, t.case_id, t.step LIMIT $3",
                       {role, unit, limit, who.person})) {
      out.push_back(read_todo(row));
    }
  }
  put_urgent_first(out);
  return out;
}

std::vector<TodoItem> list_waiting(Session& session, const std::string& handler,
                                   const std::vector<std::string>& but_roles,
                                   const std::string& unit, std::int64_t limit) {
  std::vector<TodoItem> out;
  for (const auto& row :
       session.query("SELECT " + std::string{kColumns} +
                         ", t.step, t.title, t.role, t.person, t.unit, t.due FROM case_row c "
                         "JOIN todo_row t ON c.case_id = t.case_id "
                         "WHERE c.closed = 0 AND ($1 = '' OR c.unit = $1) "
                         "AND c.handlers LIKE $2 ESCAPE '\\' "
                         "ORDER BY t.due IS NULL, t.due, t.case_id, t.step LIMIT $3",
                     {unit, person_pattern(handler), 5 * limit})) {
    auto item = read_todo(row);
    if (std::ranges::find(but_roles, item.todo.role) == but_roles.end()) {
      out.push_back(std::move(item));
    }
    if (std::ssize(out) == limit) break;
  }
  return out;
}

std::vector<CaseRow> speaking_cases(Session& session, const std::string& unit,
                                    const std::string& handler, Instant now, std::int64_t limit) {
  std::vector<CaseRow> out;
  const auto pattern = handler.empty() ? std::string{"%"} : person_pattern(handler);
  for (const auto& row :
       session.query("SELECT " + std::string{kColumns} +
                         " FROM case_row c WHERE c.speaks_at <= $1 AND c.closed = 0 "
                         "AND ($2 = '' OR c.unit = $2) AND c.handlers LIKE $3 ESCAPE '\\' "
                         "ORDER BY c.speaks_at, c.case_id LIMIT $4",
                     {to_millis(now), unit, pattern, limit})) {
    out.push_back(read_case(row));
  }
  return out;
}

}  // namespace mingcha::registers
