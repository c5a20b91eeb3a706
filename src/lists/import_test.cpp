// SPDX-License-Identifier: Apache-2.0
#include "lists/import.h"

#include <gmock/gmock.h>

namespace mingcha::lists {
namespace {

using ::testing::ElementsAre;

pack::ListKind kind() {
  const auto column = [](const char* id, const char* title, bool required) {
    pack::ListColumn out;
    out.id = id;
    out.title = {title, id};
    out.required = required;
    return out;
  };
  pack::ListKind out;
  out.id = "officers";
  out.columns = {column("badge", "警号", true), column("name", "姓名", true),
                 column("post", "职务", false)};
  out.key = {"badge"};
  return out;
}

State with(const std::vector<Change>& changes) {
  State state;
  state = evolve(std::move(state), ListPrepared{1, 0, "r", "", changes}, "a", {});
  return evolve(std::move(state), ListConfirmed{1, 1, "2026-01-01"}, "b", {});
}

Change entry(const std::string& badge, const std::string& name) {
  return {ChangeKind::add, badge, {{"badge", badge}, {"name", name}}, "2026-01-01"};
}

sheets::Table table(const std::vector<std::vector<std::string>>& rows) {
  sheets::Table out;
  std::int64_t number = 1;
  for (const auto& row : rows) {
    out.rows.push_back({number++, {}});
    for (const auto& cell : row) out.rows.back().cells.push_back({cell, false});
  }
  return out;
}

Import taken(const State& state, const sheets::Table& from, Absent absent = Absent::keep) {
  return plan_import(kind(), {}, state, from, {"2026-03-01", absent});
}

std::vector<std::string> problems(const Import& import) {
  std::vector<std::string> out;
  for (const auto& problem : import.problems) {
    out.push_back(std::to_string(problem.row) + " " + problem.column + " " + problem.finding.code);
  }
  return out;
}

TEST(ListImport, SaysWhatIsAddedChangedEndedAndTheSame) {
  const auto state = with({entry("1", "甲"), entry("2", "乙"), entry("3", "丙")});
  const auto file = table({{"姓名 *", "badge", ""}, {"甲", "1"}, {"乙二", "2"}, {"丁", "4"}});

  const auto kept = taken(state, file);
  EXPECT_THAT(problems(kept), ElementsAre());
  EXPECT_EQ(kept.unchanged, 1);
  ASSERT_EQ(kept.changes.size(), 2U);
  EXPECT_EQ(kept.changes[0].kind, ChangeKind::change);
  EXPECT_EQ(kept.changes[0].day, "2026-03-01");
  EXPECT_EQ(kept.changes[1].kind, ChangeKind::add);

  const auto whole = taken(state, file, Absent::end);
  ASSERT_EQ(whole.changes.size(), 3U);
  EXPECT_EQ(whole.changes[2].kind, ChangeKind::end);
  EXPECT_EQ(whole.changes[2].key, "3");
  EXPECT_EQ(whole.changes[2].day, "2026-02-28") << "the day before";
}

TEST(ListImport, DoesNotRewriteThePastOfWhatWasExportedAndMended) {
  const auto state = with({entry("1", "甲"), entry("2", "乙")});
  const auto import = taken(state, table({{"警号", "姓名", "生效日期"},
                                          {"1", "甲一", "2026-01-01"},
                                          {"2", "乙", "2026-01-01"},
                                          {"3", "丙", "2026年2月1日"}}));
  EXPECT_THAT(problems(import), ElementsAre());
  EXPECT_EQ(import.unchanged, 1);
  ASSERT_EQ(import.changes.size(), 2U);
  EXPECT_EQ(import.changes[0].day, "2026-03-01") << "from the day of the import";
  EXPECT_EQ(import.changes[1].day, "2026-02-01") << "its own day";
}

TEST(ListImport, ReportsEachRowAndColumnAndTakesNothing) {
  auto file = table({{"警号", "姓名", "职务"},
                     {"1", ""},
                     {"2", "=HYPERLINK(\"x\")", "所长"},
                     {"3", "丙", "x", "?"},
                     {"3", "丁", "+1"},
                     {"4", "戊", "2"},
                     {"5", "己"}});
  file.rows[5].cells[2].is_formula = true;
  const auto import = taken({}, file);
  EXPECT_THAT(problems(import),
              ElementsAre("2 姓名 missing", "3 姓名 formula", "4  outside-columns",
                          "5 职务 formula", "6 职务 formula"));
  EXPECT_TRUE(import.changes.empty());
  EXPECT_THAT(problems(taken({}, table({{"警号", "姓名"}, {"1", "甲"}, {"1", "乙"}}))),
              ElementsAre("3 警号 duplicate-key"));
}

TEST(ListImport, RefusesAFirstLineThatIsNotTheLists) {
  EXPECT_THAT(
      problems(taken({}, table({{"警号", "鞋码", "警号"}, {"1", "42", "2"}}))),
      ElementsAre("1 鞋码 unknown-column", "1 警号 duplicate-column", "1 姓名 missing-column"));
  EXPECT_THAT(problems(taken({}, table({{"警号", "姓名"}}))), ElementsAre("0  empty-file"));
}

TEST(ListImport, TellsNoMoreProblemsThanAnybodyReads) {
  std::vector<std::vector<std::string>> rows{{"警号", "姓名"}};
  for (int i = 0; i < 5000; ++i) rows.push_back({std::to_string(i), ""});
  EXPECT_EQ(taken({}, table(rows)).problems.size(), kFindingsMax);
}

}  // namespace
}  // namespace mingcha::lists
