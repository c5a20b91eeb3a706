// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

/// The published lists (清单) as tables: entries by day, sets of changes, what each changed. Who
/// asks with Reach::open sees what the public sees: never an entry that is withheld, none of its
/// history, and no column that is not open.
namespace mingcha::registers {

enum class Reach { open, all };

/// An entry as it holds from one day to another, both included.
struct ListEntry {
  std::string list, key;
  std::string from, to;                      ///< Days; `to` is empty while no end is known.
  std::int64_t number = 0;                   ///< Version of the list that made it so.
  std::map<std::string, std::string> cells;  ///< Column id → value; empty values are left out.
  std::map<std::string, std::string> open_cells;  ///< Written only: what of it is open.
  bool is_open = true;                            ///< False where it is withheld.

  bool operator==(const ListEntry&) const = default;
};

struct ListFilter {
  Day on{};                   ///< As of this day.
  std::string words;          ///< Each of them in some value, whatever the letter case.
  std::string column, value;  ///< Where given: the column has exactly this value.
};

struct ListPage {
  std::int64_t total = 0;
  std::vector<ListEntry> entries;  ///< By key.
};

/// What holds on a day. `open_cells` stays empty.
[[nodiscard]] ListPage list_entries(store::Session& session, const std::string& list,
                                    const ListFilter& filter, Reach reach, std::int64_t offset,
                                    std::int64_t limit);
[[nodiscard]] std::int64_t count_entries(store::Session& session, const std::string& list, Day on,
                                         Reach reach);
[[nodiscard]] std::optional<ListEntry> find_list_entry(store::Session& session,
                                                       const std::string& list,
                                                       const std::string& key, Day on, Reach reach);
/// Every span of an entry, the oldest first. Of the public only those that began by `until`.
[[nodiscard]] std::vector<ListEntry> list_entry_spans(store::Session& session,
                                                      const std::string& list,
                                                      const std::string& key, Reach reach,
                                                      std::optional<Day> until = std::nullopt);

/// Replaces every span of the entry.
void put_list_entry(store::Session& session, const std::string& list, const std::string& key,
                    std::span<const ListEntry> spans);

struct ListSetRow {
  std::string list;
  std::int64_t set = 0;
  std::string state;        ///< waiting | confirmed | discarded
  std::int64_t number = 0;  ///< Version of the list that it made; 0 while not confirmed.
  std::int64_t version = 0;
  std::string reason, article, prepared_by;
  Instant prepared_at;
  std::string decided_by;
  std::optional<Instant> decided_at;
  std::string why_not;
  std::int64_t added = 0, changed = 0, ended = 0;

  bool operator==(const ListSetRow&) const = default;
};

void put_list_set(store::Session& session, const ListSetRow& row);
[[nodiscard]] std::optional<ListSetRow> find_list_set(store::Session& session,
                                                      const std::string& list, std::int64_t set);
/// The confirmed set that made this version.
[[nodiscard]] std::optional<ListSetRow> find_list_version(store::Session& session,
                                                          const std::string& list,
                                                          std::int64_t number);
/// The newest first. Empty state: of every state.
[[nodiscard]] std::vector<ListSetRow> list_sets(store::Session& session, const std::string& list,
                                                const std::string& state, std::int64_t offset,
                                                std::int64_t limit);
[[nodiscard]] std::int64_t count_sets(store::Session& session, const std::string& list,
                                      const std::string& state);

/// One change of a confirmed set.
struct ListChange {
  std::string list;
  std::int64_t number = 0, place = 0;
  std::string kind;  ///< add | change | end
  std::string key, day;
  std::map<std::string, std::string> before, after;
  bool is_open = true;                                         ///< Written only.
  std::map<std::string, std::string> open_before, open_after;  ///< Written only.

  bool operator==(const ListChange&) const = default;
};

void put_list_change(store::Session& session, const ListChange& change);
/// The public sees nothing of the entry's past any more.
void close_list_changes(store::Session& session, const std::string& list, const std::string& key);
/// Of one version (0: of all) and one key (empty: of all), the newest version first.
[[nodiscard]] std::vector<ListChange> list_changes(store::Session& session, const std::string& list,
                                                   std::int64_t number, const std::string& key,
                                                   Reach reach, std::int64_t offset,
                                                   std::int64_t limit);
/// The last version of which the public sees any change; 0: none.
[[nodiscard]] std::int64_t last_open_change(store::Session& session, const std::string& list);
/// How many of each kind a version has that may be seen.
struct ListChangeCount {
  std::int64_t added = 0, changed = 0, ended = 0;
};
[[nodiscard]] ListChangeCount count_changes(store::Session& session, const std::string& list,
                                            std::int64_t number, Reach reach);

}  // namespace mingcha::registers
