// SPDX-License-Identifier: Apache-2.0
#include "cel/explain.h"

#include <gtest/gtest.h>

#include "cel/testing.h"

namespace mingcha::cel {
namespace {

using testing::Values;

Labels labels() {
  Labels out;
  out.name = [](std::string_view name) -> Text {
    if (name == "fine_yuan") return {"罚款金额", "fine"};
    if (name == "penalty.kind") return {"处罚种类", "penalty"};
    if (name == "minor") return {"未成年人", "minor"};
    if (name == "filed_on") return {"立案日期", "filing day"};
    if (name == "decided_on") return {"决定日期", "decision day"};
    if (name == "measures") return {"强制措施", "measures"};
    return {};
  };
  out.choice = [](std::string_view, std::string_view choice) -> Text {
    if (choice == "revoke_licence") return {"吊销许可证件", "revocation"};
    if (choice == "fine") return {"罚款", "a fine"};
    if (choice == "seizure") return {"扣押", "seizure"};
    return {};
  };
  out.unit = [](std::string_view name) { return name == "fine_yuan" ? "元" : ""; };
  return out;
}

Expression compiled(std::string_view source) {
  auto expression = compile(source, testing::form(), {"t.yaml"});
  if (!expression) throw std::runtime_error(expression.error().to_string());
  return *expression;
}

Text told(std::string_view source, Values values) {
  return explain(compiled(source), testing::looking_in(std::move(values)), labels());
}

Value number(std::int64_t value) { return value; }

constexpr std::string_view kHearing = "fine_yuan >= 4000 || penalty.kind == 'revoke_licence'";

TEST(Explain, NamesTheFactThatDecides) {
  EXPECT_EQ(told(kHearing, {{"fine_yuan", number(5000)}}),
            (Text{"罚款金额（5000 元）不低于 4000 元", "fine (5000 元) is at least 4000 元"}));
  EXPECT_EQ(told(kHearing, {{"fine_yuan", number(0)}, {"penalty.kind", "revoke_licence"}}),
            (Text{"处罚种类为吊销许可证件", "penalty is revocation"}));
}

TEST(Explain, NamesEveryFactWhenAllWereNeeded) {
  EXPECT_EQ(told(kHearing, {{"fine_yuan", number(300)}, {"penalty.kind", "fine"}}),
            (Text{"罚款金额（300 元）低于 4000 元，且处罚种类（罚款）不为吊销许可证件",
                  "fine (300 元) is below 4000 元, and penalty (a fine) is not revocation"}));
  EXPECT_EQ(told("minor && told && 3 < fine_yuan",
                 {{"minor", true}, {"told", true}, {"fine_yuan", number(4)}})
                .zh,
            "“未成年人”为是，且“told”为是，且罚款金额（4 元）高于 3 元");
}

TEST(Explain, TellsOnlyWhatFailed) {
  EXPECT_EQ(told("minor && fine_yuan <= 9", {{"minor", true}, {"fine_yuan", number(10)}}).zh,
            "罚款金额（10 元）高于 9 元");
  EXPECT_EQ(told("!(minor || has(place))", {{"minor", true}}).zh, "“未成年人”为是");
  EXPECT_EQ(told("!has(place)", {}).zh, "没有 place");
}

TEST(Explain, SaysWhatIsMissing) {
  EXPECT_EQ(told(kHearing, {}), (Text{"尚不能判断，缺少：罚款金额、处罚种类",
                                      "cannot be told yet; missing: fine, penalty"}));
  const auto big = number(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(told("fine_yuan + 1 > 0", {{"fine_yuan", big}}).zh, "无法判断：计算结果过大");
}

TEST(Explain, ShowsWhatWasCalculated) {
  EXPECT_EQ(
      told("days_between(filed_on, decided_on) > 30",
           {{"filed_on", *parse_day("2026-03-01")}, {"decided_on", *parse_day("2026-03-11")}}),
      (Text{"从立案日期到决定日期的天数（10）不高于 30",
            "the days from filing day to decision day (10) is at most 30"}));
  EXPECT_EQ(told("filed_on < day('2026-03-02')", {{"filed_on", *parse_day("2026-03-02")}}).zh,
            "立案日期（2026年3月2日）不早于 2026年3月2日");
}

TEST(Explain, GivesNoUnitToWhatIsNoAmountOfIt) {
  EXPECT_EQ(told("fine_yuan * 2 > 9", {{"fine_yuan", number(4)}}).zh,
            "（罚款金额 × 2）（8）不高于 9");
  EXPECT_EQ(told("(fine_yuan > 3 ? 5 : 6) > 9", {{"fine_yuan", number(4)}}).zh,
            "（罚款金额（4 元）高于 3 元时取5，否则取6）（5）不高于 9");
  EXPECT_EQ(told("fine_yuan + 1 > 9", {{"fine_yuan", number(4)}}).zh,
            "（罚款金额 + 1）（5 元）不高于 9 元");
}

TEST(Explain, SpeaksOfLists) {
  EXPECT_EQ(told("penalty.kind in ['fine', 'revoke_licence']", {{"penalty.kind", "warning"}}).zh,
            "处罚种类（warning）不属于：罚款、吊销许可证件");
  EXPECT_EQ(told("'seizure' in measures", {{"measures", std::vector<std::string>{"seizure"}}}).zh,
            "强制措施（扣押）包括扣押");
}

TEST(Explain, FollowsTheBranchTaken) {
  EXPECT_EQ(told("minor ? fine_yuan > 100 : fine_yuan > 500",
                 {{"minor", false}, {"fine_yuan", number(200)}})
                .zh,
            "“未成年人”为否，且罚款金额（200 元）不高于 500 元");
}

TEST(Describe, PutsTheConditionInWords) {
  EXPECT_EQ(describe(compiled(kHearing), labels()),
            (Text{"罚款金额不低于 4000 元，或处罚种类为吊销许可证件",
                  "fine is at least 4000 元, or penalty is revocation"}));
  EXPECT_EQ(describe(compiled("minor && !(fine_yuan > 3 && told)"), labels()).zh,
            "“未成年人”为是，且（罚款金额不高于 3 元，或“told”为否）");
  EXPECT_EQ(describe(compiled("has(place) ? minor : told"), labels()).zh,
            "如果已有 place则须“未成年人”为是，否则须“told”为是");
}

}  // namespace
}  // namespace mingcha::cel
