// SPDX-License-Identifier: Apache-2.0
#include "acts/limit_reckoning.h"

#include <gmock/gmock.h>

#include "pack/load.h"

namespace mingcha::acts {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

const pack::Pack& bureau_pack() {
  static const auto kLoaded =
      pack::load(std::string{MINGCHA_SOURCE_DIR} + "/packs/public-security", pack::Proofs::known);
  return **kLoaded;
}

Instant at(const char* text) { return *parse_instant(text); }

const Instant kNow = at("2026-03-10T12:00:00+08:00");

SupposedLimit decision_from(const char* start) {
  return {"penalty_public_security", "decision", {at(start), {}, {}}};
}

std::string code_of(const SupposedLimit& supposed) {
  const auto answer = reckon(bureau_pack(), supposed, kNow);
  return answer || answer.error().findings.empty() ? "" : answer.error().findings.front().code;
}

std::string told(const Reckoned& reckoned) {
  std::string out;
  for (const auto& one : law::to_sentences(reckoned.due.derivation, bureau_pack().statutes)) {
    out += one.zh;
  }
  return out;
}

TEST(LimitReckoning, TellsStartArticleAndEndOfALimitAsTheCaseWouldHaveIt) {
  const auto answer = reckon(bureau_pack(), decision_from("2026-03-02T09:00:00+08:00"), kNow);
  ASSERT_TRUE(answer);
  EXPECT_EQ(to_string(local_day(answer->due.at)), "2026-04-01");
  EXPECT_THAT(told(*answer), HasSubstr("自立案（"));
  EXPECT_THAT(told(*answer), HasSubstr("第一百一十八条"));
  EXPECT_THAT(told(*answer), HasSubstr("2026年4月1日"));
}

TEST(LimitReckoning, NamesTheHolidayThatMovesTheLastDay) {
  // 30 days from 2 September end on 2 October, within the National Day holiday.
  const auto answer = reckon(bureau_pack(), decision_from("2026-09-02T09:00:00+08:00"), kNow);
  ASSERT_TRUE(answer);
  EXPECT_THAT(told(*answer), HasSubstr("国庆节"));
  EXPECT_THAT(told(*answer), HasSubstr("顺延至"));
  EXPECT_GT(to_string(local_day(answer->due.at)), "2026-10-02");
}

TEST(LimitReckoning, AddsWhatExtendsAndWhatStandsStill) {
  auto supposed = decision_from("2026-03-02T09:00:00+08:00");
  supposed.course.suspensions.push_back(
      {"appraisal", at("2026-03-05T09:00:00+08:00"), at("2026-03-10T09:00:00+08:00"), {}});
  supposed.course.extensions.push_back({"complex", at("2026-03-20T09:00:00+08:00")});
  const auto answer = reckon(bureau_pack(), supposed, kNow);
  ASSERT_TRUE(answer);
  // 30 + 30 + 5 days after 2 March: 6 May.
  EXPECT_EQ(to_string(local_day(answer->due.at)), "2026-05-06");
  EXPECT_THAT(told(*answer), HasSubstr("鉴定 5 天，不计入期限"));
  EXPECT_THAT(told(*answer), HasSubstr("批准延长三十日"));
}

TEST(LimitReckoning, SaysThatAnExtensionTooManyHasNoEffect) {
  auto supposed = decision_from("2026-03-02T09:00:00+08:00");
  for (int i = 0; i < 3; ++i) {
    supposed.course.extensions.push_back({"complex", at("2026-03-20T09:00:00+08:00")});
  }
  const auto answer = reckon(bureau_pack(), supposed, kNow);
  ASSERT_TRUE(answer);
  ASSERT_THAT(answer->due.findings, SizeIs(1));
  EXPECT_EQ(answer->due.findings.front().code, "extension-too-often");
}

TEST(LimitReckoning, SpeaksByThePacksLadderBeforeTheEnd) {
  const auto answer = reckon(bureau_pack(), decision_from("2026-03-02T09:00:00+08:00"), kNow);
  ASSERT_TRUE(answer);
  ASSERT_THAT(answer->warnings, SizeIs(5));
  EXPECT_EQ(law::to_string(answer->warnings.front().rung), "T-10d");
  EXPECT_EQ(to_string(local_day(answer->warnings.front().at)), "2026-03-22");
  EXPECT_EQ(answer->warnings.back().at, answer->due.at);
}

TEST(LimitReckoning, RefusesWhatItCannotReckonAndSaysWhy) {
  auto unknown = decision_from("2026-03-02T09:00:00+08:00");
  unknown.limit = "nothing";
  EXPECT_EQ(code_of(unknown), "limit-unknown");
  unknown.limit = "decision";
  unknown.procedure = "nothing";
  EXPECT_EQ(code_of(unknown), "limit-unknown");
  EXPECT_EQ(code_of(decision_from("1999-03-02T09:00:00+08:00")), "calendar-missing");
  EXPECT_EQ(code_of(decision_from("2200-03-02T09:00:00+08:00")), "calendar-missing");

  auto backwards = decision_from("2026-03-02T09:00:00+08:00");
  backwards.course.suspensions.push_back(
      {"appraisal", at("2026-03-10T09:00:00+08:00"), at("2026-03-05T09:00:00+08:00"), {}});
  EXPECT_EQ(code_of(backwards), "suspension-backwards");
  backwards.course.suspensions.front().to = at("2226-03-05T09:00:00+08:00");
  EXPECT_EQ(code_of(backwards), "suspension-too-long");

  auto stranger = decision_from("2026-03-02T09:00:00+08:00");
  stranger.course.extensions.push_back({"whim", at("2026-03-20T09:00:00+08:00")});
  EXPECT_EQ(code_of(stranger), "extension-unknown");
}

TEST(LimitReckoning, KnowsTheLimitsOfPublication) {
  const auto answer =
      reckon(bureau_pack(),
             {kDisclosure, "publish_penalty", {at("2026-03-02T09:00:00+08:00"), {}, {}}}, kNow);
  ASSERT_TRUE(answer);
  EXPECT_EQ(to_string(local_day(answer->due.at)), "2026-03-11");
  EXPECT_THAT(told(*answer), HasSubstr("自作出决定（"));
}

}  // namespace
}  // namespace mingcha::acts
