// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "search/query.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

struct PublicationRow {
  std::string case_id, public_id;
  std::string state;  ///< due | prepared | published | withdrawn | sealed | not_published
  std::int64_t version = 0;
  std::string article, reason;
  std::string unit, unit_name, number, title, party, outcome, decided_on;
  std::optional<Instant> due;
  std::string published_on;

  bool operator==(const PublicationRow&) const = default;
};

void put_publication(store::Session& session, const PublicationRow& row);

/// There is nothing to publish in the case any more.
void drop_publication(store::Session& session, const std::string& case_id);

[[nodiscard]] std::optional<PublicationRow> find_publication(store::Session& session,
                                                             const std::string& case_id);
[[nodiscard]] std::optional<PublicationRow> find_public(store::Session& session,
                                                        const std::string& public_id);

/// Rows in one of these states, those due first.
[[nodiscard]] std::vector<PublicationRow> publication_queue(store::Session& session,
                                                            const std::vector<std::string>& states,
                                                            std::int64_t limit);

struct PublicFilter {
  std::optional<search::Query> words;  ///< In what was published.
  std::string year;                    ///< Of the decision.
  std::string unit;
};

struct PublicPage {
  std::int64_t total = 0;
  std::vector<PublicationRow> rows;  ///< Newest first.
};

[[nodiscard]] PublicPage list_public(store::Session& session, const PublicFilter& filter,
                                     std::int64_t offset, std::int64_t limit);

/// What the public list can be narrowed to.
struct PublicFacets {
  std::vector<int> years;
  std::vector<std::pair<std::string, std::string>> units;  ///< Id and name.
};
[[nodiscard]] PublicFacets public_facets(store::Session& session);

}  // namespace mingcha::registers
