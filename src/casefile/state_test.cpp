// SPDX-License-Identifier: Apache-2.0
#include "casefile/state.h"

#include <gtest/gtest.h>

namespace mingcha::casefile {
namespace {

const Instant kMonday = start_of(*parse_day("2026-03-02"));

State replay(const Events& events) {
  State state;
  state.id = "c-1";
  for (const auto& event : events) {
    const Recorded recorded{state.version + 1, "p-1", kMonday};
    state = evolve(std::move(state), event, recorded);
  }
  return state;
}

StepDone step(std::string id, std::string kind, Values values = {}) {
  return {std::move(id), std::move(kind), kMonday, {"p-1", "p-2"}, std::move(values)};
}

DocumentDrafted draft(std::string digest) {
  return {"draft", "decision", "text", std::move(digest)};
}

ReviewDone passed(std::string digest) { return {"legal_review", std::move(digest), true, {}, ""}; }

TEST(State, AnotherWordInTheDraftVoidsTheReview) {
  const auto reviewed = replay({draft("aa"), passed("aa"), step("legal_review", "review")});
  ASSERT_TRUE(reviewed.is_done("legal_review"));

  const auto changed =
      replay({draft("aa"), passed("aa"), step("legal_review", "review"), draft("ab")});

  EXPECT_FALSE(changed.is_done("legal_review"));
  EXPECT_FALSE(changed.review.has_value());
  EXPECT_EQ(changed.reviews_voided, 1);
  EXPECT_TRUE(changed.ever_done.contains("legal_review"));
}

TEST(State, TheSameTextDraftedAgainKeepsTheReview) {
  const auto state =
      replay({draft("aa"), passed("aa"), step("legal_review", "review"), draft("aa")});

  EXPECT_TRUE(state.is_done("legal_review"));
  EXPECT_EQ(state.reviews_voided, 0);
}

TEST(State, RemembersEachTimeAStepWasDoneAndWhatItSaid) {
  const auto state = replay({step("inquiry", "record", {{"inquiry.person", "a"}}),
                             step("inquiry", "record", {{"inquiry.person", "b"}})});

  ASSERT_EQ(state.occasions.size(), 2U);
  EXPECT_EQ(*state.fact_at("inquiry.person", state.occasions[0].version), "a");
  EXPECT_EQ(*state.fact_at("inquiry.person", state.occasions[1].version), "b");
}

TEST(State, AVoidedRecordIsNoOccasionAnyMore) {
  const DocumentIssued paper{"inquiry", "record", "text", "aa", ""};
  const auto state =
      replay({step("inquiry", "record"), paper, step("inquiry", "record"), paper,
              PaperVoided{2, "inquiry", "record", "aa", "", "APL-2021/47", "mistaken"}});

  ASSERT_EQ(state.occasions.size(), 1U);
  EXPECT_EQ(state.occasions.front().version, 3);
  EXPECT_TRUE(state.is_done("inquiry"));
}

TEST(State, ANewNoticeAsksForANewDefence) {
  const auto state =
      replay({step("notice", "notice", {{"penalty.kind", "warning"}}), step("defence", "defence"),
              step("notice", "notice", {{"penalty.kind", "suspend_business"}})});

  EXPECT_FALSE(state.is_done("defence"));
  EXPECT_EQ(state.notified->at("penalty.kind"), "suspend_business");
  EXPECT_EQ(state.done.at("notice").times, 2);
}

TEST(State, AFactStaysWithTheStepThatEnteredIt) {
  const auto state = replay({step("report", "record", {{"party.name", "甲"}}),
                             step("filing", "record", {{"party.name", "甲"}})});
  EXPECT_EQ(state.facts.at("party.name").step, "report");

  const auto corrected = replay({step("report", "record", {{"party.name", "甲"}}),
                                 step("filing", "record", {{"party.name", "乙"}})});
  EXPECT_EQ(corrected.facts.at("party.name").step, "filing");
}

TEST(State, ReviewersAndApproversAreNotHandlers) {
  auto review = step("legal_review", "review");
  review.performers = {"p-9"};

  const auto state = replay({step("inquiry", "record"), review});

  EXPECT_EQ(state.handlers, (std::set<std::string>{"p-1", "p-2"}));
}

}  // namespace
}  // namespace mingcha::casefile
