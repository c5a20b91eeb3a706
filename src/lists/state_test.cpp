// SPDX-License-Identifier: Apache-2.0
#include "lists/state.h"

#include <gmock/gmock.h>

#include "lists/codec.h"
#include "lists/compare.h"
#include "lists/outdated.h"

namespace mingcha::lists {
namespace {

Change set(const std::string& key, const std::string& day, const std::string& value) {
  return {ChangeKind::change, key, {{"v", value}}, day};
}
Change end(const std::string& key, const std::string& day) {
  return {ChangeKind::end, key, {}, day};
}

State told(const std::vector<std::vector<Change>>& sets) {
  State state;
  for (const auto& changes : sets) {
    const auto number = state.sets + 1;
    state = evolve(std::move(state), ListPrepared{number, state.number, "r", "", changes}, "a", {});
    state = evolve(std::move(state), ListConfirmed{number, number, "2026-01-01"}, "b", {});
  }
  return state;
}

TEST(Timeline, HoldsOneVersionAfterAnother) {
  const auto state = told(
      {{set("k", "2026-01-01", "1")}, {set("k", "2026-02-01", "2")}, {end("k", "2026-02-10")}});
  const auto& timeline = state.timeline("k");
  ASSERT_EQ(timeline.size(), 2U);
  EXPECT_EQ(timeline[0].to, "2026-01-31");
  EXPECT_EQ(timeline[1].to, "2026-02-10");
  EXPECT_EQ(timeline[1].number, 3);
  EXPECT_EQ(holding_on(timeline, "2025-12-31"), nullptr);
  EXPECT_EQ(holding_on(timeline, "2026-01-31")->values.at("v"), "1");
  EXPECT_EQ(holding_on(timeline, "2026-02-10")->values.at("v"), "2");
  EXPECT_EQ(holding_on(timeline, "2026-02-11"), nullptr);
}

TEST(Timeline, KeepsNothingFromTheDayOfAnEarlierChangeOn) {
  const auto state = told({{set("k", "2026-01-01", "1"), set("l", "2026-01-01", "1")},
                           {set("k", "2026-03-01", "3")},
                           {set("k", "2026-02-01", "2")},
                           {set("l", "2026-01-01", "corrected")}});
  ASSERT_EQ(state.timeline("k").size(), 2U);
  EXPECT_EQ(state.timeline("k")[0].to, "2026-01-31");
  EXPECT_EQ(state.timeline("k")[1].values.at("v"), "2");
  EXPECT_EQ(state.timeline("k")[1].to, "");
  ASSERT_EQ(state.timeline("l").size(), 1U);
  EXPECT_EQ(state.timeline("l")[0].values.at("v"), "corrected");
}

TEST(Timeline, IsEmptyWhenAnEntryIsTakenBackBeforeItBegan) {
  const auto state = told({{set("k", "2026-02-01", "1")}, {end("k", "2026-01-31")}});
  EXPECT_TRUE(state.timeline("k").empty());
}

TEST(ListState, ForgetsWhatWasDiscarded) {
  State state;
  state =
      evolve(std::move(state), ListPrepared{1, 0, "r", "", {set("k", "2026-01-01", "1")}}, "a", {});
  EXPECT_EQ(state.waiting.size(), 1U);
  state = evolve(std::move(state), ListDiscarded{1, "no"}, "b", {});
  EXPECT_TRUE(state.waiting.empty());
  EXPECT_TRUE(state.entries.empty());
  EXPECT_EQ(state.sets, 1) << "numbers are never used twice";
  EXPECT_EQ(state.version, 2);
}

TEST(ListCodec, ReadsWhatItWrote) {
  const ListPrepared prepared{
      3, 2, "理由", "APL-2021/42.1", {set("钥匙｜二", "2026-01-01", "值"), end("k", "2026-02-01")}};
  const auto back = std::get<ListPrepared>(decode("list.prepared", encode(prepared)));
  EXPECT_EQ(back.changes, prepared.changes);
  EXPECT_EQ(back.reason, prepared.reason);
  EXPECT_EQ(back.base, 2);
  const auto confirmed =
      std::get<ListConfirmed>(decode("list.confirmed", encode(ListConfirmed{3, 4, "2026-01-02"})));
  EXPECT_EQ(confirmed.number, 4);
  EXPECT_THROW(static_cast<void>(decode("list.prepared", "{}")), Fault);
  EXPECT_THROW(static_cast<void>(decode("list.unknown", "{}")), Fault);
  EXPECT_THROW(static_cast<void>(decode("list.prepared", "no json")), Fault);
}

TEST(ListVersions, AreComparedEntryByEntry) {
  const auto before = told({{set("a", "2026-01-01", "1"), set("b", "2026-01-01", "1"),
                             set("c", "2026-01-01", "1"), set("d", "2026-01-01", "1")}});
  const auto after =
      told({{set("a", "2026-01-01", "1"), set("b", "2026-01-01", "1"), set("c", "2026-01-01", "1"),
             set("d", "2026-01-01", "1")},
            {set("b", "2026-02-01", "2"), end("c", "2026-02-01"), set("e", "2026-02-01", "1")}});
  const auto found = compare(before, after);
  EXPECT_EQ(found.unchanged, 2);
  ASSERT_EQ(found.differences.size(), 3U);
  EXPECT_EQ(found.differences[0].key, "b");
  EXPECT_EQ(found.differences[0].kind, Difference::changed);
  EXPECT_THAT(found.differences[0].columns, testing::ElementsAre("v", "from"));
  EXPECT_EQ(found.differences[1].kind, Difference::ended);
  EXPECT_EQ(found.differences[2].kind, Difference::added);
  EXPECT_EQ(compare(after, after).differences.size(), 0U);
}

TEST(ListEntries, WhoseLawChangedAreToBeUpdated) {
  law::Statutes statutes;
  const auto day = [](const char* text) { return *parse_day(text); };
  ASSERT_TRUE(statutes.add(
      {"L-2012", {"甲法", "L"}, day("2012-01-01"), day("2012-01-01"), day("2025-12-31")}));
  ASSERT_TRUE(statutes.add({"L-2025", {"甲法", "L"}, day("2025-06-01"), day("2026-01-01"), {}}));
  ASSERT_TRUE(statutes.add(
      {"M-2010", {"乙法", "M"}, day("2010-01-01"), day("2010-01-01"), day("2020-01-01")}));
  const auto today = day("2026-03-01");
  EXPECT_THAT(why_outdated(statutes, "L-2012/3", "2020-01-01", today).zh,
              testing::HasSubstr("新的文本"));
  EXPECT_THAT(why_outdated(statutes, "L-2025/3", "2025-07-01", today).zh,
              testing::HasSubstr("晚于本条目"));
  EXPECT_EQ(why_outdated(statutes, "L-2025/3", "2026-01-01", today).zh, "");
  EXPECT_THAT(why_outdated(statutes, "M-2010/1", "2015-01-01", today).zh,
              testing::HasSubstr("失效"));
  EXPECT_NE(why_outdated(statutes, "N-2010/1", "2015-01-01", today).zh, "");
  EXPECT_EQ(why_outdated(statutes, "L-2012/3", "2020-01-01", day("2025-12-31")).zh, "");
}

}  // namespace
}  // namespace mingcha::lists
