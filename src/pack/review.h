// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "cel/expression.h"
#include "law/time_limit.h"

namespace mingcha::pack {

struct MajorCondition {
  std::string id;
  Text title;
  cel::Expression when;
  std::string article;
};

struct ReviewPoint {
  std::string id;
  Text title;
  Text help;
  std::string article;  ///< That of the review where the pack names none.
};

/// What a review can come to.
struct ReviewOpinion {
  std::string id;
  Text title;
  Text next;            ///< What follows from it, for whoever has to act on it.
  bool passes = false;  ///< Opens the way to the decision; then no point may fail.
  std::string fails;    ///< Point that has to fail for it, e.g. the one on crimes; may be empty.
  std::string article;  ///< That of the review where the pack names none.
};

/// What the time limits of a review run from and to; the ids of Review::limits.
inline constexpr const char* kReviewLimit = "review";          ///< Submitted → opinion.
inline constexpr const char* kReviewAgainLimit = "re_review";  ///< Objected → opinion.
inline constexpr const char* kObjectionLimit = "objection";    ///< Opinion → objection.

struct Review {
  std::vector<MajorCondition> major;
  std::vector<ReviewPoint> points;
  std::vector<ReviewOpinion> opinions;  ///< One at least that passes, and one that does not.
  std::vector<Text> materials;    ///< 报送材料: what the handling unit submits with the draft.
  std::string article;            ///< The reviewer's duty.
  std::string qualified_article;  ///< Why a reviewer needs the legal qualification.
  std::string disagreement_article;    ///< What follows when handlers and reviewer do not agree.
  std::vector<law::TimeLimit> limits;  ///< By the ids above, each at most once.
  int reviewer_share_percent = 0;  ///< Reviewers among those who enforce, at least; 0: not said.
  std::string share_article;

  /// Null when there is none of that id.
  [[nodiscard]] const law::TimeLimit* limit(std::string_view id) const;
  /// Null when there is none of that id.
  [[nodiscard]] const ReviewOpinion* opinion(std::string_view id) const;
};

}  // namespace mingcha::pack
