// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cel/expression.h"
#include "cel/testing.h"

namespace mingcha::cel {
namespace {

using ::testing::ElementsAre;
using testing::form;
using ::testing::HasSubstr;

const Position kThere{"rules/r1.yaml", 12, 9, 5};

std::string printed(std::string_view source) {
  const auto expression = compile(source, form(), kThere);
  return expression ? expression->to_source() : expression.error().to_string();
}

std::string refusal(std::string_view source, Language language = Language::en) {
  const auto expression = compile(source, form(), kThere);
  return expression ? "compiled: " + expression->to_source()
                    : expression.error().to_string(language);
}

TEST(Compile, PrintsWithTheFewestParentheses) {
  EXPECT_EQ(printed("((fine_yuan)>=4000)||penalty.kind=='revoke_licence'"),
            R"(fine_yuan >= 4000 || penalty.kind == "revoke_licence")");
  EXPECT_EQ(printed("(minor || told) && !(minor && told)"), "(minor || told) && !(minor && told)");
  EXPECT_EQ(printed("fine_yuan - (count - 1) > (2 + 3) * -4"),
            "fine_yuan - (count - 1) > (2 + 3) * -4");
  EXPECT_EQ(printed("minor ? told : (told ? minor : true)"), "minor ? told : told ? minor : true");
  EXPECT_EQ(printed("(minor ? told : minor) ? true : false"),
            "(minor ? told : minor) ? true : false");
  EXPECT_EQ(printed("-(5) == - 5"), "-(5) == -5");
}

TEST(Compile, FlattensChains) {
  EXPECT_EQ(printed("minor && (told && (minor && told))"), "minor && told && minor && told");
}

TEST(Compile, ReadsEveryLiteral) {
  EXPECT_EQ(printed(R"(place in ["银川", 'a"b', "\u6c38\n"])"),
            "place in [\"银川\", \"a\\\"b\", \"永\\n\"]");
  EXPECT_EQ(printed("filed_on < day('2024-02-29')"), "filed_on < day(\"2024-02-29\")");
  EXPECT_EQ(printed("fine_yuan > -9223372036854775808"), "fine_yuan > -9223372036854775808");
}

TEST(Compile, SaysLineAndColumnInTheFile) {
  EXPECT_EQ(refusal("fine_yaun >= 4000"),
            "rules/r1.yaml:12:9: no field 'fine_yaun'; did you mean 'fine_yuan'?");
  EXPECT_EQ(refusal("fine_yaun >= 4000", Language::zh),
            "rules/r1.yaml:12:9: 没有名为“fine_yaun”的字段，是否为“fine_yuan”？");
  EXPECT_THAT(refusal("place == '银川' && told2"), HasSubstr("rules/r1.yaml:12:26:"));
  EXPECT_THAT(refusal("minor ||\n  told ||\n  x"), HasSubstr("rules/r1.yaml:14:7:"));
}

TEST(Compile, RefusesValuesAChoiceCannotHave) {
  EXPECT_EQ(refusal("penalty.kind == 'revoke_license'"),
            "rules/r1.yaml:12:25: the field cannot be 'revoke_license'; it can be warning, fine, "
            "detention, revoke_licence; did you mean 'revoke_licence'?");
  EXPECT_THAT(refusal("'caution' == penalty.kind"), HasSubstr(":12:9: the field cannot be"));
  EXPECT_THAT(refusal("penalty.kind in ['fine', 'jail']"), HasSubstr("'jail'"));
  EXPECT_THAT(refusal("'freezing' in measures"), HasSubstr("'freezing'"));
  EXPECT_THAT(refusal("penalty.kind == (minor ? 'fine' : 'none')"), HasSubstr("'none'"));
  EXPECT_EQ(printed("place == 'anywhere'"), "place == \"anywhere\"");
}

TEST(Compile, RefusesChoicesThatCannotMeet) {
  EXPECT_THAT(refusal("penalty.kind == item.type"),
              HasSubstr("12:22: the two sides have no value"));
  EXPECT_THAT(refusal("item.type in measures"), HasSubstr("no value in common"));
  EXPECT_EQ(printed("penalty.kind != draft.kind"), "penalty.kind != draft.kind");
}

TEST(Compile, RefusesWrongTypes) {
  EXPECT_THAT(refusal("fine_yuan"), HasSubstr("12:9: yes/no expected, this is whole number"));
  EXPECT_THAT(refusal("fine_yuan == '4000'"), HasSubstr("12:22: whole number expected"));
  EXPECT_THAT(refusal("place < 'b'"), HasSubstr("have an order"));
  EXPECT_THAT(refusal("tags == ['a']"), HasSubstr("use in"));
  EXPECT_THAT(refusal("minor && 1"), HasSubstr("12:18: yes/no expected"));
  EXPECT_THAT(refusal("!place == 'x'"), HasSubstr("yes/no expected"));
  EXPECT_THAT(refusal("size(count) > 1"), HasSubstr("size takes"));
  EXPECT_THAT(refusal("(minor ? 1 : 'a') == 1"), HasSubstr("whole number expected"));
  EXPECT_THAT(refusal("days_between(filed_on, 3) > 1"), HasSubstr("day expected"));
}

TEST(Compile, RefusesWhatIsNotTheLanguage) {
  EXPECT_THAT(refusal(""), HasSubstr("not complete"));
  EXPECT_THAT(refusal("minor &&"), HasSubstr("12:17: the expression is not complete"));
  EXPECT_THAT(refusal("minor and told"), HasSubstr("unexpected 'and'"));
  EXPECT_THAT(refusal("minor = told"), HasSubstr("write == for '='"));
  EXPECT_THAT(refusal("（minor）"), HasSubstr("12:9: write ( for '（'"));
  EXPECT_THAT(refusal("place == 'x"), HasSubstr("not closed"));
  EXPECT_THAT(refusal("1 < count < 3"), HasSubstr("cannot be chained"));
  EXPECT_THAT(refusal("count > 9223372036854775808"), HasSubstr("too large"));
  EXPECT_THAT(refusal("count > 9223372036854775807 + 1"),
              HasSubstr("12:37: the result is too large"));
  EXPECT_THAT(refusal("count > 1x"), HasSubstr("letter directly after"));
  EXPECT_THAT(refusal("now() > 1"), HasSubstr("no function 'now'"));
  EXPECT_THAT(refusal("filed_on < day('2026-02-29')"), HasSubstr("a day that exists"));
  EXPECT_THAT(refusal("has('minor')"), HasSubstr("has takes"));
  EXPECT_THAT(refusal("place in [place]"), HasSubstr("quoted texts only"));
  EXPECT_THAT(refusal("place == '\\ud800'"), HasSubstr("\\u needs"));
  EXPECT_THAT(refusal("minor \xFF"), HasSubstr("UTF-8"));
  EXPECT_THAT(refusal("penalty.kind.x == 'fine'"), HasSubstr("no field 'penalty.kind.x'"));
}

TEST(Compile, LimitsLengthAndDepth) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '(') + "minor" +
           std::string(static_cast<std::size_t>(depth), ')');
  };
  EXPECT_EQ(printed(nested(kDepthMax - 1)), "minor");
  EXPECT_THAT(refusal(nested(kDepthMax)), HasSubstr("too deeply"));
  EXPECT_THAT(refusal(std::string(2000, '!') + "minor"), HasSubstr("too deeply"));
  std::string sum = "count";
  for (int i = 0; i < 100; ++i) sum += " + 1";
  EXPECT_THAT(refusal(sum + " > 0"), HasSubstr("too deeply"));
  std::string chain = "minor";
  for (int i = 0; i < 100; ++i) chain += " || minor";
  EXPECT_EQ(printed(chain), chain) << "a chain is one level";
  EXPECT_THAT(refusal(std::string(kSourceBytesMax + 1, ' ')), HasSubstr("too long"));
}

TEST(Compile, GivesValuesOfOtherTypesWhenAskedTo) {
  const auto expression = compile("fine_yuan * 2", form(), kThere, Type::integer);
  ASSERT_TRUE(expression.has_value());
  EXPECT_EQ(expression->value(testing::looking_in({{"fine_yuan", std::int64_t{21}}})),
            Value{std::int64_t{42}});
}

TEST(Expression, KnowsItsNamesAndConstants) {
  const auto expression = *compile(
      "fine_yuan >= 4000 || 10 > fine_yuan || penalty.kind in ['fine', 'detention'] || has(place)",
      form(), kThere);
  EXPECT_THAT(expression.names(), ElementsAre("fine_yuan", "penalty.kind", "place"));
  EXPECT_THAT(expression.constants_of("fine_yuan"),
              ElementsAre(Value{std::int64_t{10}}, Value{std::int64_t{4000}}));
  EXPECT_THAT(expression.constants_of("penalty.kind"),
              ElementsAre(Value{"detention"}, Value{"fine"}));
  EXPECT_TRUE(expression.constants_of("place").empty());
  EXPECT_TRUE(expression.asks_presence_of("place"));
  EXPECT_FALSE(expression.asks_presence_of("fine_yuan"));
}

TEST(Expression, SeesConstantsBehindConditionalsAndSums) {
  const auto expression = *compile("fine_yuan > (minor ? 500 : 1000 + 1)", form(), kThere);
  EXPECT_THAT(expression.constants_of("fine_yuan"),
              ElementsAre(Value{std::int64_t{500}}, Value{std::int64_t{1001}}));
  EXPECT_TRUE(expression.exact());
}

TEST(Expression, SaysWhetherRepresentativesCoverIt) {
  const auto exact = [](std::string_view source) {
    return compile(source, form(), kThere)->exact();
  };
  EXPECT_TRUE(exact("fine_yuan >= 4000 && minor == told && 'a' in tags"));
  EXPECT_TRUE(exact("penalty.kind == draft.kind"));
  EXPECT_FALSE(exact("fine_yuan > count"));
  EXPECT_FALSE(exact("fine_yuan + 1 > 3"));
  EXPECT_FALSE(exact("place in tags"));
  EXPECT_FALSE(exact("filed_on == decided_on"));
  EXPECT_FALSE(exact("days_between(filed_on, decided_on) > 30"));
  EXPECT_FALSE(exact("size(place) > 0"));
  EXPECT_TRUE(
      exact("'a' in tags || 'b' in tags || 'c' in tags || 'd' in tags || 'e' in tags || "
            "'f' in tags || 'g' in tags || 'h' in tags"));
  EXPECT_FALSE(
      exact("'a' in tags || 'b' in tags || 'c' in tags || 'd' in tags || 'e' in tags || "
            "'f' in tags || 'g' in tags || 'h' in tags || 'i' in tags"));
}

TEST(Representatives, StandOnEachSideOfEveryConstant) {
  const auto numbers = representatives({Type::integer, {}}, {std::int64_t{10}, std::int64_t{12}});
  EXPECT_THAT(numbers,
              ElementsAre(Value{std::int64_t{9}}, Value{std::int64_t{10}}, Value{std::int64_t{11}},
                          Value{std::int64_t{12}}, Value{std::int64_t{13}}));
  EXPECT_EQ(representatives({Type::integer, {}}, {std::numeric_limits<std::int64_t>::max()}).size(),
            2U);
  EXPECT_EQ(representatives({Type::integer, {}}, {}).size(), 1U);
  EXPECT_EQ(representatives({Type::day, {}}, {*parse_day("2026-03-01")}).front(),
            Value{*parse_day("2026-02-28")});
  EXPECT_THAT(representatives({Type::boolean, {}}, {}), ElementsAre(Value{false}, Value{true}));
}

TEST(Representatives, AreAllChoicesOrTheConstantsAndAnother) {
  EXPECT_THAT(representatives({Type::string, {{"x", "y"}}}, {Value{"x"}}),
              ElementsAre(Value{"x"}, Value{"y"}));
  EXPECT_THAT(representatives({Type::string, {}}, {Value{"other"}}),
              ElementsAre(Value{"other"}, Value{"other_"}));
  EXPECT_EQ(representatives({Type::strings, {}}, {Value{"a"}, Value{"b"}}).size(), 4U);
}

}  // namespace
}  // namespace mingcha::cel
