// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "law/time_limit.h"

namespace mingcha::acts {

enum class LimitState {
  running,
  met,
  late,
  overdue,
  lapsed,  ///< Of a right that nobody used in time.
};

/// One time limit of a case: where it stands and how it was reckoned.
struct LimitStatus {
  const law::TimeLimit* limit = nullptr;
  LimitState state{};
  Instant start;
  law::Due due;
  std::optional<Instant> ended;  ///< When the step that ends it happened.
  std::string ends_with;         ///< Step id; may be empty.
  bool right = false;            ///< Something that one may do in time, and nobody is late.
};

/// The limit as it counts for the case: what it was when the case was opened.
[[nodiscard]] const law::TimeLimit& limit_for(const CaseView& view, const law::TimeLimit& limit);

/// A limit of the procedure or of legal review as it counts for the case, or null.
[[nodiscard]] const law::TimeLimit* find_limit(const CaseView& view, const std::string& id);

/// Every limit of the procedure and of legal review that has started. `Rejection`s of the reckoning
/// (a year without a calendar) do not occur: such years are counted provisionally and the
/// derivation says so.
[[nodiscard]] std::vector<LimitStatus> limits_of(const CaseView& view, Instant now);

/// By when the draft that was submitted is to be reviewed; nothing where the pack sets no limit.
[[nodiscard]] std::optional<Instant> review_due(const CaseView& view,
                                                const casefile::Submission& submission);

/// Suspensions and extensions of a limit as the law library takes them.
[[nodiscard]] law::Course course_of(const CaseView& view, const law::TimeLimit& limit,
                                    Instant start);

/// When the step that starts the limit happened; nothing when not yet.
[[nodiscard]] std::optional<Instant> start_of(const CaseView& view, const law::TimeLimit& limit);

}  // namespace mingcha::acts
