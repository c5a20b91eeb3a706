// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace mingcha::store {
class Session;
enum class Engine;
}  // namespace mingcha::store

namespace mingcha::search {

/// Texts that are looked through together. One that is not asked for is not touched: what stands on
/// it shows in no answer and in no time taken.
enum class Shelf { open, sealed, published };

enum class Kind { case_file = 0, party = 1, document = 2, publication = 3 };
inline constexpr std::size_t kKindCount = 4;

/// Something that can be found, in the words of one event. At most one entry of a kind for an
/// event.
struct Entry {
  Shelf shelf{};
  Kind kind{};
  std::string stream;  ///< With version: the event that brought it, which must be on record.
  std::int64_t version = 0;
  std::string case_id, unit;
  std::string shown;   ///< As people read it; empty where the event says it.
  std::string folded;  ///< As it is compared: fold() of all there is to find.
  /// What the entry can be narrowed by, "year=2026": found as a whole, as fast as a word.
  std::vector<std::string> marks = {};

  bool operator==(const Entry&) const = default;
};

void put(store::Session& session, const Entry& entry);
/// By shelf, kind, stream and version.
void drop(store::Session& session, const Entry& entry);
/// All of a case but its publication.
void drop_case(store::Session& session, const std::string& case_id);

/// What somebody may find.
struct Scope {
  std::string unit;  ///< Empty: of every unit.
  /// Of which unit also what is sealed; empty: of every unit. Nothing: that shelf is not asked.
  std::optional<std::string> sealed_of;
};

/// Exact, within the scope.
struct Counts {
  std::int64_t of[kKindCount] = {};
  [[nodiscard]] std::int64_t operator[](Kind kind) const {
    return of[static_cast<std::size_t>(kind)];
  }
};
[[nodiscard]] Counts count(store::Session& session, const Query& query, const Scope& scope);

struct Hit {
  std::int64_t seq = 0;  ///< Of the event that brought it.
  std::string case_id, shown;

  bool operator==(const Hit&) const = default;
};
/// Newest first.
[[nodiscard]] std::vector<Hit> find(store::Session& session, const Query& query, const Scope& scope,
                                    Kind kind, std::int64_t offset, std::int64_t limit);

/// What is asked of the public shelf: the words, and of each group of marks at least one. Marks are
/// compared by a digest: whoever must be sure of one looks at its row too.
struct PublicQuery {
  std::optional<Query> words;
  std::vector<std::vector<std::string>> marks;
};
/// A condition on rows t of search_public, with parameters from `$first` on and their values. Row
/// t belongs to the event t.rowid / 4. SQLite hands the rows out by rowid, either way, without
/// sorting them.
struct Condition {
  std::string where;
  std::vector<std::string> values;
};
[[nodiscard]] Condition published(const PublicQuery& query, store::Engine engine, int first);

/// The event that brings the publication which is indexed for the case; nothing is 0.
[[nodiscard]] std::int64_t published_seq(store::Session& session, const std::string& case_id);

/// The numbers of a folded text's pieces in PostgreSQL's spelling of an array: characters, and two
/// that stand one behind another in a line. Of a query's term: those that must be there.
enum class Pieces { of_text, of_term };
[[nodiscard]] std::string pieces_of(std::string_view folded, Pieces of);

}  // namespace mingcha::search
