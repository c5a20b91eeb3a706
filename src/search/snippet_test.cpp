// SPDX-License-Identifier: Apache-2.0
#include "search/snippet.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace mingcha::search {
namespace {

Snippet cut(std::string_view text, std::string_view query, std::size_t longest) {
  return snippet_of(text, *read_query(query), longest);
}

std::string marked(const Snippet& snippet, std::size_t which) {
  const auto [begin, end] = snippet.marks.at(which);
  const auto from = first_characters(snippet.text, begin).size();
  return std::string{first_characters(snippet.text.substr(from), end - begin)};
}

TEST(Snippet, MarksWhatWasFoundAsItIsWritten) {
  const auto snippet = cut("当事人王　磊，男，〔２０２６〕３号", "王磊 (2026)3号", 60);
  EXPECT_EQ(snippet.text, "当事人王　磊，男，〔２０２６〕３号");
  ASSERT_EQ(snippet.marks.size(), 2U);
  EXPECT_EQ(marked(snippet, 0), "王　磊");
  EXPECT_EQ(marked(snippet, 1), "〔２０２６〕３号");
}

TEST(Snippet, CountsCharactersAndNotBytes) {
  EXPECT_EQ(cut("👮𠮷王磊", "王磊", 60).marks, (std::vector<Stretch>{{2, 4}}));
}

TEST(Snippet, BeginsShortlyBeforeThePlace) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "前";
  text += "王磊";
  for (int i = 0; i < 500; ++i) text += "后";
  const auto snippet = cut(text, "王磊", 40);
  EXPECT_EQ(count_characters(snippet.text), 42U);
  EXPECT_TRUE(snippet.text.starts_with("…前"));
  EXPECT_TRUE(snippet.text.ends_with("后…"));
  EXPECT_EQ(marked(snippet, 0), "王磊");
}

TEST(Snippet, CutsAMarkThatIsLongerThanItself) {
  const auto snippet = cut("甲乙丙丁戊己庚辛", "乙丙丁戊己庚", 4);
  EXPECT_EQ(snippet.text, "甲乙丙丁…");
  EXPECT_EQ(snippet.marks, (std::vector<Stretch>{{1, 4}}));
}

TEST(Snippet, JoinsMarksThatOverlapAndStaysOnOneLine) {
  const auto snippet = cut("甲\n乙丙丁", "乙丙 丙丁", 60);
  EXPECT_EQ(snippet.text, "甲 乙丙丁");
  EXPECT_EQ(snippet.marks, (std::vector<Stretch>{{2, 5}}));
}

TEST(Snippet, IsTheBeginningWhereNothingIsFound) {
  EXPECT_EQ(cut("甲乙丙", "丁戊", 2), (Snippet{"甲乙…", {}}));
  EXPECT_EQ(cut("", "丁戊", 2), (Snippet{"", {}}));
}

}  // namespace
}  // namespace mingcha::search
