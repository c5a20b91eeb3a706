// SPDX-License-Identifier: Apache-2.0
// Errors that were found: a fact put right, the papers that say the old value, a paper voided.
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

class Amendments : public OnEachEngine {
 protected:
  Json paper(CaseInHand& hand, const std::string& document) {
    Json found;
    const auto seen = hand.look();
    for (const auto& each : seen.at("documents")) {
      if (each.at("document") == document) found = each;
    }
    return found;
  }
  static std::string act_on(CaseInHand& hand, const Json& paper, const std::string& what) {
    return hand.path("/papers/" + std::to_string(paper.at("version").get<int>()) + "/" + what);
  }
};

TEST_P(Amendments, FlagThePaperThatSaysTheOldValueUntilSomebodyKeepsIt) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("notice");
  const auto correct = hand.path("/facts/party.address/corrections");

  const auto offers = [&](const std::string& who) {
    return as(who).get(hand.path("")).json().at("facts").at("party.address");
  };
  EXPECT_EQ(offers("wanglei").at("form").at("field"), "party.address");
  EXPECT_FALSE(offers("sunhao").contains("form")) << "who does not handle it is offered nothing";

  expect_problem(as("lina").post(correct, {{"value", "东街2号"}}), 422, "missing");
  expect_problem(as("sunhao").post(correct, {{"value", "东街2号"}, {"reason", "录入有误"}}), 422,
                 "not-handler");
  const auto done = as("wanglei").post(correct, {{"value", "东街2号"}, {"reason", "录入有误"}});
  ASSERT_EQ(done.status, 200) << done.body;

  const auto flagged = paper(hand, "penalty_notice");
  ASSERT_TRUE(flagged.contains("outdated"));
  EXPECT_EQ(flagged.at("outdated").at("facts").at(0).at("now"), "东街2号");
  EXPECT_THAT(flagged.at("outdated").at("what").get<std::string>(), HasSubstr("东街2号"));
  EXPECT_EQ(flagged.at("outdated").at("article"), "APL-2021/75.2");
  EXPECT_EQ(flagged.at("outdated").at("may_keep"), true);

  const auto kept = as("wanglei").post(act_on(hand, flagged, "keeping"), {{"reason", "不影响"}});
  ASSERT_EQ(kept.status, 200) << kept.body;
  EXPECT_FALSE(paper(hand, "penalty_notice").contains("outdated"));
}

TEST_P(Amendments, VoidADecisionAndKeepItsNumberInTheRegister) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("decision");
  const auto decision = paper(hand, "penalty_decision");
  const auto path = act_on(hand, decision, "voiding");
  const auto offered = [&](const std::string& who) {
    const auto seen = as(who).get(hand.path("")).json();
    for (const auto& each : seen.at("documents")) {
      if (each.at("document") == "penalty_decision") return each.at("may_void").get<bool>();
    }
    return false;
  };
  EXPECT_TRUE(offered("caozheng"));
  EXPECT_FALSE(offered("wanglei"));

  expect_problem(as("wanglei").post(path, {{"reason", "印制错误"}}), 422, "wrong-role");
  const auto voided = as("caozheng").post(path, {{"reason", "印制错误"}});
  ASSERT_EQ(voided.status, 200) << voided.body;
  EXPECT_EQ(paper(hand, "penalty_decision").at("voided").at("reason"), "印制错误");
  EXPECT_FALSE(hand.look().contains("decision"));

  const auto found = as("wanglei").get("/api/v1/numbers?word=行罚决").json();
  bool seen = false;
  for (const auto& series : found.at("series")) {
    EXPECT_EQ(series.at("gaps"), 0);
    for (const auto& number : series.at("numbers")) {
      if (number.at("number") != decision.at("number")) continue;
      seen = true;
      EXPECT_EQ(number.at("voided"), true);
      EXPECT_THAT(number.at("reason").get<std::string>(), HasSubstr("印制错误"));
    }
  }
  EXPECT_TRUE(seen);
}

MINGCHA_ON_EACH_ENGINE(Amendments);

}  // namespace
}  // namespace mingcha::test
