// SPDX-License-Identifier: Apache-2.0
#include "law/time_limit.h"

#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "law/testing.h"

namespace mingcha::law {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Instant at(std::string_view local) { return *parse_instant(std::string{local} + ":00+08:00"); }

const Instant kNow = at("2026-11-23T12:00");

Citation cited(std::string_view text) { return *parse_citation(text); }

TimeLimit limit(std::string_view basis, int amount, Unit unit) {
  TimeLimit limit;
  limit.id = "limit";
  limit.citation = cited(basis);
  limit.starts_on = "filed";
  limit.amount = amount;
  limit.unit = unit;
  return limit;
}

TimeLimit liberty(std::string_view basis, int amount, Unit unit) {
  auto out = limit(basis, amount, unit);
  out.subject = Subject::liberty;
  return out;
}

TimeLimit before(std::string_view basis, int amount, Unit unit) {
  auto out = limit(basis, amount, unit);
  out.direction = Direction::before;
  return out;
}

TimeLimit extensible(TimeLimit limit, int amount, int max_times) {
  limit.extensions.push_back(
      {"extension", amount, limit.unit, max_times, limit.citation, "superior"});
  return limit;
}

TimeLimit suspensible(TimeLimit limit) {
  limit.suspended_by = {"appraisal"};
  return limit;
}

/// Three months for a case of public order: 30 days, extended by 30 at most twice; appraisals are
/// left out.
TimeLimit public_order_case() {
  return suspensible(extensible(limit("PSPL-2025/118", 30, Unit::calendar_days), 30, 2));
}

TimeLimit with(TimeLimit limit, LastDay last_day) {
  limit.last_day = last_day;
  return limit;
}

Suspension appraisal(std::string_view from, std::string_view to) {
  return {"appraisal", at(from), at(to), {"伤情鉴定", "injury appraisal"}};
}

struct Row {
  const char* name;
  TimeLimit limit;
  Course course;
  const char* due;  ///< Local; a day alone means its end.
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

std::string shown(const Due& due) {
  const auto local = to_local_string(due.at);
  return local.substr(11, 8) == "23:59:59" ? local.substr(0, 10) : local.substr(0, 16);
}

class Statutory : public ::testing::TestWithParam<Row> {};

TEST_P(Statutory, EndsAsTheLawSays) {
  const auto& row = GetParam();

  const auto due = compute(row.limit, row.course, testing::official_calendar(), kNow);

  ASSERT_TRUE(due.has_value()) << due.error().findings.front().what.en;
  EXPECT_EQ(shown(*due), row.due);
  EXPECT_THAT(due->findings, IsEmpty());
  EXPECT_FALSE(due->provisional);
}

Course from(std::string_view start) { return {at(start), {}, {}}; }

Course extended(std::string_view start, std::vector<std::string_view> granted) {
  Course course{at(start), {}, {}};
  for (const auto moment : granted) course.extensions.push_back({"extension", at(moment)});
  return course;
}

Course suspended(std::string_view start, std::vector<Suspension> suspensions) {
  return {at(start), std::move(suspensions), {}};
}

const std::vector<Row> kPenaltyLaw{
    {"NinetyDaysToASunday", limit("APL-2021/60", 90, Unit::calendar_days), from("2026-03-02T09:00"),
     "2026-06-01"},
    {"NinetyDaysToAMonday", limit("APL-2021/60", 90, Unit::calendar_days), from("2026-04-07T23:59"),
     "2026-07-06"},
    {"SevenWorkingDaysOverAWeekend", limit("APL-2021/61", 7, Unit::working_days),
     from("2026-03-06T16:00"), "2026-03-17"},
    {"SevenWorkingDaysOverQingming", limit("APL-2021/61", 7, Unit::working_days),
     from("2026-04-01T10:00"), "2026-04-13"},
    {"FiveWorkingDaysOverSpringFestivalWithAWorkedSaturday",
     limit("APL-2021/64(1)", 5, Unit::working_days), from("2026-02-12T10:00"), "2026-02-26"},
    {"FiveWorkingDaysAfterSpringFestivalWithAWorkedSaturday",
     limit("APL-2021/64(1)", 5, Unit::working_days), from("2026-02-25T10:00"), "2026-03-03"},
    {"StartOnAHoliday", limit("APL-2021/64(1)", 5, Unit::working_days), from("2026-02-18T10:00"),
     "2026-02-28"},
    {"ThreeWorkingDaysOverAWorkedSunday", limit("APL-2021/48.2", 3, Unit::working_days),
     from("2026-09-18T10:00"), "2026-09-22"},
    {"SevenWorkingDaysBeforeTheHearing", before("APL-2021/64(2)", 7, Unit::working_days),
     from("2026-10-12T09:00"), "2026-09-24"},
    {"SevenDaysBeforeEndingOnASundayGoEarlier", before("PAC-2020/134", 7, Unit::calendar_days),
     from("2026-03-15T09:00"), "2026-03-06"},
    {"TwentyFourHoursBefore", before("PAC-2020/134", 24, Unit::hours), from("2026-03-15T09:00"),
     "2026-03-14T09:00"},
};
INSTANTIATE_TEST_SUITE_P(PenaltyLaw, Statutory, ::testing::ValuesIn(kPenaltyLaw));

const std::vector<Row> kPublicSecurityLaw{
    {"EightHoursOnAHoliday", liberty("PSPL-2025/97", 8, Unit::hours), from("2026-10-01T10:20"),
     "2026-10-01T18:20"},
    {"TwelveHoursOverMidnight", liberty("PSPL-2025/97", 12, Unit::hours), from("2026-03-06T20:30"),
     "2026-03-07T08:30"},
    {"TwentyFourHoursInSpringFestival", liberty("PSPL-2025/97", 24, Unit::hours),
     from("2026-02-16T23:15"), "2026-02-17T23:15"},
    {"EightHoursWithoutTheTimeOfSoberingUp", suspensible(liberty("PSPL-2025/97", 8, Unit::hours)),
     suspended("2026-03-06T20:00", {appraisal("2026-03-06T21:00", "2026-03-06T23:30")}),
     "2026-03-07T06:30"},
    {"TwoDaysEndingInTheMidAutumnFestival", limit("PSPL-2025/116", 2, Unit::calendar_days),
     from("2026-09-24T11:00"), "2026-09-28"},
    {"TwoDays", limit("PSPL-2025/116", 2, Unit::calendar_days), from("2026-03-02T11:00"),
     "2026-03-04"},
    {"ThirtyDaysEndingInSpringFestival", public_order_case(), from("2026-01-20T11:00"),
     "2026-02-24"},
    {"SixtyDaysEndingOnLabourDay", public_order_case(),
     extended("2026-03-02T11:00", {"2026-03-30T09:00"}), "2026-05-06"},
    {"NinetyDaysWithTwoExtensions", public_order_case(),
     extended("2026-03-02T11:00", {"2026-03-30T09:00", "2026-04-29T09:00"}), "2026-06-01"},
    {"FiveDaysOfAppraisalLeftOut", public_order_case(),
     suspended("2026-03-02T11:00", {appraisal("2026-03-03T10:00", "2026-03-08T15:00")}),
     "2026-04-07"},
    {"AppraisalAcrossTheLastDay", public_order_case(),
     suspended("2026-03-02T11:00", {appraisal("2026-03-30T10:00", "2026-04-10T15:00")}),
     "2026-04-13"},
    {"TwoAppraisalsAtOnceCountOnce", public_order_case(),
     suspended("2026-03-02T11:00", {appraisal("2026-03-05T10:00", "2026-03-08T15:00"),
                                    appraisal("2026-03-03T10:00", "2026-03-07T15:00")}),
     "2026-04-07"},
    {"AppraisalWithinOneDayLeavesNothingOut", public_order_case(),
     suspended("2026-03-02T11:00", {appraisal("2026-03-03T10:00", "2026-03-03T15:00")}),
     "2026-04-01"},
    {"AppraisalAfterTheEndChangesNothing", public_order_case(),
     suspended("2026-03-02T11:00", {appraisal("2026-04-01T10:00", "2026-04-09T15:00")}),
     "2026-04-01"},
    {"ReportWithinTwentyFourHours", limit("PSPL-2025/120.4", 24, Unit::hours),
     from("2026-03-06T17:00"), "2026-03-07T17:00"},
};
INSTANTIATE_TEST_SUITE_P(PublicSecurityLaw, Statutory, ::testing::ValuesIn(kPublicSecurityLaw));

const std::vector<Row> kOtherLaws{
    {"SeizureOfThirtyDays", limit("ACL-2011/25", 30, Unit::calendar_days), from("2026-08-31T15:00"),
     "2026-09-30"},
    {"SeizureExtended", extensible(limit("ACL-2011/25", 30, Unit::calendar_days), 30, 1),
     extended("2026-08-31T15:00", {"2026-09-30T18:00"}), "2026-10-30"},
    {"TenWorkingDaysOverLabourDay", limit("ACL-2011/69", 10, Unit::working_days),
     from("2026-04-28T15:00"), "2026-05-14"},
    {"LicenceInTwentyWorkingDays", limit("ALL-2019/42", 20, Unit::working_days),
     from("2026-02-09T09:00"), "2026-03-13"},
    {"LicenceExtendedByTen", extensible(limit("ALL-2019/42", 20, Unit::working_days), 10, 1),
     extended("2026-02-09T09:00", {"2026-03-10T09:00"}), "2026-03-27"},
    {"LicenceServedInTenWorkingDays", limit("ALL-2019/44", 10, Unit::working_days),
     from("2026-12-11T09:00"), "2026-12-25"},
    {"DisclosureInTwentyWorkingDays", limit("OGI-2019/26", 20, Unit::working_days),
     from("2026-09-21T09:00"), "2026-10-26"},
    {"AMonthEndingOnAWorkedSaturday", limit("PAC-2020/35", 1, Unit::months),
     from("2026-01-31T09:00"), "2026-02-28"},
    {"AMonthInALeapYear", with(limit("PAC-2020/35", 1, Unit::months), LastDay::stays),
     from("2024-01-31T09:00"), "2024-02-29"},
    {"SixMonthsToAShorterMonth", limit("PAC-2020/35", 6, Unit::months), from("2026-03-31T09:00"),
     "2026-09-30"},
    {"AMonthAndAMonthAreTwo", extensible(limit("PAC-2020/35", 1, Unit::months), 1, 1),
     extended("2026-01-31T09:00", {"2026-02-10T09:00"}), "2026-03-31"},
    {"AMonthWithTenDaysLeftOut", suspensible(limit("PAC-2020/35", 1, Unit::months)),
     suspended("2026-06-01T09:00", {appraisal("2026-06-10T09:00", "2026-06-20T09:00")}),
     "2026-07-13"},
    {"DetentionEndsOnAHoliday", liberty("PSPL-2025/10", 10, Unit::calendar_days),
     from("2026-09-25T15:00"), "2026-10-05T15:00"},
    {"AnInvestigationOfTwoMonthsEndsOnTheDay", liberty("PAC-2020/35", 2, Unit::months),
     from("2026-08-03T15:00"), "2026-10-03T15:00"},
    {"HoursThatRollEndWithTheNextWorkingDay",
     with(limit("PAC-2020/35", 24, Unit::hours), LastDay::rolls_forward), from("2026-03-06T17:00"),
     "2026-03-09"},
    {"HoursThatNeedNotRoll", with(limit("PAC-2020/35", 24, Unit::hours), LastDay::rolls_forward),
     from("2026-03-05T17:00"), "2026-03-06T17:00"},
    {"DaysThatStayEndOnASunday", with(limit("PAC-2020/35", 6, Unit::calendar_days), LastDay::stays),
     from("2026-03-02T17:00"), "2026-03-08"},
};
INSTANTIATE_TEST_SUITE_P(OtherLaws, Statutory, ::testing::ValuesIn(kOtherLaws));

Due due_of(const TimeLimit& limit, const Course& course, Instant now = kNow,
           Uncovered uncovered = Uncovered::refuse) {
  const auto due = compute(limit, course, testing::official_calendar(), now, uncovered);
  if (!due) throw std::runtime_error(due.error().findings.front().what.en);
  return *due;
}

TEST(TimeLimit, CountsTheStartDayWhereTheLawSaysSo) {
  auto three_days = limit("PAC-2020/35", 3, Unit::calendar_days);
  three_days.start_day = StartDay::counted;
  EXPECT_EQ(shown(due_of(three_days, from("2026-03-02T09:00"))), "2026-03-04");
}

TEST(TimeLimit, EndsWithTheLastMillisecondOfTheDay) {
  EXPECT_EQ(
      to_utc_string(
          due_of(limit("PSPL-2025/116", 2, Unit::calendar_days), from("2026-03-02T00:00")).at),
      "2026-03-04T15:59:59.999Z");
}

TEST(TimeLimit, RefusesToGuessAYearThatIsNotCovered) {
  for (const auto& [amount, unit, start] :
       {std::tuple{5, Unit::working_days, "2026-12-29T09:00"},
        std::tuple{30, Unit::calendar_days, "2026-12-10T09:00"}}) {
    const auto due = compute(limit("APL-2021/64(1)", amount, unit), from(start),
                             testing::official_calendar(), kNow);
    ASSERT_FALSE(due.has_value());
    EXPECT_EQ(due.error().kind, Refusal::invalid);
    EXPECT_EQ(due.error().findings.front().code, "calendar-missing");
    EXPECT_EQ(due.error().findings.front().what.zh, "2027 年放假安排未录入，不能计算期限");
  }
}

TEST(TimeLimit, CountsProvisionallyOnlyWhenAskedAndSaysSo) {
  const auto due = due_of(limit("APL-2021/64(1)", 5, Unit::working_days), from("2026-12-29T09:00"),
                          kNow, Uncovered::provisional);
  EXPECT_EQ(shown(due), "2027-01-05");
  EXPECT_TRUE(due.provisional);
  const auto sentences = to_sentences(due.derivation, {});
  EXPECT_THAT(sentences, ::testing::Contains(
                             ::testing::Field(&Text::zh, "2027 年放假安排未录入，暂按周末计算。")));
}

TEST(TimeLimit, NeedsNoCalendarForHoursAndLiberty) {
  EXPECT_EQ(shown(due_of(liberty("PSPL-2025/97", 24, Unit::hours), from("2027-01-01T09:00"))),
            "2027-01-02T09:00");
}

TEST(TimeLimit, StandsStillWhileASuspensionLasts) {
  auto course = suspended("2026-03-02T11:00", {appraisal("2026-03-03T10:00", "2026-03-04T00:00")});
  course.suspensions.front().to.reset();

  const auto early = due_of(public_order_case(), course, at("2026-03-08T09:00"));
  const auto late = due_of(public_order_case(), course, at("2026-05-08T09:00"));

  EXPECT_TRUE(early.standing_still);
  EXPECT_EQ(shown(early), "2026-04-07");
  EXPECT_EQ(shown(late), "2026-06-08") << "five and sixty-six days left out";
}

TEST(TimeLimit, IsNotHeldUpByASuspensionThatBeganTooLate) {
  auto course = suspended("2026-03-02T11:00", {appraisal("2026-04-03T10:00", "2026-04-04T00:00")});
  course.suspensions.front().to.reset();
  const auto due = due_of(public_order_case(), course, at("2026-05-08T09:00"));
  EXPECT_FALSE(due.standing_still);
  EXPECT_EQ(shown(due), "2026-04-01");
}

TEST(TimeLimit, LeavesOutNothingTheLawDoesNotKnow) {
  auto course = suspended("2026-03-02T11:00", {appraisal("2026-03-03T10:00", "2026-03-08T15:00")});
  course.suspensions.front().event = "holiday_of_officer";
  const auto due = due_of(public_order_case(), course);
  EXPECT_EQ(shown(due), "2026-04-01");
  ASSERT_THAT(due.findings, SizeIs(1));
  EXPECT_EQ(due.findings.front().code, "suspension-unknown");
}

TEST(TimeLimit, TakesNoExtensionGrantedTooLateOrTooOften) {
  const auto late = due_of(public_order_case(), extended("2026-03-02T11:00", {"2026-04-02T00:00"}));
  EXPECT_EQ(shown(late), "2026-04-01");
  ASSERT_THAT(late.findings, SizeIs(1));
  EXPECT_EQ(late.findings.front().code, "extension-late");

  const auto often = due_of(
      public_order_case(),
      extended("2026-03-02T11:00", {"2026-03-03T09:00", "2026-03-04T09:00", "2026-03-05T09:00"}));
  EXPECT_EQ(shown(often), "2026-06-01");
  ASSERT_THAT(often.findings, SizeIs(1));
  EXPECT_EQ(often.findings.front().code, "extension-too-often");
}

TEST(TimeLimit, SaysBeforehandWhetherItMayBeExtended) {
  const auto calendar = testing::official_calendar();
  const auto codes = [&](const Course& course, std::string_view id, std::string_view now) {
    std::vector<std::string> out;
    for (const auto& finding :
         may_extend(public_order_case(), course, std::string{id}, calendar, at(now))) {
      out.push_back(finding.code);
    }
    return out;
  };
  const auto fresh = from("2026-03-02T11:00");
  const auto twice = extended("2026-03-02T11:00", {"2026-03-03T09:00", "2026-03-04T09:00"});
  EXPECT_THAT(codes(fresh, "extension", "2026-04-01T23:59"), IsEmpty());
  EXPECT_THAT(codes(fresh, "extension", "2026-04-02T00:00"), ElementsAre("extension-late"));
  EXPECT_THAT(codes(twice, "extension", "2026-03-05T00:00"), ElementsAre("extension-too-often"));
  EXPECT_THAT(codes(fresh, "other", "2026-03-05T00:00"), ElementsAre("extension-unknown"));
}

TEST(TimeLimit, RefusesCoursesThatCannotHaveHappened) {
  const auto code = [](const TimeLimit& of, const Course& course) {
    const auto due = compute(of, course, testing::official_calendar(), kNow);
    return due ? "computed" : due.error().findings.front().code;
  };
  EXPECT_EQ(
      code(public_order_case(),
           suspended("2026-03-02T11:00", {appraisal("2026-03-08T10:00", "2026-03-03T15:00")})),
      "suspension-backwards");
  EXPECT_EQ(code(public_order_case(), extended("2026-03-02T11:00", {"2026-03-01T00:00"})),
            "extension-early");
  EXPECT_EQ(
      code(before("APL-2021/64(2)", 7, Unit::working_days),
           suspended("2026-03-02T11:00", {appraisal("2026-03-01T10:00", "2026-03-02T15:00")})),
      "course-before");
}

TEST(TimeLimit, ChecksItsDefinition) {
  const auto codes = [](const TimeLimit& of) {
    std::vector<std::string> out;
    for (const auto& finding : check(of)) out.push_back(finding.code);
    return out;
  };
  EXPECT_THAT(codes(public_order_case()), IsEmpty());
  EXPECT_THAT(codes(limit("APL-2021/60", 0, Unit::hours)), ElementsAre("limit-amount"));
  EXPECT_THAT(codes(liberty("APL-2021/60", 1, Unit::working_days)), ElementsAre("limit-liberty"));
  EXPECT_THAT(codes(with(liberty("APL-2021/60", 1, Unit::hours), LastDay::rolls_forward)),
              ElementsAre("limit-liberty"));
  EXPECT_THAT(codes(suspensible(before("APL-2021/60", 1, Unit::hours))),
              ElementsAre("limit-before"));
  EXPECT_THAT(codes(extensible(public_order_case(), 30, 1)), ElementsAre("extension-id"));
  EXPECT_THAT(codes(extensible(limit("APL-2021/60", 1, Unit::months), 0, 1)),
              ElementsAre("extension-amount"));
  auto mixed = limit("APL-2021/60", 30, Unit::calendar_days);
  mixed.extensions.push_back({"x", 1, Unit::hours, 1, mixed.citation, ""});
  EXPECT_THAT(codes(mixed), ElementsAre("extension-unit"));
  auto unstarted = public_order_case();
  unstarted.starts_on.clear();
  EXPECT_THAT(codes(unstarted), ElementsAre("limit-start"));
}

std::vector<std::string> told(const Due& due, Language language) {
  Statutes statutes;
  const Text penalty{"中华人民共和国行政处罚法", "Administrative Penalty Law"};
  EXPECT_TRUE(statutes.add({"APL-2021", penalty, Day{}, Day{}, {}}));
  std::vector<std::string> out;
  for (const auto& sentence : to_sentences(due.derivation, statutes)) {
    out.push_back(sentence.in(language));
  }
  return out;
}

TEST(Derivation, TellsHolidaysWeekendsAndSwappedDays) {
  auto hearing = limit("APL-2021/64(1)", 5, Unit::working_days);
  hearing.start_title = {"告知", "notice"};
  const auto due = due_of(hearing, from("2026-09-28T09:05"));
  EXPECT_THAT(
      told(due, Language::zh),
      ElementsAre("依据《中华人民共和国行政处罚法》第六十四条第一项，期限为五个工作日。",
                  "自告知（2026年9月28日 9时05分）起算。", "开始之日2026年9月28日不计算在内。",
                  "2026年10月1日至10月7日 国庆节放假 7 天，不计入。",
                  "2026年10月10日为调休上班日，计入。", "期满日：2026年10月10日（当日24时止）。"));
  EXPECT_EQ(told(due, Language::en)[0],
            "Administrative Penalty Law, art. 64 item 1: the limit is 5 working days.");
}

TEST(Derivation, GathersWeekendsAndTellsTheRoll) {
  const auto licence =
      due_of(limit("APL-2021/60", 12, Unit::working_days), from("2026-03-02T09:00"));
  EXPECT_THAT(
      told(licence, Language::zh),
      ::testing::Contains("周末 4 天不计入（2026年3月7日至3月8日、2026年3月14日至3月15日）。"));
  const auto rolled =
      due_of(limit("APL-2021/60", 30, Unit::calendar_days), from("2026-01-20T09:00"));
  EXPECT_THAT(told(rolled, Language::zh),
              ::testing::Contains("最后一日2026年2月19日为春节假期，顺延至2026年2月24日。"));
}

TEST(Derivation, TellsSuspensionsAndExtensions) {
  auto course = suspended("2026-03-02T11:00", {appraisal("2026-03-03T10:00", "2026-03-08T15:00")});
  course.extensions.push_back({"extension", at("2026-03-30T09:00")});
  auto of = public_order_case();
  of.extensions.front().citation = cited("APL-2021/60");
  const auto sentences = told(due_of(of, course), Language::zh);
  EXPECT_THAT(sentences,
              ::testing::Contains(
                  "依据《中华人民共和国行政处罚法》第六十条，2026年3月30日批准延长三十日。"));
  EXPECT_THAT(sentences, ::testing::Contains("2026年3月4日至3月8日 伤情鉴定 5 天，不计入期限。"));
}

TEST(Derivation, SaysThatLibertyIsNotMovedByHolidays) {
  const auto due = due_of(liberty("PSPL-2025/97", 8, Unit::hours), from("2026-10-01T10:20"));
  EXPECT_THAT(told(due, Language::zh),
              ::testing::Contains("限制人身自由的期限按时刻届满，不因节假日延长。"));
  EXPECT_EQ(told(due, Language::zh).back(), "期满时刻：2026年10月1日 18时20分。");
}

}  // namespace
}  // namespace mingcha::law
