// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "law/time_limit.h"

namespace mingcha::acts {

enum class LimitState { running, met, late, overdue };

/// One time limit of a case: where it stands and how it was reckoned.
struct LimitStatus {
  const law::TimeLimit* limit = nullptr;
  LimitState state{};
  Instant start;
  law::Due due;
  std::optional<Instant> ended;  ///< When the step that ends it happened.
  std::string ends_with;         ///< Step id; may be empty.
};

/// The limit as it counts for the case: what it was when the case was opened.
[[nodiscard]] const law::TimeLimit& limit_for(const CaseView& view, const law::TimeLimit& limit);

/// Every limit of the procedure that has started. `Rejection`s of the reckoning (a year without a
/// calendar) do not occur: such years are counted provisionally and the derivation says so.
[[nodiscard]] std::vector<LimitStatus> limits_of(const CaseView& view, Instant now);

/// Suspensions and extensions of a limit as the law library takes them.
[[nodiscard]] law::Course course_of(const CaseView& view, const law::TimeLimit& limit,
                                    Instant start);

/// When the step that starts the limit happened; nothing when not yet.
[[nodiscard]] std::optional<Instant> start_of(const CaseView& view, const law::TimeLimit& limit);

}  // namespace mingcha::acts
