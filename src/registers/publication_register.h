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
  /// due | prepared | published | withdrawn | expired | sealed | not_published. What was published
  /// and may no longer be is sealed or not_published at once, with `published_on`.
  std::string state;
  std::int64_t version = 0;
  std::string article, reason;
  std::string unit, unit_name, number, title, party, outcome, decided_on;
  std::optional<Instant> due;
  std::string published_on;
  std::string class_;            ///< Of publication, by the facts as they are now.
  std::string preparer;          ///< Who masked what waits for a second person.
  std::string assignee;          ///< Who answers for it, where not the one the rule chooses.
  std::int64_t late_days = 0;    ///< Working days after `due` on which it was published.
  std::string public_until;      ///< Last day of publicity; empty: no end.
  std::int64_t corrections = 0;  ///< Published ones.
  bool correcting = false;       ///< A correction waits for the second person.
  std::string revoked_on;        ///< Day; empty while the decision stands.
  std::optional<Instant> withdraw_by;
  std::string ended_on;             ///< Day of withdrawal, or of the end of publicity.
  std::int64_t withdrawn_late = 0;  ///< Working days after `withdraw_by`.

  bool operator==(const PublicationRow&) const = default;
};

void put_publication(store::Session& session, const PublicationRow& row);

/// There is nothing to publish in the case any more.
void drop_publication(store::Session& session, const std::string& case_id);

[[nodiscard]] std::optional<PublicationRow> find_publication(store::Session& session,
                                                             const std::string& case_id);
[[nodiscard]] std::optional<PublicationRow> find_public(store::Session& session,
                                                        const std::string& public_id);

/// Parts of the editors' desk. They overlap: what is late is also due, waiting or to be withdrawn.
enum class Group {
  due,          ///< To be masked.
  waiting,      ///< For the second person: a first text, or a correction.
  late,         ///< Not published, or not withdrawn, in time.
  to_withdraw,  ///< Public though the decision no longer stands, or must not be public.
  published,
  withdrawn,
  expired,
  unpublished,  ///< Sealed, or not for the public.
};
inline constexpr std::size_t kGroupCount = 8;
[[nodiscard]] const char* to_string(Group group);
[[nodiscard]] std::optional<Group> to_group(std::string_view word);

struct QueueFilter {
  std::string unit;   ///< Empty: every unit.
  std::string words;  ///< In number, title or party as it may be shown; empty: all.
};

/// What ends first comes first; what is over comes newest first.
[[nodiscard]] std::vector<PublicationRow> publication_queue(store::Session& session, Group group,
                                                            const QueueFilter& filter, Instant now,
                                                            std::int64_t offset,
                                                            std::int64_t limit);
[[nodiscard]] std::int64_t count_queue(store::Session& session, Group group,
                                       const QueueFilter& filter, Instant now);

/// Cases that were published, that nothing has ended, and that are not for the public any more.
[[nodiscard]] std::vector<std::string> to_be_ended(store::Session& session, std::int64_t limit);
/// Cases whose publicity ended before this day and which are still public.
[[nodiscard]] std::vector<std::string> over_before(store::Session& session, Day day,
                                                   std::int64_t limit);

/// How a unit kept to the time limits of publicity. Nothing of any case.
struct Punctuality {
  std::string unit_name;
  std::int64_t in_time = 0, late = 0;  ///< Published.
  std::int64_t overdue = 0;            ///< Not published though it is past its time.
  std::optional<Instant> oldest;       ///< When the first of those was due.
  std::int64_t withdrawn_in_time = 0, withdrawn_late = 0;
  std::int64_t withdrawal_overdue = 0;  ///< Still public though past the time.
};
[[nodiscard]] std::vector<Punctuality> punctuality(store::Session& session, Instant now);

struct PublicFilter {
  std::optional<search::Query> words;  ///< In what was published.
  std::string year;                    ///< Of the decision.
  std::string unit;
};

/// What is narrowed down is counted no further, and paged no further: nobody reads that many.
inline constexpr std::int64_t kCountedMost = 1000;

struct PublicPage {
  std::int64_t total = 0;
  bool exact = true;                 ///< False: there are more than `total`.
  std::vector<PublicationRow> rows;  ///< The newest publication first.
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
