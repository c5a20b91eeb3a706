// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "people/visitor.h"
#include "registers/case_register.h"
#include "search/snippet.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::search {
struct Scope;
}  // namespace mingcha::search

namespace mingcha::desk {

class PeopleDesk;

enum class FindKind { case_file, party, document, item, officer };
/// "case", "party", "document", "item", "officer".
[[nodiscard]] const char* to_string(FindKind kind);
[[nodiscard]] std::optional<FindKind> to_find_kind(std::string_view text);

struct Found {
  FindKind kind{};
  std::string id;                         ///< Of case, document, item or person.
  Text title;                             ///< What it is called.
  std::string number;                     ///< Of the document or the badge.
  bool draft = false;                     ///< A document that was not issued.
  std::optional<registers::CaseRow> row;  ///< The case it stands in.
  std::string unit;                       ///< Of an officer.
  search::Snippet snippet;
};

/// How far a search reached into what is sealed. It says nothing of whether anything is there.
enum class SealedReach {
  none,            ///< No case is for the visitor to read.
  own_unit,        ///< That of his own unit.
  purpose_needed,  ///< Nothing: he may, but did not say why.
  everything,
};
[[nodiscard]] const char* to_string(SealedReach reach);

struct FoundPage {
  struct Count {
    FindKind kind{};
    std::int64_t count = 0;
  };
  std::vector<Count> counts;  ///< Exact; of each kind that is for the visitor to search.
  std::vector<Found> hits;    ///< By kind, newest first.
  SealedReach sealed{};
};

/// Search for everything there is, within what the visitor may see: cases of his unit or of all by
/// his roles, sealed ones by permission and stated purpose or as his own unit's, officers whom he
/// works with, items for everybody. What he may not see is neither found nor counted. Safe to use
/// from any thread.
class SearchDesk {
 public:
  SearchDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people)
      : database_{database}, pack_{pack}, people_{people} {}

  /// Without `kind` the first `limit` of each kind; then `offset` must be 0. Refused as read_query
  /// in search/query.h says; forbidden: "kind-not-permitted"; invalid: "offset-needs-kind".
  [[nodiscard]] Result<FoundPage> search(const people::Visitor& visitor, std::string_view text,
                                         std::optional<FindKind> kind, std::int64_t offset,
                                         std::int64_t limit);

 private:
  struct Search;
  void find_in_cases(store::Session& session, Search& search) const;
  void find_items(Search& search) const;
  void find_officers(Search& search) const;

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
};

}  // namespace mingcha::desk
