// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

/// Read models. They carry no truth: filled in the transaction of each command, and again from the
/// events by `mingcha rebuild`.
namespace mingcha::registers {

struct CaseRow {
  std::string case_id;
  std::int64_t version = 0;
  std::string item, title, party, unit, stage;
  Instant opened_at;
  std::string decided_on, number;
  bool major = false, sealed = false, closed = false;
  std::string handlers;              ///< Persons, each between spaces: " wanglei lina ".
  std::string took_part;             ///< All who did something in it, written the same way.
  std::string limits;                ///< Running time limits, as the desk wrote them.
  std::optional<Instant> speaks_at;  ///< When the first of those limits speaks.

  bool operator==(const CaseRow&) const = default;
};

struct Todo {
  std::string case_id, step, title, role;
  std::string person;  ///< The only one of that role whose duty it is; empty: everybody's.
  std::string unit;
  std::optional<Instant> due;

  bool operator==(const Todo&) const = default;
};

/// Whom sealed cases are hidden from in lists: who took no part in them. Hidden is the party: it is
/// not shown, not searched and not sorted by.
struct Blind {
  std::string person;
  std::string but_unit;  ///< Whose cases are not hidden all the same; empty: none.
};

/// Takes the party out of the row where it is hidden.
void hide(CaseRow& row, const std::optional<Blind>& blind);

/// Replaces the case's row and to-dos.
void put_case(store::Session& session, const CaseRow& row, const std::vector<Todo>& todos);

[[nodiscard]] std::optional<CaseRow> find_case(store::Session& session, const std::string& case_id);

/// Empty fields let everything through.
struct CaseFilter {
  std::string unit;
  std::string text;   ///< In title, party, number or id.
  std::string state;  ///< "open" | "closed" | "decided"
  std::string item, stage;
  std::optional<bool> major, sealed;
  std::optional<Instant> opened_from, opened_before;
  /// A column of the list, with "-" before it the other way round; empty: newest first.
  std::string sort;
  std::optional<Blind> blind;  ///< Nothing: every party is seen.
};

struct CasePage {
  std::int64_t total = 0;
  std::vector<CaseRow> rows;  ///< As sorted, then by id.
};

[[nodiscard]] CasePage list_cases(store::Session& session, const CaseFilter& filter,
                                  std::int64_t offset, std::int64_t limit);

/// Open cases of which a time limit has spoken by `now`, in the order in which they spoke. Empty
/// unit or handler: any.
[[nodiscard]] std::vector<CaseRow> speaking_cases(store::Session& session, const std::string& unit,
                                                  const std::string& handler, Instant now,
                                                  std::int64_t limit);

struct TodoItem {
  Todo todo;
  CaseRow row;
};

/// Somebody with his duties.
struct Dutiful {
  std::vector<std::string> roles;
  std::string person;
};

/// What waits for that person, most urgent first. An empty unit: every unit.
[[nodiscard]] std::vector<TodoItem> list_todos(store::Session& session, const Dutiful& who,
                                               const std::string& unit, std::int64_t limit);

/// What waits for others in the cases that this person handles: to-dos of none of these roles, most
/// urgent first.
[[nodiscard]] std::vector<TodoItem> list_waiting(store::Session& session,
                                                 const std::string& handler,
                                                 const std::vector<std::string>& but_roles,
                                                 const std::string& unit, std::int64_t limit);

}  // namespace mingcha::registers
