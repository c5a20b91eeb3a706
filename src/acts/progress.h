// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "acts/case_view.h"
#include "acts/limits.h"
#include "base/instant.h"
#include "base/text.h"

namespace mingcha::acts {

/// Part of a case's course in the words that its party is told: neighbouring steps told in the same
/// words are one.
struct ToldStage {
  Text words;
  Day from, to;
};

/// A running time limit with how it was reckoned. Reasons that an officer wrote are not in it.
struct ToldLimit {
  Text title;
  Instant due;
  bool right = false;    ///< Of something that the party may do.
  bool overdue = false;  //
  std::string article;   //
  law::Derivation derivation;
};

/// What whoever follows a case is told of it: nobody's name, no fact, nothing of other parties.
struct Progress {
  Text item;  ///< The kind of matter, never what was found.
  Day opened;
  std::vector<ToldStage> done;  ///< Oldest first.
  Text current;                 ///< What it waits for now; empty once closed.
  Text next;                    ///< What comes after that; empty where that is not known.
  std::vector<ToldLimit> limits;
  std::vector<const pack::PartyRight*> rights;  ///< That hold now.
  bool decided = false;                         ///< And served: the remedies of the item are open.
  bool closed = false;
};

[[nodiscard]] Progress progress_of(const CaseView& view, Instant now);

}  // namespace mingcha::acts
