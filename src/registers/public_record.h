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
  bool corrected = false;
  std::string month;   ///< Of the first publication: "2026-03".
  std::string item;    ///< Empty once withdrawn, as are all that follow.
  std::string digest;  ///< Of the published document.
  std::string facts;   ///< JSON object: field id → shown value.
  // From the publication's own row; empty once withdrawn.
  std::string number, title, party, outcome, unit, unit_name, decided_on, published_on;
  std::optional<std::int64_t> log_index;  ///< Of the last public change, once under a checkpoint.

  bool operator==(const PublicRecord&) const = default;
};

void put_public_record(store::Session& session, const PublicRecord& record);
/// It never was public, or is no more and leaves nothing.
void drop_public_record(store::Session& session, const std::string& case_id);

struct RecordPage {
  std::int64_t total = 0;
  std::vector<PublicRecord> records;
};

/// What is public now, newest first.
struct RecordFilter {
  PublicFilter list;               ///< Words, year of the decision, unit.
  std::vector<std::string> items;  ///< One of these; empty: every one.
  std::string month;               ///< Of publication; empty: every one.
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

/// How many other decisions that are public name exactly this party.
[[nodiscard]] std::int64_t count_namesakes(store::Session& session, const std::string& party,
                                           const std::string& public_id);

}  // namespace mingcha::registers
