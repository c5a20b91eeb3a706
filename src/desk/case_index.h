// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "search/index.h"

namespace mingcha::casefile {
struct State;
}  // namespace mingcha::casefile

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::publication {
struct State;
}  // namespace mingcha::publication

namespace mingcha::registers {
struct PublicationRow;
}  // namespace mingcha::registers

namespace mingcha::desk {

/// What of a case can be found has changed: what goes, then what comes.
struct IndexChange {
  std::vector<search::Entry> dropped, put;
};

/// From a case as it was (one that was not opened has nothing) to what it is: its numbers and
/// title, its party, the documents issued and the draft that is worked on. A sealed one stands on
/// the shelf of what is sealed with all it has. Folds texts, so better done before the transaction.
[[nodiscard]] IndexChange index_change(const pack::Pack& pack, const casefile::State& before,
                                       const casefile::State& after);

void apply(store::Session& session, const IndexChange& change);

/// Puts what is published of the case where the public finds it, and drops what no longer is.
void index_publication(store::Session& session, const registers::PublicationRow& row,
                       const publication::State& publication);

}  // namespace mingcha::desk
