// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "registers/publication_register.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// A decision that is public or was, as others may take it away.
struct PublicRecord {
  std::string case_id, public_id;
  std::string state;     ///< published | withdrawn
  std::int64_t seq = 0;  ///< Of its last public change: these put all changes in one order.
  Instant changed_at, published_at;
  std::int64_t first_seq = 0;  ///< Of the event that published it first: the order of lists.
  bool corrected = false;
  std::string month;   ///< Of the first publication: "2026-03".
  std::string item;    ///< Empty once withdrawn, as are all that follow.
  std::string digest;  ///< Of the published document.
  std::string facts;   ///< JSON object: field id → shown value.
  // As the publication's own row has them; empty once withdrawn.
  std::string number, title, party, outcome, unit, unit_name, decided_on, published_on;
  std::optional<std::int64_t> log_index;  ///< Of the last public change, once under a checkpoint.

  bool operator==(const PublicRecord&) const = default;
};

/// Of the fields that the publication's own row has, unit and day of the decision are kept here
/// too.
void put_public_record(store::Session& session, const PublicRecord& record);
/// It never was public, or is no more and leaves nothing.
void drop_public_record(store::Session& session, const std::string& case_id);

struct RecordPage {
  std::int64_t total = 0;
  bool exact = true;  ///< False: there are more than `total`.
  std::vector<PublicRecord> records;
};

/// What is public now, the newest publication first.
struct RecordFilter {
  PublicFilter list;               ///< Words, year of the decision, unit.
  std::vector<std::string> items;  ///< One of these; empty: every one.
  std::string month;               ///< Of publication; empty: every one.
  std::optional<std::int64_t> before =
      std::nullopt;  ///< Only what stands in the list after this first_seq.

  /// Every one, or every one of a month: these are counted exactly, and any page of them is found
  /// at once.
  [[nodiscard]] bool is_plain() const;
  /// What the entry of such a decision in the index is marked with.
  [[nodiscard]] static std::vector<std::string> marks_of(const PublicRecord& record);
};
[[nodiscard]] RecordPage public_records(store::Session& session, const RecordFilter& filter,
                                        std::int64_t offset, std::int64_t limit);

/// Every change after `seq` and not later than `until`, oldest first, withdrawals among them.
/// Whoever goes on from the last one they have misses nothing, as long as `until` leaves time for
/// what was recorded before it to be committed.
[[nodiscard]] std::vector<PublicRecord> changes_after(store::Session& session, std::int64_t seq,
                                                      Instant until, std::int64_t limit);
/// The changes before `seq`, newest first.
[[nodiscard]] std::vector<PublicRecord> changes_before(store::Session& session, std::int64_t seq,
                                                       std::int64_t limit);

struct PublicMonth {
  std::string month;
  std::int64_t published = 0;  ///< Still public.
  std::int64_t last_seq = 0;   ///< Of the last change to any that was published in it.
};
/// Newest first.
[[nodiscard]] std::vector<PublicMonth> public_months(store::Session& session);

/// Under what the decision is to be found in the index now: RecordFilter::marks_of, or nothing.
[[nodiscard]] std::vector<std::string> marks_on_record(store::Session& session,
                                                       const std::string& case_id);

/// How many other decisions that are public name exactly this party; no more are counted than
/// kCountedMost.
[[nodiscard]] std::int64_t count_namesakes(store::Session& session, const std::string& party,
                                           const std::string& public_id);

}  // namespace mingcha::registers
