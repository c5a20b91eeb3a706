// SPDX-License-Identifier: Apache-2.0
#include "law/calendar.h"

#include <gtest/gtest.h>

#include "law/testing.h"

namespace mingcha::law {
namespace {

Day day(std::string_view text) { return *parse_day(text); }

std::string refusal(std::string_view csv) {
  Calendar calendar;
  const auto loaded = calendar.load(csv, "2026.csv");
  EXPECT_TRUE(calendar.years().empty());
  if (loaded) return "loaded";
  return loaded.error().file + ":" + std::to_string(loaded.error().line) + ": " +
         loaded.error().message.en;
}

TEST(Calendar, KnowsHolidaysWeekendsAndSwappedDays) {
  const auto calendar = testing::official_calendar();
  EXPECT_EQ(calendar.kind_of(day("2026-02-17")), DayKind::holiday);
  EXPECT_EQ(calendar.name_of(day("2026-02-17")), "春节");
  EXPECT_EQ(calendar.kind_of(day("2026-02-14")), DayKind::swapped_working_day);
  EXPECT_EQ(calendar.kind_of(day("2026-03-07")), DayKind::weekend);
  EXPECT_EQ(calendar.kind_of(day("2026-03-09")), DayKind::working_day);
  EXPECT_TRUE(calendar.is_working_day(day("2026-10-10")));
  EXPECT_FALSE(calendar.is_working_day(day("2026-10-01")));
}

// 261 weekdays each; 18 and 19 of them off; 5 and 6 weekend days worked.
TEST(Calendar, GivesTheWorkingDaysOfTheYear) {
  const auto calendar = testing::official_calendar();
  const auto count = [&](std::string_view from, std::string_view to) {
    int working = 0;
    for (auto d = day(from); d <= day(to); d += std::chrono::days{1}) {
      working += calendar.is_working_day(d) ? 1 : 0;
    }
    return working;
  };
  EXPECT_EQ(count("2025-01-01", "2025-12-31"), 248);
  EXPECT_EQ(count("2026-01-01", "2026-12-31"), 248);
}

TEST(Calendar, SaysWhichYearsItCovers) {
  const auto calendar = testing::official_calendar();
  EXPECT_TRUE(calendar.covers(day("2026-12-31")));
  EXPECT_FALSE(calendar.covers(day("2027-01-01")));
  EXPECT_FALSE(calendar.covers(day("2024-12-31")));
}

TEST(Calendar, TakesCommentsEmptyLinesAndWindowsLineEnds) {
  Calendar calendar;
  ASSERT_TRUE(
      calendar.load("\xEF\xBB\xBF# notice\r\ndate,kind\r\n\r\n2026-10-01,holiday\r\n", "f"));
  EXPECT_EQ(calendar.kind_of(day("2026-10-01")), DayKind::holiday);
}

TEST(Calendar, RefusesWithFileAndLine) {
  EXPECT_EQ(refusal("day,kind\n"), "2026.csv:1: the first line must be date,kind,name");
  EXPECT_EQ(refusal("date,kind\n2026-02-30,holiday\n"),
            "2026.csv:2: '2026-02-30' is no day; write 2026-10-01");
  EXPECT_EQ(refusal("date,kind\n2026-10-01,off\n"), "2026.csv:2: 'off' must be holiday or workday");
  EXPECT_EQ(refusal("date,kind\n2026-10-01\n"), "2026.csv:2: 2 columns expected, 1 found");
  EXPECT_EQ(refusal("date,kind\n2026-03-02,workday\n"),
            "2026.csv:2: a swapped working day must be a Saturday or Sunday");
  EXPECT_EQ(refusal("date,kind\n2026-10-01,holiday\n2026-10-01,holiday\n"),
            "2026.csv:3: the day is there twice");
  EXPECT_EQ(refusal("date,kind\n2026-10-01,holiday\n2027-01-01,holiday\n"),
            "2026.csv:3: a file holds one year only");
  EXPECT_EQ(refusal("date,kind\n"), "2026.csv:1: the file holds no day");
  EXPECT_EQ(refusal(""), "2026.csv:0: the file holds no day");
}

TEST(Calendar, RefusesAYearTwice) {
  auto calendar = testing::official_calendar();
  EXPECT_FALSE(calendar.load("date,kind\n2026-01-01,holiday\n", "again.csv"));
}

}  // namespace
}  // namespace mingcha::law
