// SPDX-License-Identifier: Apache-2.0
#include "base/instant.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(Instant, ReadsAndWritesRfc3339) {
  const auto at = parse_instant("2026-03-02T09:05:06.007+08:00");

  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(to_utc_string(*at), "2026-03-02T01:05:06.007Z");
  EXPECT_EQ(to_local_string(*at), "2026-03-02T09:05:06.007+08:00");
  EXPECT_EQ(parse_instant("2026-03-02T01:05:06.007Z"), at);
}

TEST(Instant, RefusesWhatIsNoMoment) {
  for (const auto* text :
       {"", "2026-03-02", "2026-02-30T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T09:05:06",
        "2026-03-02T09:05:06+8:00", "2026-03-02 09:05:06Z", "2026-03-02T09:05:06.Z",
        "2026-03-02T09:05:06.1234567890Z", "２026-03-02T09:05:06Z"}) {
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
  }
}

TEST(Instant, TheLocalDayTurnsAtSixteenUtc) {
  EXPECT_EQ(to_string(local_day(*parse_instant("2026-03-02T15:59:59Z"))), "2026-03-02");
  EXPECT_EQ(to_string(local_day(*parse_instant("2026-03-02T16:00:00Z"))), "2026-03-03");
  EXPECT_EQ(to_utc_string(start_of(*parse_day("2026-03-03"))), "2026-03-02T16:00:00Z");
}

TEST(Instant, SpeaksChinese) {
  EXPECT_EQ(to_chinese(*parse_day("2026-03-02")), "2026年3月2日");
  EXPECT_EQ(to_chinese(*parse_instant("2026-03-02T01:05:00Z")), "2026年3月2日 9时05分");
}

TEST(Day, RefusesDaysThatDoNotExist) {
  EXPECT_TRUE(parse_day("2024-02-29").has_value());
  EXPECT_FALSE(parse_day("2026-02-29").has_value());
  EXPECT_FALSE(parse_day("2026-13-01").has_value());
  EXPECT_FALSE(parse_day("26-01-01").has_value());
  EXPECT_FALSE(parse_day("1899-12-31").has_value());
}

}  // namespace
}  // namespace mingcha
