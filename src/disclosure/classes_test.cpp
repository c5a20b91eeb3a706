// SPDX-License-Identifier: Apache-2.0
#include "disclosure/classes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<ClassRule> rules() {
  cel::Environment environment;
  environment.declare_choice("statute", {"PSPL-2025", "APL-2021"})
      .declare("minor", cel::Type::boolean)
      .declare_choice("party", {"person", "organisation"});
  const auto rule = [&](std::string_view when, PublicationClass publication_class,
                        std::string_view article, std::string_view reason) {
    auto expression = cel::compile(when, environment, {"disclosure.yaml"});
    EXPECT_TRUE(expression.has_value());
    return ClassRule{*expression, publication_class, *law::parse_citation(article),
                     Text{std::string{reason}, ""}, ""};
  };
  return {rule("statute == 'PSPL-2025'", PublicationClass::sealed, "PSPL-2025/136", "治安记录封存"),
          rule("minor", PublicationClass::sealed, "MPL-2024/103", "未成年人"),
          rule("party == 'organisation'", PublicationClass::public_after_review, "APL-2021/48.1",
               "单位"),
          rule("party == 'person'", PublicationClass::review_required, "OGI-2019/15", "个人")};
}

Decision decided(std::map<std::string, cel::Value, std::less<>> values) {
  const auto all = rules();
  return classify(all, [values](std::string_view name) -> std::optional<cel::Value> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional{found->second};
  });
}

TEST(Classify, TakesTheFirstRuleThatHolds) {
  const auto decision = decided({{"statute", "APL-2021"}, {"minor", true}, {"party", "person"}});
  EXPECT_EQ(decision.publication_class, PublicationClass::sealed);
  EXPECT_EQ(to_string(*decision.citation), "MPL-2024/103");
  EXPECT_EQ(decision.reason.zh, "未成年人");
  EXPECT_EQ(decision.because.zh, "“minor”为是");
  EXPECT_THAT(decision.missing, IsEmpty());
  EXPECT_EQ(decided({{"statute", "APL-2021"}, {"minor", false}, {"party", "organisation"}})
                .publication_class,
            PublicationClass::public_after_review);
}

TEST(Classify, StaysClosedWhileAStricterRuleMayHold) {
  const auto decision = decided({{"statute", "APL-2021"}, {"party", "organisation"}});
  EXPECT_EQ(decision.publication_class, PublicationClass::sealed);
  EXPECT_THAT(decision.missing, ElementsAre("minor"));
}

TEST(Classify, SealsWhereNoRuleApplies) {
  EXPECT_EQ(decided({{"statute", "APL-2021"}, {"minor", false}}).publication_class,
            PublicationClass::sealed);
  EXPECT_EQ(classify({}, {}).publication_class, PublicationClass::sealed);
}

TEST(PublicationClass, IsReadByItsName) {
  for (const auto* word :
       {"sealed", "not_published", "review_required", "public_after_review", "public"}) {
    ASSERT_TRUE(parse_class(word).has_value()) << word;
    EXPECT_STREQ(to_string(*parse_class(word)), word);
  }
  EXPECT_EQ(parse_class("open"), std::nullopt);
}

}  // namespace
}  // namespace mingcha::disclosure
