// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace mingcha::store {

class Session;

// The gate of legal review in the database. An event of kind "decision.made" is refused
// (ConstraintViolation) unless its Decision is saved before it in the same transaction, with the
// draft_digest that the event's body names as "draft"; and a Decision is refused unless it points
// to a passed review of the same stream and digest, recorded at a lower version, or to a recorded
// finding that the decision is not major. None of the three can be changed or deleted.

/// A review that passed: which draft (hex digest of its bytes), by whom.
struct ReviewPass {
  std::string stream;
  std::int64_t version = 0;  ///< Of the review's event in its stream.
  std::string draft_digest;
  std::string reviewer;
  Instant at;
};

/// Returns its id, for Decision::review_id.
[[nodiscard]] std::int64_t save_review_pass(Session& session, const ReviewPass& pass);
/// The latest one of that draft.
[[nodiscard]] std::optional<std::int64_t> find_review_pass(Session& session,
                                                           std::string_view stream,
                                                           std::string_view draft_digest);

/// The recorded finding that a draft is no major decision.
struct NotMajor {
  std::string stream;
  std::int64_t version = 0;  ///< Of the event that records it; may be the decision's own.
  std::string draft_digest;
  std::string grounds;  ///< Why not: the conditions and their values, for people.
};

/// Returns its id, for Decision::not_major_id.
[[nodiscard]] std::int64_t save_not_major(Session& session, const NotMajor& finding);
[[nodiscard]] std::optional<std::int64_t> find_not_major(Session& session, std::string_view stream,
                                                         std::string_view draft_digest);

/// Exactly one of review_id and not_major_id is set.
struct Decision {
  std::string stream;
  std::int64_t version = 0;  ///< The version its event "decision.made" will have.
  std::string draft_digest;
  std::optional<std::int64_t> review_id;
  std::optional<std::int64_t> not_major_id;
  std::string number;  ///< Document number, unique over all decisions.
  Instant at;
};

void save_decision(Session& session, const Decision& decision);
/// The stream's latest.
[[nodiscard]] std::optional<Decision> find_decision(Session& session, std::string_view stream);

}  // namespace mingcha::store
