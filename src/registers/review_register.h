// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "registers/case_register.h"

namespace mingcha::registers {

/// A draft that was submitted to legal review.
struct ReviewRow {
  std::string case_id;
  std::int64_t version = 0;  ///< Of the submission's event.
  std::int64_t round = 0;
  bool again = false;
  std::string state;  ///< open | opined | withdrawn
  std::string reviewer, submitted_by;
  Instant submitted_at;
  std::optional<Instant> due, opined_at;
  bool late = false;
  std::string opinion;
  bool passed = false;
  std::string failed;  ///< Points, each between spaces: " facts law ".
  std::string unit;
  std::string outcome;  ///< decided | annulled | corrected; empty

  bool operator==(const ReviewRow&) const = default;
};

/// Replaces the reviews of the case.
void put_reviews(store::Session& session, const std::string& case_id,
                 const std::vector<ReviewRow>& rows);

/// Empty fields let everything through.
struct ReviewFilter {
  std::string state;
  std::string reviewer;  ///< Person id; "-": what nobody has.
  std::string unit;
  std::string opinion;
  std::string outcome;  ///< Of the decision that rests on it.
  std::string point;    ///< One that failed.
  std::optional<bool> passed, late, first_round;
  Instant now{};                        ///< What is open and due before it is late.
  std::optional<Instant> from, before;  ///< When the opinion was given.
  std::optional<Blind> blind;           ///< Whom parties are hidden from.
};

struct ReviewItem {
  ReviewRow review;
  CaseRow row;
};
struct ReviewPage {
  std::int64_t total = 0;
  std::vector<ReviewItem> items;  ///< Open ones by due, others newest opinion first.
};
[[nodiscard]] ReviewPage list_reviews(store::Session& session, const ReviewFilter& filter,
                                      std::int64_t offset, std::int64_t limit);

struct ReviewLoad {
  std::string reviewer;  ///< Empty: what nobody has.
  std::int64_t open = 0, overdue = 0;
};
/// Of everybody who has something to review.
[[nodiscard]] std::vector<ReviewLoad> review_loads(store::Session& session, Instant now);
/// What waits for him weighs more than all that he has reviewed.
[[nodiscard]] std::int64_t review_burden_of(store::Session& session, const std::string& reviewer);

/// What came of reviews, by one heading.
struct ReviewFigures {
  std::string key;  ///< Reviewer, unit, opinion or month "2026-03"; empty for all.
  std::int64_t opinions = 0;
  std::int64_t passed = 0;
  std::int64_t first = 0;         ///< In the first round …
  std::int64_t first_passed = 0;  ///< … and those that passed then.
  std::int64_t again = 0;         ///< After an objection.
  std::int64_t late = 0;
  std::int64_t rounds = 0;         ///< Sum of them.
  std::int64_t minutes = 0;        ///< Sum from submission to opinion.
  std::int64_t points_failed = 0;  ///< Sum of them.
  std::int64_t decided = 0;        ///< Decisions that rest on one of them …
  std::int64_t annulled = 0;       ///< … that were voided since,
  std::int64_t corrected = 0;      ///< … or whose facts were.
};
enum class ReviewHeading { all, reviewer, unit, opinion, month };
/// Of the opinions that the filter lets through.
[[nodiscard]] std::vector<ReviewFigures> review_figures(store::Session& session,
                                                        const ReviewFilter& filter,
                                                        ReviewHeading heading);

/// How often each point failed.
struct PointFigure {
  std::string point;
  std::int64_t failed = 0;
};
[[nodiscard]] std::vector<PointFigure> point_figures(store::Session& session,
                                                     const ReviewFilter& filter,
                                                     const std::vector<std::string>& points);

}  // namespace mingcha::registers
