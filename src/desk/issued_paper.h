// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "casefile/event.h"
#include "people/visitor.h"

namespace mingcha::desk {

class CaseDesk;

/// A document as it was issued, with what was recorded along with it.
struct IssuedPaper {
  std::int64_t version = 0;  ///< Of the case: the event that issued it.
  std::int64_t seq = 0;
  Instant at;
  bool decision = false;
  std::string document, number, text, digest;
  casefile::Values entered;  ///< What was entered with the step that made it, and nothing else.
};

/// The papers of a case in their order, the decision among them. Not found for cases out of the
/// visitor's scope.
[[nodiscard]] Result<std::vector<IssuedPaper>> issued_papers(CaseDesk& cases,
                                                             const people::Visitor& visitor,
                                                             const std::string& case_id);

}  // namespace mingcha::desk
