// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(Text, FallsBackToChineseWhereEnglishIsMissing) {
  EXPECT_EQ((Text{"缺少告知", ""}.in(Language::en)), "缺少告知");
  EXPECT_EQ((Text{"缺少告知", "no notice"}.in(Language::en)), "no notice");
}

TEST(Text, RefusesBytesThatAreNotText) {
  EXPECT_TRUE(is_text("违法行为"));
  EXPECT_TRUE(is_text(""));
  EXPECT_FALSE(is_text("\xC0\xAF"));
  EXPECT_FALSE(is_text("\xED\xA0\x80"));
  EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_text("\xE8\xBF"));
}

TEST(Text, ComposesToNfc) {
  EXPECT_EQ(to_nfc("e\xCC\x81"), "\xC3\xA9");
  EXPECT_EQ(to_nfc("\xFF"), std::nullopt);
}

TEST(Text, CountsAndCutsByCharacter) {
  EXPECT_EQ(count_characters("治安a"), 3U);
  EXPECT_EQ(first_characters("治安管理", 2), "治安");
  EXPECT_EQ(first_characters("治安", 9), "治安");
}

TEST(Text, EscapesHtmlAndTrimsWideSpace) {
  EXPECT_EQ(escape_html("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  EXPECT_EQ(trim("　 某公司\n"), "某公司");
}

}  // namespace
}  // namespace mingcha
