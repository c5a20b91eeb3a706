// SPDX-License-Identifier: Apache-2.0
#include "feedback/state.h"

#include "feedback/codec.h"

namespace mingcha::feedback {
namespace {

struct Apply {
  State& state;
  Turn& turn;

  void operator()(const FeedbackReceived& e) const {
    state.received = e;
    state.received_at = turn.at;
    state.unit = turn.unit = e.unit;
    state.away = {e.away.begin(), e.away.end()};
  }
  void operator()(const FeedbackEscalated& e) const {
    state.unit = turn.unit = e.unit;
    state.again = e.again;
    state.away.insert(e.away.begin(), e.away.end());
  }
  void operator()(const FeedbackTransferred& e) const {
    state.unit = turn.unit = e.unit;
    turn.reason = e.reason;
  }
  void operator()(const FeedbackAnswered& e) const {
    state.answered = e;
    state.settled_at = turn.at;
  }
  void operator()(const FeedbackRejected& e) const {
    state.rejected = e;
    state.settled_at = turn.at;
    turn.reason = e.reason;
  }
  void operator()(const AnswerPublished& e) const { state.published = e; }
  void operator()(const AnswerWithdrawn& e) const {
    state.published.reset();
    turn.reason = e.reason;
  }
};

}  // namespace

State evolve(State state, const Event& event, const std::string& actor, Instant at) {
  ++state.version;
  Turn turn{std::string{kind_of(event)}, actor, at, {}, {}};
  std::visit(Apply{state, turn}, event);
  state.turns.push_back(std::move(turn));
  return state;
}

}  // namespace mingcha::feedback
