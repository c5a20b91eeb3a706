// SPDX-License-Identifier: Apache-2.0
// What one case knows of others: where an officer was, and what was settled already.
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "desk/case_rows.h"
#include "registers/elsewhere_register.h"
#include "store/database.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::ElementsAre;

class OnOtherCases : public ::testing::TestWithParam<store::Engine> {
 protected:
  /// 王磊 and a partner question 钱多多 from `from` to `to` (o'clock, that day).
  acts::DoStep questioning(const std::string& from, const std::string& to,
                           const std::string& partner = "lina") {
    acts::DoStep command;
    command.step = "inquiry";
    command.performers = {partner};
    command.values = {{"inquiry.person", "钱多多"},
                      {"inquiry.relation", "representative"},
                      {"inquiry.round", "1"},
                      {"inquiry.place", "治安管理大队"},
                      {"inquiry.started", "2026-03-02T" + from + ":00+08:00"},
                      {"inquiry.ended", "2026-03-02T" + to + ":00+08:00"},
                      {"inquiry.rights_told", "true"},
                      {"inquiry.text", "问：留存多少天？\n答：三天。"},
                      {"inquiry.checked", "read"}};
    return command;
  }
  std::string filed() {
    const auto id = office.tell("venue_walk.story", "已立案");
    office.clock.set(*parse_instant("2026-03-02T18:00:00+08:00"));
    return id;
  }
  std::vector<std::string> codes(const Result<std::string>& outcome) {
    std::vector<std::string> out;
    if (outcome) return out;
    for (const auto& finding : outcome.error().findings) out.push_back(finding.code);
    return out;
  }
  Result<std::string> ask(const std::string& id, const acts::DoStep& command,
                          const std::string& who = "王磊") {
    return office.cases.step(office.as(who), id, command, office.fresh());
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnOtherCases,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnOtherCases, AnOfficerQuestionsOnePersonAtATime) {
  const auto one = filed();
  const auto other = filed();
  ASSERT_THAT(codes(ask(one, questioning("09:00", "10:00"))), ElementsAre());
  const auto refused = ask(other, questioning("09:59", "10:30"));
  ASSERT_THAT(codes(refused), ElementsAre("inquiry_one_by_one"));
  EXPECT_EQ(refused.error().findings.front().article, "PAC-2020/72");
  EXPECT_THAT(codes(ask(other, questioning("10:00", "10:30"))), ElementsAre()) << "right after it";
  EXPECT_THAT(codes(ask(other, questioning("09:30", "09:40", "chenbin"))),
              ElementsAre("inquiry_one_by_one"))
      << "王磊 was there with another";
}

TEST_P(OnOtherCases, ACorrectedTimeGivesTheOtherCaseWay) {
  const auto one = filed();
  const auto other = filed();
  ASSERT_THAT(codes(ask(one, questioning("09:00", "10:00"))), ElementsAre());
  ASSERT_THAT(codes(ask(other, questioning("09:30", "09:40"))), ElementsAre("inquiry_one_by_one"));
  const auto corrected = office.cases.amend(
      office.as("王磊"), one,
      acts::CorrectFact{"inquiry.ended", "2026-03-02T09:20:00+08:00", "误录"}, office.fresh());
  ASSERT_TRUE(corrected.has_value());
  EXPECT_THAT(codes(ask(other, questioning("09:30", "09:40"))), ElementsAre());
}

TEST_P(OnOtherCases, ACorrectedTimeIsHeldAgainstOtherRecords) {
  const auto one = filed();
  const auto other = filed();
  const auto correct = [&](const std::string& field, const std::string& hour) {
    const acts::CorrectFact command{field, "2026-03-02T" + hour + ":00+08:00", "误录"};
    return codes(office.cases.amend(office.as("王磊"), other, command, office.fresh()));
  };
  ASSERT_THAT(codes(ask(one, questioning("09:00", "10:00"))), ElementsAre());
  ASSERT_THAT(codes(ask(other, questioning("10:00", "10:30"))), ElementsAre());
  EXPECT_THAT(correct("inquiry.started", "09:50"), ElementsAre("inquiry_one_by_one"))
      << "of another case";
  ASSERT_THAT(codes(ask(other, questioning("10:30", "11:00"))), ElementsAre());
  EXPECT_THAT(correct("inquiry.started", "10:10"), ElementsAre("inquiry_one_by_one"))
      << "of the same case";
  EXPECT_THAT(correct("inquiry.ended", "10:20"), ElementsAre("inquiry_ends_after_beginning"));
  EXPECT_THAT(correct("inquiry.started", "10:40"), ElementsAre()) << "shorter, and nobody's time";
}

TEST_P(OnOtherCases, ACorrectedPlaceDoesNotMakeASecondFineForOneAct) {
  const auto correct = [&](const std::string& id, const std::string& place) {
    const acts::CorrectFact command{"facts.place", place, "误录"};
    return codes(office.cases.amend(office.as("赵敏"), id, command, office.fresh()));
  };
  const auto one = office.tell("spot_fine.story", "已处罚");
  ASSERT_THAT(correct(one, "云岭县城关镇滨河路"), ElementsAre());
  const auto other = office.tell("spot_fine.story", "已处罚");
  EXPECT_THAT(correct(other, "云岭县城关镇滨河路"), ElementsAre("fined_once"));
  EXPECT_THAT(correct(other, "云岭县城关镇人民公园东门"), ElementsAre());
}

TEST_P(OnOtherCases, OfTwoAtTheSameMomentOneIsRefused) {
  constexpr int kRounds = 5;
  for (int round = 0; round < kRounds; ++round) {
    const auto from = "0" + std::to_string(round + 1) + ":00";
    const auto to = "0" + std::to_string(round + 1) + ":30";
    const std::vector cases{filed(), filed()};
    std::vector<Result<std::string>> outcomes(2);
    std::latch start{2};
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < 2; ++i) {
        threads.emplace_back([&, i, envelope = office.fresh()] {
          start.arrive_and_wait();
          outcomes[i] =
              office.cases.step(office.as("王磊"), cases[i], questioning(from, to), envelope);
        });
      }
    }
    EXPECT_EQ(std::ranges::count_if(outcomes, [](const auto& one) { return one.has_value(); }), 1)
        << "round " << round;
  }
}

TEST_P(OnOtherCases, WhatIsSettledOnceIsFoundUnderItsDigestOnly) {
  office.database->write([&](store::Session& session) {
    const auto digest = desk::digest_of_same("一事\n甲公司\n2026-03-02");
    registers::put_elsewhere(session, "c-1", {}, {{"fined_once", digest}});
    EXPECT_TRUE(registers::settled_elsewhere(session, "c-2", {"fined_once", digest}));
    EXPECT_FALSE(registers::settled_elsewhere(session, "c-1", {"fined_once", digest}))
        << "a case is not its own other";
    EXPECT_FALSE(registers::settled_elsewhere(session, "c-2", {"another_rule", digest}));
    registers::put_elsewhere(session, "c-1", {}, {});
    EXPECT_FALSE(registers::settled_elsewhere(session, "c-2", {"fined_once", digest}));
    return store::Outcome::roll_back;
  });
}

}  // namespace
}  // namespace mingcha::test
