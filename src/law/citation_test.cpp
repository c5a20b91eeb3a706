// SPDX-License-Identifier: Apache-2.0
#include "law/citation.h"

#include <gtest/gtest.h>

namespace mingcha::law {
namespace {

Day day(std::string_view text) { return *parse_day(text); }

Statutes table() {
  Statutes statutes;
  const Text penalty{"中华人民共和国行政处罚法", "Administrative Penalty Law"};
  EXPECT_TRUE(
      statutes.add({"APL-2017", penalty, day("2017-09-01"), day("2018-01-01"), day("2021-07-14")}));
  EXPECT_TRUE(statutes.add({"APL-2021", penalty, day("2021-01-22"), day("2021-07-15"), {}}));
  EXPECT_TRUE(statutes.add({"PSPL-2025",
                            {"中华人民共和国治安管理处罚法", ""},
                            day("2025-06-27"),
                            day("2026-01-01"),
                            {}}));
  return statutes;
}

TEST(Citation, ReadsAndWritesEveryForm) {
  for (const auto* text :
       {"APL-2021", "APL-2021/44", "APL-2021/64(2)", "PSPL-2025/120.3", "PSPL-2025/120.1(2)",
        "CL-2020/133-1", "CL-2020/133-1.2(3)", "SC-2018-118"}) {
    const auto citation = parse_citation(text);
    ASSERT_TRUE(citation.has_value()) << text;
    EXPECT_EQ(to_string(*citation), text);
  }
  EXPECT_EQ(parse_citation("PSPL-2025/120.1(2)"), (Citation{"PSPL-2025", 120, 0, 1, 2}));
}

TEST(Citation, RefusesOtherForms) {
  for (const auto* text : {"", "/44", "apl/44", "APL/", "APL/0", "APL/044", "APL/44(", "APL/44()",
                           "APL/44(1", "APL/44.", "APL/44(1)2", "APL/44¶1", "APL/10000", "-APL/1",
                           "APL-/1", "A--B/1", "APL/44-", "APL/44(1).2", "第44条"}) {
    EXPECT_EQ(parse_citation(text), std::nullopt) << text;
  }
}

TEST(Citation, PrintsAsLawyersWriteIt) {
  const auto statutes = table();
  EXPECT_EQ(statutes.print(*parse_citation("APL-2021/44(3)")),
            (Text{"《中华人民共和国行政处罚法》第四十四条第三项",
                  "Administrative Penalty Law, art. 44 item 3"}));
  EXPECT_EQ(statutes.print(*parse_citation("PSPL-2025/120.1(2)")).zh,
            "《中华人民共和国治安管理处罚法》第一百二十条第一款第二项");
  EXPECT_EQ(statutes.print(*parse_citation("CL-2020/133-1")).zh, "《CL-2020》第一百三十三条之一");
  EXPECT_EQ(statutes.print(*parse_citation("APL-2021")).zh, "《中华人民共和国行政处罚法》");
}

TEST(ChineseNumber, HasItsZerosAndTens) {
  EXPECT_EQ(to_chinese_number(2), "二");
  EXPECT_EQ(to_chinese_number(10), "十");
  EXPECT_EQ(to_chinese_number(15), "十五");
  EXPECT_EQ(to_chinese_number(20), "二十");
  EXPECT_EQ(to_chinese_number(101), "一百零一");
  EXPECT_EQ(to_chinese_number(110), "一百一十");
  EXPECT_EQ(to_chinese_number(136), "一百三十六");
  EXPECT_EQ(to_chinese_number(1005), "一千零五");
  EXPECT_EQ(to_chinese_number(1010), "一千零一十");
}

TEST(Statutes, ChooseTheVersionInForceOnTheDay) {
  const auto statutes = table();
  EXPECT_EQ(statutes.in_force_on("APL", day("2021-07-14"))->id, "APL-2017");
  EXPECT_EQ(statutes.in_force_on("APL", day("2021-07-15"))->id, "APL-2021");
  EXPECT_EQ(statutes.in_force_on("PSPL", day("2025-12-31")), nullptr);
}

TEST(Statutes, CiteOnlyWhatIsThere) {
  const auto statutes = table();
  EXPECT_TRUE(statutes.cite("APL-2021/58").has_value());
  const auto unknown = statutes.cite("APL-2022/58");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().findings.front().code, "citation-unknown");
  EXPECT_EQ(unknown.error().findings.front().cure.zh, "是否为“APL-2021”？");
  EXPECT_EQ(statutes.cite("58").error().findings.front().code, "citation-unknown");
  EXPECT_EQ(statutes.cite("第58条").error().findings.front().code, "citation-form");
}

TEST(Statutes, RefuseDoubleAndIllFormedEntries) {
  auto statutes = table();
  const auto add = [&](Statute statute) {
    const auto added = statutes.add(std::move(statute));
    return added ? "" : added.error().findings.front().code;
  };
  EXPECT_EQ(add({"APL-2021", {}, {}, {}, {}}), "statute-twice");
  EXPECT_EQ(add({"apl", {}, {}, {}, {}}), "statute-id");
  EXPECT_EQ(add({"X-1", {}, {}, day("2021-02-01"), day("2021-01-01")}), "statute-days");
}

}  // namespace
}  // namespace mingcha::law
