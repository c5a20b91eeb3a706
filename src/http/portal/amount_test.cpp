// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"

#include <gtest/gtest.h>

#include "http/portal/frame.h"

namespace mingcha::portal {
namespace {

TEST(Amount, GroupsThousands) {
  EXPECT_EQ(to_grouped(0), "0");
  EXPECT_EQ(to_grouped(999), "999");
  EXPECT_EQ(to_grouped(1000), "1,000");
  EXPECT_EQ(to_grouped(1234567), "1,234,567");
}

TEST(Amount, ShowsFenOnlyWhereThereAreSome) {
  EXPECT_EQ(to_yuan(300000), "3,000元");
  EXPECT_EQ(to_yuan(300050), "3,000.50元");
  EXPECT_EQ(to_yuan(5), "0.05元");
}

TEST(Amount, WritesCapitalsAsBanksDo) {
  const std::pair<std::int64_t, const char*> cases[] = {
      {0, "零元整"},
      {7, "柒分"},
      {50, "伍角"},
      {300000, "叁仟元整"},
      {300050, "叁仟元伍角"},
      {300005, "叁仟元零伍分"},
      {10'005'30, "壹万零伍元叁角"},
      {10'000'00, "壹万元整"},
      {10'500'00, "壹万零伍佰元整"},
      {100'000'000'00, "壹亿元整"},
      {100'000'001'00, "壹亿零壹元整"},
      {100'010'000'00, "壹亿零壹万元整"},
      {123'456'78, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"},
      {1'010'10, "壹仟零壹拾元壹角"},
  };
  for (const auto& [fen, words] : cases) EXPECT_EQ(to_capital_yuan(fen), words) << fen;
}

TEST(Days, AreWrittenAsPeopleWriteThem) {
  const auto day = *parse_day("2026-03-02");
  EXPECT_EQ(to_words(day, Language::zh), "2026年3月2日");
  EXPECT_EQ(to_words(day, Language::en), "2 March 2026");
  const SiteView site;
  const Reader reader{site};
  EXPECT_EQ(reader.end(*parse_instant("2026-03-02T23:59:59.999+08:00")), "2026年3月2日");
  EXPECT_EQ(reader.end(*parse_instant("2026-03-02T09:30:00+08:00")), "2026年3月2日 9时30分");
}

}  // namespace
}  // namespace mingcha::portal
