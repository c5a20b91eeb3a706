// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "law/testing.h"
#include "law/time_limit.h"

namespace mingcha::law {
namespace {

const Instant kNow = *parse_instant("2026-11-23T12:00:00+08:00");

Instant random_moment(int days_from, int days_to) {
  const auto first = start_of(*parse_day("2025-01-10"));
  const auto minutes = *rc::gen::inRange(days_from * 1440, days_to * 1440);
  return first + std::chrono::minutes{minutes};
}

TimeLimit random_limit() {
  TimeLimit limit;
  limit.id = "random";
  limit.starts_on = "event";
  limit.citation = {"APL-2021", 60};
  limit.amount = *rc::gen::inRange(1, 40);
  limit.unit = *rc::gen::element(Unit::hours, Unit::calendar_days, Unit::working_days);
  if (*rc::gen::inRange(0, 6) == 0) {
    limit.unit = Unit::months;
    limit.amount = 2;
  }
  limit.suspended_by = {"appraisal"};
  limit.extensions = {{"extension", 5, limit.unit, 2, limit.citation, ""}};
  if (limit.unit != Unit::working_days && *rc::gen::inRange(0, 3) == 0) {
    limit.subject = Subject::liberty;
  }
  return limit;
}

Suspension random_suspension() {
  const auto from = random_moment(0, 400);
  return {
      "appraisal", from, from + std::chrono::minutes{*rc::gen::inRange(0, 30'000)}, {"鉴定", ""}};
}

Course random_course() {
  Course course{random_moment(0, 300), {}, {}};
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) course.suspensions.push_back(random_suspension());
  return course;
}

Due due_of(const TimeLimit& limit, const Course& course, const Calendar& calendar) {
  const auto due = compute(limit, course, calendar, kNow, Uncovered::provisional);
  RC_ASSERT(due.has_value());
  return *due;
}

TEST(TimeLimitProperty, NeverEndsBeforeItStarts) {
  const auto calendar = testing::official_calendar();
  EXPECT_TRUE(rc::check("due after start", [&] {
    const auto course = random_course();
    RC_ASSERT(due_of(random_limit(), course, calendar).at > course.start);
  }));
}

TEST(TimeLimitProperty, NeverEndsEarlierForASuspensionMore) {
  const auto calendar = testing::official_calendar();
  EXPECT_TRUE(rc::check("suspension is monotone", [&] {
    const auto limit = random_limit();
    auto course = random_course();
    const auto without = due_of(limit, course, calendar).at;
    course.suspensions.push_back(random_suspension());
    RC_ASSERT(due_of(limit, course, calendar).at >= without);
  }));
}

TEST(TimeLimitProperty, NeverEndsEarlierForAnExtensionMore) {
  const auto calendar = testing::official_calendar();
  EXPECT_TRUE(rc::check("extension is monotone", [&] {
    const auto limit = random_limit();
    auto course = random_course();
    const auto without = due_of(limit, course, calendar).at;
    course.extensions.push_back({"extension", course.start + std::chrono::minutes{1}});
    // Not always later: both ends may roll to the same day after a long holiday.
    const auto with = due_of(limit, course, calendar);
    RC_ASSERT(with.at >= without);
    RC_ASSERT(with.findings.empty());
  }));
}

// One holiday more: never earlier, and for what counts working days or rolls it may be later.
TEST(TimeLimitProperty, NeverEndsEarlierForAHolidayMore) {
  EXPECT_TRUE(rc::check("holiday is monotone", [] {
    const auto added = *parse_day("2025-01-01") + std::chrono::days{*rc::gen::inRange(0, 365)};
    Calendar fewer;
    Calendar more;
    const auto extra = to_string(added);
    RC_ASSERT(fewer.load("date,kind\n2025-06-30,holiday\n", "a").has_value());
    const std::string csv = "date,kind\n2025-06-30,holiday\n" + extra + ",holiday\n";
    RC_PRE(extra != "2025-06-30");
    RC_ASSERT(more.load(csv, "b").has_value());
    const auto limit = random_limit();
    const auto course = random_course();
    RC_ASSERT(due_of(limit, course, more).at >= due_of(limit, course, fewer).at);
    if (limit.subject != Subject::liberty) return;
    RC_ASSERT(due_of(limit, course, more).at == due_of(limit, course, fewer).at);
  }));
}

// Restraint of a person: to the minute, whatever holidays there are and whatever day it ends on.
TEST(TimeLimitProperty, CountsRestraintOfAPersonInMinutesAndNeverMovesIt) {
  const auto calendar = testing::official_calendar();
  EXPECT_TRUE(rc::check("liberty is exact", [&] {
    auto limit = random_limit();
    RC_PRE(limit.unit == Unit::hours || limit.unit == Unit::calendar_days);
    limit.subject = Subject::liberty;
    limit.suspended_by.clear();
    const Course course{random_moment(0, 600), {}, {}};
    const auto hours = limit.unit == Unit::hours ? limit.amount : 24 * limit.amount;
    const auto due = due_of(limit, course, calendar);
    RC_ASSERT(due.at == course.start + std::chrono::hours{hours});
    for (const auto& step : due.derivation.steps) {
      RC_ASSERT(step.kind != StepKind::rolled && step.kind != StepKind::holiday_left_out &&
                step.kind != StepKind::weekend_left_out);
    }
    RC_ASSERT(due.derivation.steps.back().kind == StepKind::result_moment);
  }));
}

// The days told as left out are exactly those that lie between counting and the end.
TEST(TimeLimitProperty, TellsEveryDayItLeavesOut) {
  const auto calendar = testing::official_calendar();
  EXPECT_TRUE(rc::check("the derivation adds up", [&] {
    auto limit = random_limit();
    limit.subject = Subject::ordinary;
    limit.last_day = LastDay::stays;
    RC_PRE(limit.unit == Unit::working_days || limit.unit == Unit::calendar_days);
    const auto course = random_course();
    const auto due = due_of(limit, course, calendar);
    std::int64_t left_out = 0;
    for (const auto& step : due.derivation.steps) {
      const bool counts = step.kind == StepKind::swapped_counted;
      if (!counts) left_out += step.days;
    }
    const auto span = (local_day(due.at) - local_day(course.start)).count();
    RC_ASSERT(span == left_out + limit.amount);
  }));
}

}  // namespace
}  // namespace mingcha::law
