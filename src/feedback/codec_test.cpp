// SPDX-License-Identifier: Apache-2.0
#include "feedback/codec.h"

#include <gtest/gtest.h>

#include "feedback/state.h"

namespace mingcha::feedback {
namespace {

FeedbackReceived received() {
  return {"3456789A", "complaint", "民警态度恶劣", "/decisions/p1", "c1", 2, "supervision",
          {"order"},  "ACDEFHJK",  true,           "sealed"};
}

TEST(FeedbackCodec, ReadsBackWhatItWrote) {
  const std::vector<Event> events{received(),
                                  FeedbackEscalated{"legal", "CDEF3456", {"supervision"}},
                                  FeedbackTransferred{"legal", "不属本部门"},
                                  FeedbackAnswered{"已核实"},
                                  FeedbackRejected{"内容不明"},
                                  AnswerPublished{"问", "答", "2026-03-02"},
                                  AnswerWithdrawn{"有误"}};
  for (const auto& event : events) {
    const auto body = encode(event);
    const auto again = decode(kind_of(event), body);
    EXPECT_EQ(again.index(), event.index());
    EXPECT_EQ(encode(again), body);
  }
  const auto first = std::get<FeedbackReceived>(decode(kFeedbackReceived, encode(received())));
  EXPECT_EQ(first.rating, 2);
  EXPECT_EQ(first.away, std::vector<std::string>{"order"});
  EXPECT_TRUE(first.may_publish);
}

TEST(FeedbackCodec, RefusesWhatIsNotOurs) {
  EXPECT_THROW((void)decode("case.opened", "{}"), Fault);
  EXPECT_THROW((void)decode(kFeedbackReceived, "{}"), Fault);
  EXPECT_THROW((void)decode(kFeedbackReceived, "no json"), Fault);
}

TEST(FeedbackState, MovesWithWhoHasItAndKeepsWhoIsKeptAway) {
  const Instant at = *parse_instant("2026-03-02T09:00:00+08:00");
  auto state = evolve({}, received(), "public", at);
  EXPECT_EQ(state.unit, "supervision");
  state = evolve(std::move(state), FeedbackEscalated{"legal", "CDEF3456", {"supervision"}},
                 "public", at);
  EXPECT_EQ(state.unit, "legal");
  EXPECT_EQ(state.away, (std::set<std::string>{"order", "supervision"}));
  EXPECT_FALSE(state.settled());
  state = evolve(std::move(state), FeedbackAnswered{"已核实"}, "heping", at);
  EXPECT_TRUE(state.settled());
  state = evolve(std::move(state), AnswerPublished{"问", "答", "2026-03-02"}, "heping", at);
  EXPECT_TRUE(state.published.has_value());
  state = evolve(std::move(state), AnswerWithdrawn{"有误"}, "heping", at);
  EXPECT_FALSE(state.published.has_value());
  EXPECT_EQ(state.version, 5);
  EXPECT_EQ(state.turns.size(), 5U);
}

}  // namespace
}  // namespace mingcha::feedback
