// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "casefile/state.h"

namespace mingcha::acts {

class CaseView;

/// A fact that a paper states otherwise than the case does now.
struct OutdatedFact {
  std::string field;
  std::string was, now;  ///< As people write them; empty: nothing was there.
  casefile::Recorded corrected;
};

/// An issued paper that says what has been put right since, and that nobody has replaced, voided
/// or confirmed as it is.
struct OutdatedPaper {
  const casefile::Paper* paper = nullptr;  ///< Of the view's state.
  std::vector<OutdatedFact> facts;         ///< In the order of their ids; never empty.
  Text what;                               ///< Which paper says what instead of what.
  Text cure;                               ///< What to do about it.
  std::string article;                     ///< Why; may be empty.
};

/// In the order in which the papers were issued. A step that is done again about something else
/// makes another paper and outdates none of its own.
[[nodiscard]] std::vector<OutdatedPaper> outdated_papers(const CaseView& view);

}  // namespace mingcha::acts
