// SPDX-License-Identifier: Apache-2.0
#include "pack/fragments.h"

#include <gmock/gmock.h>

namespace mingcha::pack {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A file that includes, and the fragments it may use.
class Included {
 public:
  explicit Included(const std::string& fragments, const std::string& text) {
    const auto shared = read_yaml("fragments/f.yaml", fragments, problems_);
    if (shared) fragments_.read(*shared, problems_);
    root_ = read_yaml("procedures/p.yaml", text, problems_).value_or(Value{});
    fragments_.expand(root_, problems_);
    fragments_.refuse_unused(problems_);
  }

  [[nodiscard]] std::vector<std::string> problems() {
    std::vector<std::string> out;
    for (const auto& finding : problems_.take()) out.push_back(finding.code + " " + finding.where);
    return out;
  }
  /// "id file:line" of each step.
  [[nodiscard]] std::vector<std::string> steps() const {
    std::vector<std::string> out;
    for (const auto& [key, value] : root_.members) {
      if (key.scalar != "steps") continue;
      for (const auto& step : value.list) {
        out.push_back(step.members.front().second.scalar + " " + step.place.file + ":" +
                      std::to_string(step.place.line));
      }
    }
    return out;
  }

 private:
  Problems problems_;
  Fragments fragments_;
  Value root_;
};

TEST(Fragments, PutTheirStepsWhereTheyAreIncludedAndKeepTheirPlace) {
  Included one{"fragments:\n  - id: served\n    steps:\n      - id: a\n      - id: b\n",
               "steps:\n  - id: x\n  - include: served\n  - id: y\n"};
  EXPECT_THAT(one.problems(), IsEmpty());
  EXPECT_THAT(one.steps(), ElementsAre("x procedures/p.yaml:2", "a fragments/f.yaml:4",
                                       "b fragments/f.yaml:5", "y procedures/p.yaml:4"));
}

TEST(Fragments, MayIncludeOthers) {
  Included one{
      "fragments:\n  - id: all\n    steps:\n      - include: some\n  - id: some\n    steps:\n"
      "      - id: a\n",
      "steps:\n  - include: all\n"};
  EXPECT_THAT(one.problems(), IsEmpty());
  EXPECT_THAT(one.steps(), ElementsAre("a fragments/f.yaml:7"));
}

TEST(Fragments, ThatIncludeThemselvesAreRefusedAtTheirLine) {
  Included one{
      "fragments:\n  - id: a\n    steps:\n      - include: b\n  - id: b\n    steps:\n"
      "      - include: a\n",
      "steps:\n  - include: a\n"};
  EXPECT_THAT(one.problems(), ElementsAre("include-cycle fragments/f.yaml:7:18"));
}

TEST(Fragments, ThatAreUnknownEmptyOrUnusedAreRefused) {
  Included one{
      "fragments:\n  - id: served\n    limits:\n      - id: a\n  - id: idle\n    steps:\n"
      "      - id: a\n",
      "steps:\n  - include: servd\n  - include: served\n"};
  EXPECT_THAT(one.problems(), ElementsAre("unused-fragment fragments/f.yaml:5:5",
                                          "unknown-reference procedures/p.yaml:2:14",
                                          "include-without-list procedures/p.yaml:3:14"));
}

TEST(Fragments, CannotMakeAPackGrowWithoutEnd) {
  std::string fragments = "fragments:\n  - id: f0\n    steps:\n      - id: a\n      - id: b\n";
  for (int i = 1; i <= 20; ++i) {
    const auto below = "      - include: f" + std::to_string(i - 1) + "\n";
    fragments += "  - id: f" + std::to_string(i) + "\n    steps:\n" + below + below;
  }
  Included one{fragments, "steps:\n  - include: f20\n"};
  EXPECT_THAT(one.problems(), ElementsAre(HasSubstr("too-large")));
  EXPECT_LE(one.steps().size(), kIncludedMax);
}

TEST(Questions, AreTakenOutWithTheirPlaceAndWhatTheyAreAbout) {
  Problems problems;
  auto root = read_yaml("fields/f.yaml",
                        "fields:\n  - id: a.b\n    parts:\n      - that: x\n        question:\n"
                        "          zh: 几日\n          en: how many\n",
                        problems);
  ASSERT_TRUE(root.has_value());
  std::vector<OpenQuestion> questions;
  take_questions(*root, questions, problems);
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(questions[0].file, "fields/f.yaml");
  EXPECT_EQ(questions[0].line, 6);
  EXPECT_EQ(questions[0].about, "a.b");
  EXPECT_EQ(questions[0].text.zh, "几日");
  const auto& part = root->members[0].second.list[0].members[1].second.list[0];
  EXPECT_EQ(part.members.size(), 1U);
}

}  // namespace
}  // namespace mingcha::pack
