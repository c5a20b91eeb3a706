// SPDX-License-Identifier: Apache-2.0
#include "http/portal/html.h"

#include <gtest/gtest.h>

namespace mingcha::portal {
namespace {

TEST(Html, EscapesTextAndAttributes) {
  const Html html = tag("p", {{"title", "\"><script>"}}, "a < b & 'c'");

  EXPECT_EQ(html.markup(), "<p title=\"&quot;&gt;&lt;script&gt;\">a &lt; b &amp; &#39;c&#39;</p>");
}

TEST(Html, KeepsPiecesApartFromText) {
  const std::string name = "<b>";

  EXPECT_EQ(tag("p", {}, tag("b", {}, name), " ", name).markup(),
            "<p><b>&lt;b&gt;</b> &lt;b&gt;</p>");
}

TEST(Html, WritesVoidElementsAndEmptyAttributes) {
  EXPECT_EQ(tag("input", {{"name", "q"}, {"value", ""}}).markup(), "<input name=\"q\" value=\"\">");
  EXPECT_EQ(tag("option", {{"selected", ""}}, "x").markup(), "<option selected>x</option>");
}

TEST(Html, RefusesAddressesThatRunOrLeaveUnseen) {
  const auto href = [](const char* address) { return tag("a", {{"href", address}}).markup(); };

  for (const char* bad : {"javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x",
                          "//evil.example", "/\\evil.example", " javascript:x", "vbscript:x", ""}) {
    EXPECT_TRUE(href(bad) == "<a href=\"#\"></a>" || href(bad) == "<a href></a>") << bad;
  }
  EXPECT_EQ(href("/decisions/1?q=a&b=c"), "<a href=\"/decisions/1?q=a&amp;b=c\"></a>");
  EXPECT_EQ(href("tel:0999-1234"), "<a href=\"tel:0999-1234\"></a>");
  EXPECT_EQ(href("https://x.example/"), "<a href=\"https://x.example/\"></a>");
}

TEST(Link, EncodesWhatHasToBe) {
  EXPECT_EQ(to_link("/decisions", {{"q", "占道 &x=1"}, {"page", "2"}}),
            "/decisions?q=%E5%8D%A0%E9%81%93%20%26x%3D1&page=2");
  EXPECT_EQ(to_link("/", {}), "/");
  EXPECT_EQ(percent_encode("a/b.c~d"), "a%2Fb.c~d");
}

}  // namespace
}  // namespace mingcha::portal
