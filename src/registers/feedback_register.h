// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

struct FeedbackRow {
  std::string number;
  std::int64_t version = 0;
  std::string kind;
  std::string state;  ///< open | answered | rejected | kept
  std::string unit;
  std::string away;  ///< Units kept away from it, each between spaces.
  std::string about, case_id;
  std::int64_t rating = 0;
  std::string earlier;
  Instant received_at;
  std::optional<Instant> due, settled_at;
  std::string question, answer, published_on;

  [[nodiscard]] bool keeps_away(const std::string& unit_id) const {
    return away.find(" " + unit_id + " ") != std::string::npos;
  }
  bool operator==(const FeedbackRow&) const = default;
};

void put_feedback(store::Session& session, const FeedbackRow& row);
[[nodiscard]] std::optional<FeedbackRow> find_feedback(store::Session& session,
                                                       const std::string& number);

/// What a unit has to answer or answered; open ones first, those due first, then the newest.
[[nodiscard]] std::vector<FeedbackRow> feedback_of_unit(store::Session& session,
                                                        const std::string& unit,
                                                        std::int64_t limit);

/// Published answers, the newest first.
[[nodiscard]] std::vector<FeedbackRow> published_answers(store::Session& session,
                                                         std::int64_t offset, std::int64_t limit);
[[nodiscard]] std::int64_t count_published_answers(store::Session& session);

}  // namespace mingcha::registers
