// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/instant.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::bench {

struct ReviewCounts {
  int open = 0;    ///< Wait for an opinion.
  int opined = 0;  ///< Have one: three years of them.
};

/// Adds reviews, each of a case of its own, to the tables that the reviewers' queue reads. They are
/// copies of the one open review that the database has to begin with, given to four units and four
/// reviewers of the fictional bureau; of those that are open every twentieth is nobody's and about
/// a third are overdue. Cases behind them have no events: only lists may be asked for.
void add_reviews(store::Database& database, const ReviewCounts& counts, Instant now);

}  // namespace mingcha::bench
