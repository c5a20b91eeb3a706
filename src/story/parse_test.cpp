// SPDX-License-Identifier: Apache-2.0
#include "story/parse.h"

#include <gmock/gmock.h>

#include "law/calendar.h"
#include "story/demo.h"

namespace mingcha::story {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Story good(std::string_view text) {
  auto story = parse("a.story", text);
  EXPECT_TRUE(story.has_value()) << (story ? "" : story.error().findings.front().what.zh);
  return story.value_or(Story{});
}

/// "line what" of the only finding.
std::string complaint(std::string_view text) {
  const auto story = parse("a.story", text);
  if (story || story.error().findings.size() != 1) return "?";
  return story.error().findings.front().where;
}

TEST(Parse, ReadsAnActWithItsEntriesAndItsRefusal) {
  const auto story = good(
      "story 一\n"
      "at 2026-03-02 09:10\n"
      "王磊 does 询问 with 李娜、许静\n"
      "  第几次询问 = 2\n"
      "  询问内容 |\n"
      "    | 问：几天？\n"
      "    | 答：a = b\n"
      "then refused rule_broken\n"
      "  two_officers APL-2021/42.1 “不少于2人”\n"
      "  missing\n");
  ASSERT_THAT(story.lines, SizeIs(2));
  const auto& act = std::get<Act>(story.lines[1]);
  EXPECT_EQ(act.actor, "王磊");
  EXPECT_EQ(act.verb, Verb::does);
  EXPECT_EQ(act.object, "询问");
  EXPECT_THAT(act.companions, ElementsAre("李娜", "许静"));
  ASSERT_THAT(act.entries, SizeIs(2));
  EXPECT_EQ(act.entries[0].value, "2");
  EXPECT_EQ(act.entries[1].value, "问：几天？\n答：a = b");
  ASSERT_TRUE(act.refused.has_value());
  EXPECT_EQ(act.refused->kind, "rule_broken");
  ASSERT_THAT(act.refused->findings, SizeIs(2));
  EXPECT_EQ(act.refused->findings[0].article, "APL-2021/42.1");
  EXPECT_EQ(act.refused->findings[0].words, "不少于2人");
  EXPECT_EQ(act.refused->findings[1].article, "");
  EXPECT_EQ(act.refused->findings[0].place.line, 9);
}

TEST(Parse, ReadsLimitsEvidenceAndPublication) {
  const auto story = good(
      "story 一\n"
      "陈斌 suspends 办案期限 for hearing: 当事人要求听证\n"
      "王磊 attaches 照片 = 照片.txt: 内容: 全部\n"
      "丁宁 withdraws publication: 撤销\n");
  EXPECT_EQ(std::get<Act>(story.lines[0]).ground, "hearing");
  EXPECT_EQ(std::get<Act>(story.lines[0]).reason, "当事人要求听证");
  EXPECT_EQ(std::get<Act>(story.lines[1]).file_name, "照片.txt");
  EXPECT_EQ(std::get<Act>(story.lines[1]).reason, "内容: 全部");
  EXPECT_EQ(std::get<Act>(story.lines[2]).object, "publication");
}

TEST(Parse, SaysWhereItCannotRead) {
  EXPECT_EQ(complaint("story 一\n\n王磊 drinks 茶\n"), "a.story:3");
  EXPECT_EQ(complaint("story 一\nthen the sky is blue\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\nthen refused rule_broken\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\n  field = value\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\nat 2026-02-30 09:00\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\nat 25:00\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\n3 weeks later at 09:00\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\n王磊 does\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\n丁宁 publishes 决定\n"), "a.story:2");
  EXPECT_EQ(complaint("story 一\n\xff\n"), "a.story:2");
  EXPECT_EQ(complaint("at 2026-03-02 09:00\n"), "a.story:1");
}

TEST(Parse, NamesEveryLineThatIsWrong) {
  const auto story = parse("a.story", "story 一\n王磊 drinks 茶\nthen nothing\n");
  ASSERT_FALSE(story.has_value());
  EXPECT_THAT(story.error().findings, SizeIs(2));
}

TEST(Arrange, CountsWorkingDaysByTheCalendar) {
  law::Calendar calendar;
  ASSERT_TRUE(calendar.load("date,kind,name\n2026-04-06,holiday,清明节\n", "2026.csv").has_value());
  const auto scenes = arrange(good("story 一\n"
                                   "at 2026-04-03 09:00\n"
                                   "1 working days later at 10:00\n"
                                   "3 days later at 11:00\n"
                                   "at 12:30\n"),
                              calendar);
  ASSERT_TRUE(scenes.has_value());
  ASSERT_THAT(*scenes, SizeIs(4));
  EXPECT_EQ(to_local_string((*scenes)[1].at), "2026-04-07T10:00:00+08:00");
  EXPECT_EQ(to_local_string((*scenes)[2].at), "2026-04-10T11:00:00+08:00");
  EXPECT_EQ(to_local_string((*scenes)[3].at), "2026-04-10T12:30:00+08:00");
}

TEST(Arrange, RefusesAStoryWithoutABeginningOrThatRunsBackwards) {
  const law::Calendar calendar;
  EXPECT_FALSE(arrange(good("story 一\nat 09:00\n"), calendar).has_value());
  EXPECT_FALSE(arrange(good("story 一\n王磊 does 立案\n"), calendar).has_value());
  EXPECT_FALSE(arrange(good("story 一\nat 2026-03-02 09:00\nat 08:00\n"), calendar).has_value());
}

TEST(Join, PutsTheEarlierStoryBeforeUpToTheMark) {
  const Neighbour neighbour = [](const std::string& file) -> std::optional<std::string> {
    if (file != "b.story") return std::nullopt;
    return "story 二\nat 2026-03-02 09:00\nmark 甲\nat 10:00\nmark 乙\nat 11:00\n";
  };
  const auto joined = join(good("story 一\ncontinues b.story to 乙\nat 12:00\n"), neighbour);
  ASSERT_TRUE(joined.has_value());
  EXPECT_THAT(joined->lines, SizeIs(4));
  EXPECT_EQ(place_of(joined->lines.front()).file, "b.story");
  EXPECT_FALSE(join(good("story 一\ncontinues b.story to 丙\n"), neighbour).has_value());
  EXPECT_FALSE(join(good("story 一\ncontinues c.story to 乙\n"), neighbour).has_value());
}

TEST(Join, RefusesStoriesThatContinueEachOtherInACircle) {
  const Neighbour neighbour = [](const std::string&) -> std::optional<std::string> {
    return "story 二\ncontinues b.story to 甲\nmark 甲\n";
  };
  EXPECT_FALSE(join(good("story 一\ncontinues b.story to 甲\n"), neighbour).has_value());
}

TEST(Table, ReadsCellsWithQuotesAndRefusesAnotherWidth) {
  const auto rows = read_table("t.csv", "a,b\n# 注\n\"1,2\",\"x\"\"y\"\n,\n");
  ASSERT_TRUE(rows.has_value());
  ASSERT_THAT(*rows, SizeIs(2));
  EXPECT_EQ((*rows)[0].at("a"), "1,2");
  EXPECT_EQ((*rows)[0].at("b"), "x\"y");
  EXPECT_EQ((*rows)[0].at("line"), "3");
  EXPECT_EQ((*rows)[1].at("b"), "");
  const auto wrong = read_table("t.csv", "a,b\n1\n");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().findings.front().where, "t.csv:2");
}

TEST(Table, FillsATemplateAndLeavesUnknownNames) {
  EXPECT_EQ(fill("{a} and {b} {", {{"a", "1"}}), "1 and {b} {");
}

}  // namespace
}  // namespace mingcha::story
