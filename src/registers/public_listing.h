// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "registers/public_record.h"
#include "store/database.h"

/// The list of what is public, for the registers that show it: found through the index where it is
/// narrowed down, and by counts of its stretches where it is not.
namespace mingcha::registers {

/// A subquery with columns `place` (first_seq, the last first) and `found` (case_id).
struct Listing {
  std::string sql;
  std::vector<std::string> texts;  ///< Values of $1, $2 …; then those of `numbers`.
  std::vector<std::int64_t> numbers;
  [[nodiscard]] std::vector<store::Value> values() const;
};
/// May ask for the place where the page begins.
[[nodiscard]] Listing list_of(store::Session& session, const RecordFilter& filter,
                              std::int64_t offset, std::int64_t limit);

/// How many there are, and whether that is all; `before` is not looked at.
[[nodiscard]] std::pair<std::int64_t, bool> count_of(store::Session& session,
                                                     const RecordFilter& filter);

/// Counts a record that came (1) or goes (-1); of one that is not public only that it was.
void count_public(store::Session& session, const PublicRecord& record, std::int64_t by);

}  // namespace mingcha::registers
