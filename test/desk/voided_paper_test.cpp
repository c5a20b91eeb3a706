// SPDX-License-Identifier: Apache-2.0
// Papers that were issued and voided, over real databases: their numbers stay and are not used
// again.
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "desk/number_desk.h"
#include "store/database.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

struct VoidedPaper : ::testing::TestWithParam<store::Engine> {
  Result<std::string> void_decision(const std::string& id, const std::string& who) {
    const auto* paper = office.state(id)->paper("penalty_decision");
    return office.cases.amend(office.as(who), id,
                              acts::VoidPaper{paper->recorded.version, "印制错误"}, office.fresh());
  }
  /// The pass went with its decision: the same draft is reviewed again.
  void review_again(const std::string& id) {
    acts::DoStep submission;
    submission.step = "review_submission";
    submission.values = {{"review.cure", "印制错误，内容没有变化。"}};
    ASSERT_TRUE(office.cases.step(office.as("王磊"), id, submission, office.fresh()));
    auto review = office.decision(id);
    review.step = "legal_review";
    review.opinion = "pass";
    review.reasons = "同意";
    for (const auto& point : pack_in_use().review.points) review.points[point.id].passed = true;
    ASSERT_TRUE(office.cases.step(office.as("何平"), id, review, office.fresh()));
  }
  desk::NumberRegister decisions() {
    desk::NumberDesk numbers{*office.database, office.people};
    auto found = numbers.list(office.as("曹正"), {"order", "行罚决", 2026});
    return found.empty() ? desk::NumberRegister{} : std::move(found.front());
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, VoidedPaper,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(VoidedPaper, KeepsItsNumberWithReasonAndPersonAndLeavesNoGap) {
  const auto id = office.tell("venue_walk.story", "已决定");
  const auto first = office.state(id)->decision->number;
  ASSERT_TRUE(void_decision(id, "曹正"));
  ASSERT_FALSE(office.state(id)->decision);
  const auto unreviewed =
      office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh());
  ASSERT_FALSE(unreviewed);
  ASSERT_NO_FATAL_FAILURE(review_again(id));
  ASSERT_TRUE(office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh()));

  const auto second = office.state(id)->decision->number;
  EXPECT_NE(first, second);
  const auto found = decisions();
  EXPECT_EQ(found.gaps, 0);
  ASSERT_EQ(found.numbers.size(), 2U);
  EXPECT_EQ(found.numbers[0].text, first);
  EXPECT_TRUE(found.numbers[0].voided);
  EXPECT_THAT(found.numbers[0].reason, ::testing::HasSubstr("印制错误（曹正"));
  EXPECT_EQ(found.numbers[1].text, second);
  EXPECT_FALSE(found.numbers[1].voided);
}

TEST_P(VoidedPaper, OfTwoWhoVoidItAtOnceOneIsRefused) {
  for (int round = 0; round < 3; ++round) {
    const auto id = office.tell("venue_walk.story", "已决定");
    std::vector<Result<std::string>> outcomes(2);
    std::latch start{2};
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < 2; ++i) {
        const auto* paper = office.state(id)->paper("penalty_decision");
        const acts::VoidPaper command{paper->recorded.version, "印制错误"};
        threads.emplace_back([this, id, command, &start, &outcome = outcomes[i],
                              visitor = office.as(i == 0 ? "曹正" : "唐伟"),
                              envelope = office.fresh()] {
          start.arrive_and_wait();
          outcome = office.cases.amend(visitor, id, command, envelope);
        });
      }
    }
    EXPECT_NE(outcomes[0].has_value(), outcomes[1].has_value());
    EXPECT_FALSE(office.state(id)->decision);
  }
  EXPECT_EQ(decisions().gaps, 0);
}

TEST_P(VoidedPaper, IsNotOneThatIsPublishedOrAboutToBe) {
  const auto id = office.tell("venue_walk.story", "已决定");
  ASSERT_TRUE(office.publications.prepare(office.as("龚丽"), id, {}, office.fresh()));
  const auto refused = void_decision(id, "曹正");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().findings.at(0).code, "published");
  EXPECT_TRUE(office.state(id)->decision);
}

TEST_P(VoidedPaper, LeavesTheQueueOfPublicationsWithItsDecision) {
  const auto id = office.tell("venue_walk.story", "已决定");
  EXPECT_EQ(office.count("publication_row"), 1);
  ASSERT_TRUE(void_decision(id, "曹正"));
  EXPECT_EQ(office.count("publication_row"), 0);
}

}  // namespace
}  // namespace mingcha::test
