// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/instant.h"
#include "feedback/event.h"

namespace mingcha::feedback {

/// Something that happened to it, for whoever reads its course.
struct Turn {
  std::string kind;  ///< Of the event.
  std::string actor;
  Instant at;
  std::string unit;    ///< Where it went, for those that moved it.
  std::string reason;  ///< Why, as far as somebody said so.
};

/// What was sent in, after some of its events.
struct State {
  std::int64_t version = 0;
  FeedbackReceived received;
  Instant received_at;
  std::string unit;            ///< That answers now.
  std::set<std::string> away;  ///< Units that are kept away.
  std::string again;           ///< Number of the second one; empty: none came.
  std::optional<FeedbackAnswered> answered;
  std::optional<FeedbackRejected> rejected;
  std::optional<Instant> settled_at;  ///< When it was answered or rejected.
  std::optional<AnswerPublished> published;
  std::vector<Turn> turns;  ///< Oldest first.

  [[nodiscard]] bool settled() const { return settled_at.has_value(); }
};

[[nodiscard]] State evolve(State state, const Event& event, const std::string& actor, Instant at);

}  // namespace mingcha::feedback
