// SPDX-License-Identifier: Apache-2.0
#include "search/fold.h"

#include <gtest/gtest.h>

namespace mingcha::search {
namespace {

TEST(Fold, MakesNoDifferenceBetweenWidthsAndCases) {
  EXPECT_EQ(fold("ＡＢＣ１２３"), "abc123");
  EXPECT_EQ(fold("Abc"), "abc");
  EXPECT_EQ(fold("ｶﾞ"), fold("ガ"));
  EXPECT_EQ(fold("①㎡"), "1m2");
}

TEST(Fold, TakesEveryBracketForTheSame) {
  for (const auto* number : {"云公（治）行罚决字〔2026〕3号", "云公(治)行罚决字[2026]3号",
                             "云公【治】行罚决字（２０２６）３号", "云公「治」行罚决字{2026}3号"}) {
    EXPECT_EQ(fold(number), "云公(治)行罚决字(2026)3号") << number;
  }
}

TEST(Fold, DropsSpacesWithinALineAndKeepsItsEnd) {
  EXPECT_EQ(fold("王　磊\t男 "), "王磊男");
  EXPECT_EQ(fold("\n\n甲\r\n\r\n乙"), "甲\n乙");
}

TEST(Fold, DropsWhatNobodySees) {
  EXPECT_EQ(fold("王\u200B磊\uFEFF"), "王磊");
  EXPECT_EQ(fold("葛\U000E0100"), "葛");
  EXPECT_EQ(fold("👮\u200D♂\uFE0F"), "👮♂");
}

TEST(Fold, TakesDashesDotsAndQuotationMarksForTheSame) {
  EXPECT_EQ(fold("0999－5550110"), "0999-5550110");
  EXPECT_EQ(fold("0999—5550110"), "0999-5550110");
  EXPECT_EQ(fold("阿依古丽•买买提"), fold("阿依古丽·买买提"));
  EXPECT_EQ(fold("“无”‘无’"), "\"无\"'无'");
}

TEST(Fold, LeavesRareCharactersWhole) {
  EXPECT_EQ(fold("𠮷田"), "𠮷田");
  EXPECT_EQ(fold("䶮㛃\U00030EDE"), "䶮㛃\U00030EDE");
  EXPECT_EQ(fold("\uE863"), "\uE863");  // A private one of older Chinese systems.
}

TEST(Fold, SurvivesWhatIsNotText) {
  EXPECT_EQ(fold("甲\xFF\xFE乙"), "甲乙");
  EXPECT_EQ(fold("\xE4\xB8"), "");
  EXPECT_EQ(fold(""), "");
}

TEST(Fold, KnowsWhereEachByteCameFrom) {
  const std::string text = "Ａ　㎡𠮷";
  const auto traced = fold_traced(text);
  ASSERT_EQ(traced.text, "am2𠮷");
  const auto origin = [&](std::size_t at) {
    return text.substr(traced.begin[at], traced.end[at] - traced.begin[at]);
  };
  EXPECT_EQ(origin(0), "Ａ");
  EXPECT_EQ(origin(1), "㎡");
  EXPECT_EQ(origin(2), "㎡");
  EXPECT_EQ(origin(3), "𠮷");
  EXPECT_EQ(origin(6), "𠮷");
}

TEST(Words, ArePartedByWhiteSpaceOfAnyKind) {
  const auto words = split_words("　王磊 \u00A0赌博\n\t");
  EXPECT_EQ(words, (std::vector<std::string_view>{"王磊", "赌博"}));
  EXPECT_TRUE(split_words(" 　\n").empty());
}

}  // namespace
}  // namespace mingcha::search
