// SPDX-License-Identifier: Apache-2.0
#include "search/query.h"

#include <gtest/gtest.h>

#include "search/fold.h"

namespace mingcha::search {
namespace {

std::string code_of(std::string_view text) {
  const auto query = read_query(text);
  return query ? "" : query.error().findings.front().code;
}

std::vector<std::string> terms_of(std::string_view text) {
  const auto query = read_query(text);
  return query ? query->terms : std::vector<std::string>{};
}

TEST(Query, LooksForEveryWord) {
  EXPECT_EQ(terms_of("王磊　赌博"), (std::vector<std::string>{"王磊", "赌博"}));
  EXPECT_EQ(terms_of("王磊 王磊 ＡＢ ab"), (std::vector<std::string>{"王磊", "ab"}));
}

TEST(Query, TakesOperatorsForCharacters) {
  EXPECT_EQ(terms_of("\"王磊\" OR NEAR(甲,2)"),
            (std::vector<std::string>{"\"王磊\"", "or", "near(甲,2)"}));
  EXPECT_EQ(terms_of("folded:王* -甲 ^乙"), (std::vector<std::string>{"folded:王*", "-甲", "^乙"}));
}

TEST(Query, PassesOverPunctuationAlone) {
  EXPECT_EQ(terms_of("王磊 - 。 《》"), std::vector<std::string>{"王磊"});
  for (const auto* nothing :
       {"", " ", "　", "。", "!?*", "“”", "-- %", "\u200B", "+<>=~^`|$", "…"}) {
    EXPECT_EQ(code_of(nothing), "nothing-to-search") << nothing;
  }
}

TEST(Query, TakesEmojiRareAndSingleCharacters) {
  EXPECT_EQ(terms_of("👮"), std::vector<std::string>{"👮"});
  EXPECT_EQ(terms_of("𠮷"), std::vector<std::string>{"𠮷"});
  EXPECT_EQ(terms_of("王"), std::vector<std::string>{"王"});
  EXPECT_EQ(terms_of("3"), std::vector<std::string>{"3"});
}

TEST(Query, RefusesWhatIsTooLongOrNoText) {
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "𠮷";
  EXPECT_EQ(code_of(longest), "");
  EXPECT_EQ(code_of(longest + "𠮷"), "too-long");
  EXPECT_EQ(code_of(std::string(100'000, 'a')), "too-long");
  EXPECT_EQ(code_of(std::string_view{"a\0b", 3}), "bad-text");
  EXPECT_EQ(code_of("王\xFF"), "bad-text");
}

TEST(Query, MatchesWhereEveryTermStands) {
  const auto text = fold("王　磊，男\n住云岭县");
  EXPECT_TRUE(matches(text, *read_query("王磊 云岭")));
  EXPECT_FALSE(matches(text, *read_query("王磊 李娜")));
  EXPECT_FALSE(matches(text, *read_query("男住")));
}

}  // namespace
}  // namespace mingcha::search
