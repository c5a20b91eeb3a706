// SPDX-License-Identifier: Apache-2.0
#include "lists/check.h"

#include <gmock/gmock.h>

namespace mingcha::lists {
namespace {

using ::testing::ElementsAre;

law::Statutes statutes() {
  law::Statutes out;
  EXPECT_TRUE(out.add({"APL-2021",
                       {"行政处罚法", "APL"},
                       *parse_day("2021-01-22"),
                       *parse_day("2021-07-15"),
                       std::nullopt})
                  .has_value());
  return out;
}

pack::ListColumn column(const char* id, pack::ColumnType type, bool required = false) {
  pack::ListColumn out;
  out.id = id;
  out.title = {id, id};
  out.type = type;
  out.required = required;
  out.longest = 20;
  return out;
}

pack::ListKind kind() {
  using pack::ColumnType;
  pack::ListKind out;
  out.id = "officers";
  out.columns = {column("badge", ColumnType::text, true), column("from", ColumnType::day),
                 column("basis", ColumnType::citation),   column("level", ColumnType::choice),
                 column("hidden", ColumnType::boolean),   column("count", ColumnType::integer)};
  out.columns[3].choices = {{"high", {"高", "High"}}, {"low", {"低", "Low"}}};
  out.key = {"badge"};
  out.withheld = "hidden";
  return out;
}

std::vector<std::string> codes(const Values& raw) {
  std::vector<std::string> out;
  for (const auto& problem : check_values(kind(), statutes(), raw).problems) {
    out.push_back(problem.column + ":" + problem.finding.code);
  }
  return out;
}

TEST(ListValues, AreTakenAsPeopleWriteThem) {
  const auto checked = check_values(kind(), statutes(),
                                    {{"badge", "　100001 "},
                                     {"from", "2026年3月2日"},
                                     {"basis", "APL-2021/44；APL-2021/42.1"},
                                     {"level", "低"},
                                     {"hidden", "否"},
                                     {"count", "007"}});

  EXPECT_TRUE(checked.problems.empty());
  EXPECT_EQ(checked.values, (Values{{"badge", "100001"},
                                    {"from", "2026-03-02"},
                                    {"basis", "APL-2021/44、APL-2021/42.1"},
                                    {"level", "low"},
                                    {"hidden", "no"},
                                    {"count", "7"}}));
  EXPECT_EQ(key_of(kind(), checked.values), "100001");
}

TEST(ListValues, AreRefusedWithAReasonForEach) {
  EXPECT_THAT(codes({}), ElementsAre("badge:missing"));
  EXPECT_THAT(codes({{"badge", "a｜b"}}), ElementsAre("badge:bar-in-key"));
  EXPECT_THAT(codes({{"badge", "a\nb"}}), ElementsAre("badge:several-lines"));
  EXPECT_THAT(codes({{"badge", "\xB8\xF6"}}), ElementsAre("badge:not-text"));
  EXPECT_THAT(codes({{"badge", std::string(21, 'a')}}), ElementsAre("badge:too-long"));
  EXPECT_THAT(codes({{"badge", "1"}, {"level", "middle"}, {"count", "1.5"}}),
              ElementsAre("level:unknown-code", "count:not-a-number"));
  EXPECT_THAT(codes({{"badge", "1"}, {"basis", "APL-2021/44、XYZ-1999/3"}}),
              ElementsAre("basis:unknown-citation"));
  EXPECT_THAT(codes({{"badge", "1"}, {"shoe", "42"}}), ElementsAre("shoe:unknown-column"));
  EXPECT_THAT(codes({{"badge", "6222021234567890123"}}).size(), 0U) << "no card: fails Luhn";
  EXPECT_THAT(codes({{"badge", "11010519491231002X"}}), ElementsAre("badge:leak"));
}

TEST(ListValues, ThatASpreadsheetWouldCalculateAreRefused) {
  for (const auto* text : {"=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "＝1+1",
                           "  =1", "　=cmd|' /C calc'!A0"}) {
    EXPECT_THAT(codes({{"badge", text}}), ElementsAre("badge:formula")) << text;
  }
  EXPECT_TRUE(codes({{"badge", "A=B"}}).empty());
}

TEST(ListDays, AreReadInTheFormsPeopleUse) {
  for (const auto* text : {"2026-03-02", "2026/3/2", "2026.3.2", "2026年3月2日"}) {
    EXPECT_EQ(to_day(text), "2026-03-02") << text;
  }
  for (const auto* text : {"", "2026", "2026-3", "2026-02-30", "2026-13-01", "2026--1", "20260302",
                           "2026-03-02x", "99999-1-1", "2026年3月2日日", "3/2/2026"}) {
    EXPECT_EQ(to_day(text), std::nullopt) << text;
  }
}

TEST(ListEntry, IsWithheldUnlessItSaysNo) {
  EXPECT_TRUE(is_withheld(kind(), {{"badge", "1"}}));
  EXPECT_TRUE(is_withheld(kind(), {{"badge", "1"}, {"hidden", "yes"}}));
  EXPECT_FALSE(is_withheld(kind(), {{"badge", "1"}, {"hidden", "no"}}));
  auto open = kind();
  open.withheld.clear();
  EXPECT_FALSE(is_withheld(open, {}));
}

}  // namespace
}  // namespace mingcha::lists
