// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/tile_store.h"

namespace mingcha::ledger {

/// What anybody sees of the decisions in a log, without learning of whom or about what.
struct ReviewOrder {
  std::uint64_t decisions = 0;
  std::uint64_t reviewed =
      0;              ///< Those that refer to a review; the others are recorded as not major.
  Findings findings;  ///< At most a hundred.
};

/// Holds every decision that refers to a review against it: the review stands before it in the log,
/// is of the same agency, passed, was not made later, and is no other decision's. Entries that are
/// no leaves of ours are passed over. That the log is whole is audit()'s business.
[[nodiscard]] ReviewOrder review_order(TileSource& source, const Checkpoint& checkpoint);

}  // namespace mingcha::ledger
