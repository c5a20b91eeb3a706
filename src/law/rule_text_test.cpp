// SPDX-License-Identifier: Apache-2.0
#include "law/rule_text.h"

#include <gmock/gmock.h>

namespace mingcha::law {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TimeLimit thirty_days() {
  TimeLimit limit;
  limit.id = "decision";
  limit.starts_on = "filing";
  limit.start_title = {"立案", "filing"};
  limit.citation = {"PSPL-2025", 118};
  limit.amount = 30;
  limit.unit = Unit::calendar_days;
  return limit;
}

std::string all_of(const TimeLimit& limit) {
  std::string out;
  for (const auto& one : rule_sentences(limit, {})) out += one.zh;
  return out;
}

TEST(RuleText, NamesLengthStartAndWhatMovesTheLastDay) {
  const auto told = all_of(thirty_days());
  EXPECT_THAT(told, HasSubstr("自“立案”起三十日"));
  EXPECT_THAT(told, HasSubstr("开始之日不计算在内"));
  EXPECT_THAT(told, HasSubstr("节假日计入"));
  EXPECT_THAT(told, HasSubstr("顺延至其后的第一个工作日"));
  auto stays = thirty_days();
  stays.last_day = LastDay::stays;
  EXPECT_THAT(all_of(stays), Not(HasSubstr("顺延")));
}

TEST(RuleText, SaysThatWorkingDaysLeaveOutHolidaysAndKeepExchangedWeekends) {
  auto limit = thirty_days();
  limit.unit = Unit::working_days;
  const auto told = all_of(limit);
  EXPECT_THAT(told, HasSubstr("周末和法定节假日不计入，调休上班的周末计入"));
  EXPECT_THAT(told, Not(HasSubstr("顺延")));
}

TEST(RuleText, SaysThatRestraintOfAPersonIsCountedInMinutesAndNeverMoved) {
  auto limit = thirty_days();
  limit.subject = Subject::liberty;
  const auto told = all_of(limit);
  EXPECT_THAT(told, HasSubstr("按分钟连续计算，不因节假日延长"));
  EXPECT_THAT(told, Not(HasSubstr("顺延")));
}

TEST(RuleText, NamesWhatStopsTheClockAndWhatLengthensTheLimit) {
  auto limit = thirty_days();
  limit.suspended_by = {"appraisal", "hearing"};
  limit.suspension_titles = {{"appraisal", {"鉴定", "appraisal"}}};
  limit.extensions = {{"complex", 30, Unit::calendar_days, 2, limit.citation, "上一级批准"}};
  const auto told = all_of(limit);
  EXPECT_THAT(told, HasSubstr("鉴定、hearing所需时间不计入"));
  EXPECT_THAT(told, HasSubstr("可以延长三十日，最多二次：上一级批准"));
}

TEST(RuleText, CountsBackFromTheEvent) {
  auto limit = thirty_days();
  limit.direction = Direction::before;
  limit.amount = 7;
  const auto told = rule_sentences(limit, {});
  EXPECT_THAT(told.front().zh, HasSubstr("应当在“立案”前七日办理"));
  EXPECT_THAT(told.back().zh, HasSubstr("提前至其前的工作日"));
}

}  // namespace
}  // namespace mingcha::law
