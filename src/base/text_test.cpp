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

/// A decomposed letter beside it makes sure that the character itself is looked at.
TEST(Text, ComposesToTheSameWhetherItHasToLookCloselyOrNot) {
  const auto utf8 = [](unsigned c) {
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | (c >> shift & 0x3F)); };
    if (c < 0x80) return std::string{static_cast<char>(c)};
    if (c < 0x800) return std::string{static_cast<char>(0xC0 | c >> 6), tail(0)};
    return std::string{static_cast<char>(0xE0 | c >> 12), tail(6), tail(0)};
  };
  for (unsigned c = 1; c < 0x10000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    const auto alone = to_nfc("法" + utf8(c) + "a");
    ASSERT_TRUE(alone.has_value()) << c;
    ASSERT_EQ(to_nfc("法" + utf8(c) + "ae\xCC\x81"), *alone + "\xC3\xA9") << std::hex << c;
  }
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
