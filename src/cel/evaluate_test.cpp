// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cel/expression.h"
#include "cel/testing.h"

namespace mingcha::cel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Values;

Evaluation evaluated(std::string_view source, Values values) {
  const auto expression = compile(source, testing::form(), {"t.yaml"});
  if (!expression) throw std::runtime_error(expression.error().to_string());
  return expression->evaluate(testing::looking_in(std::move(values)));
}

Truth truth(std::string_view source, Values values) {
  return evaluated(source, std::move(values)).truth;
}

Value number(std::int64_t value) { return value; }
Value on(std::string_view day) { return *parse_day(day); }

TEST(Evaluate, ComparesNumbersDaysTextsAndTruths) {
  EXPECT_EQ(truth("fine_yuan >= 4000", {{"fine_yuan", number(4000)}}), Truth::yes);
  EXPECT_EQ(truth("fine_yuan > 4000", {{"fine_yuan", number(4000)}}), Truth::no);
  EXPECT_EQ(truth("filed_on <= day('2026-03-02')", {{"filed_on", on("2026-03-02")}}), Truth::yes);
  EXPECT_EQ(truth("filed_on < day('2026-03-02')", {{"filed_on", on("2026-03-02")}}), Truth::no);
  EXPECT_EQ(truth("place != '银川'", {{"place", "永宁"}}), Truth::yes);
  EXPECT_EQ(truth("minor == told", {{"minor", true}, {"told", false}}), Truth::no);
}

TEST(Evaluate, CalculatesWithPrecedence) {
  EXPECT_EQ(truth("2 + 3 * 4 - 1 == 13", {}), Truth::yes);
  EXPECT_EQ(truth("10 - 4 - 3 == 3", {}), Truth::yes);
  EXPECT_EQ(truth("-fine_yuan == -7", {{"fine_yuan", number(7)}}), Truth::yes);
}

TEST(Evaluate, FindsTextsInLists) {
  EXPECT_EQ(truth("penalty.kind in ['fine', 'warning']", {{"penalty.kind", "fine"}}), Truth::yes);
  EXPECT_EQ(truth("'x' in tags", {{"tags", std::vector<std::string>{"y"}}}), Truth::no);
  EXPECT_EQ(truth("place in []", {{"place", "x"}}), Truth::no);
}

TEST(Evaluate, CountsCharactersEntriesAndDays) {
  EXPECT_EQ(truth("size(place) == 2", {{"place", "银川"}}), Truth::yes);
  EXPECT_EQ(truth("size(tags) == 3", {{"tags", std::vector<std::string>{"a", "b", "c"}}}),
            Truth::yes);
  EXPECT_EQ(truth("days_between(filed_on, decided_on) == 2",
                  {{"filed_on", on("2024-02-28")}, {"decided_on", on("2024-03-01")}}),
            Truth::yes);
  EXPECT_EQ(truth("days_between(day('2026-03-02'), day('2026-03-01')) == -1", {}), Truth::yes);
}

TEST(Evaluate, LetsOneOperandDecideWhereverItStands) {
  EXPECT_EQ(truth("minor && told", {{"told", false}}), Truth::no);
  EXPECT_EQ(truth("minor || told", {{"told", true}}), Truth::yes);
  EXPECT_EQ(truth("minor ? told : told", {{"told", true}}), Truth::yes);
}

TEST(Evaluate, NamesWhatIsMissingAndMatters) {
  const auto both = evaluated("minor && told && fine_yuan > 3", {{"fine_yuan", number(5)}});
  EXPECT_EQ(both.truth, Truth::unknown);
  EXPECT_THAT(both.missing, ElementsAre("minor", "told"));
  EXPECT_THAT(evaluated("minor && told", {{"told", false}}).missing, IsEmpty());
  EXPECT_THAT(evaluated("minor ? told : place == 'x'", {{"minor", true}}).missing,
              ElementsAre("told"));
  EXPECT_THAT(evaluated("(minor || true) && told", {}).missing, ElementsAre("told"));
  EXPECT_THAT(evaluated("!(fine_yuan > count)", {}).missing, ElementsAre("count", "fine_yuan"));
}

TEST(Evaluate, KnowsPresenceAlways) {
  EXPECT_EQ(truth("has(place)", {}), Truth::no);
  EXPECT_EQ(truth("has(place)", {{"place", ""}}), Truth::yes);
  EXPECT_EQ(truth("has(place) && size(place) > 9", {}), Truth::no);
}

TEST(Evaluate, IsUnknownWhenTheResultIsTooLarge) {
  const auto big = number(std::numeric_limits<std::int64_t>::max());
  const auto sum = evaluated("fine_yuan + 1 > 0", {{"fine_yuan", big}});
  EXPECT_EQ(sum.truth, Truth::unknown);
  EXPECT_THAT(sum.missing, IsEmpty());
  EXPECT_EQ(truth("fine_yuan * 2 > 0", {{"fine_yuan", big}}), Truth::unknown);
  EXPECT_EQ(truth("-count - 2 < 0", {{"count", big}}), Truth::unknown);
  EXPECT_EQ(truth("-count < 0", {{"count", number(std::numeric_limits<std::int64_t>::min())}}),
            Truth::unknown);
}

TEST(Evaluate, TakesAValueOfAnotherTypeAsMissing) {
  EXPECT_THAT(evaluated("fine_yuan > 3", {{"fine_yuan", "5000"}}).missing,
              ElementsAre("fine_yuan"));
}

}  // namespace
}  // namespace mingcha::cel
