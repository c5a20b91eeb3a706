// SPDX-License-Identifier: Apache-2.0
#include "pack/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::pack {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

LayoutBlock block(LayoutBlock::Kind kind, std::string from = {}) {
  LayoutBlock out;
  out.kind = kind;
  out.from = std::move(from);
  return out;
}

/// A title, a table of 案由 and 经过, text from “本机关” on, seal, note.
Layout form() {
  Layout layout;
  auto table = block(LayoutBlock::Kind::table);
  for (const auto* label : {"案由", "经过"}) {
    LayoutCell cell;
    cell.kind = LayoutCell::Kind::value;
    cell.text = label;
    table.rows.push_back({cell});
  }
  layout.blocks = {block(LayoutBlock::Kind::line), table, block(LayoutBlock::Kind::body, "本机关"),
                   block(LayoutBlock::Kind::seal), block(LayoutBlock::Kind::note, "一式")};
  return layout;
}

struct Outcome {
  bool fits = false;
  Arrangement arrangement;
  Misfit misfit;
};

Outcome arranged(const std::string& text) {
  static const Layout kForm = form();
  Outcome out;
  out.fits = arrange(kForm, text, out.arrangement, out.misfit);
  return out;
}

const std::string kText =
    "登记表\n\n案由：殴打他人\n经过：\n第一行\n第二行\n\n本机关认为\n如下\n某局（印章）\n今日\n一式"
    "三份\n";

TEST(Arrange, GivesEachLineToItsBlock) {
  const auto out = arranged(kText);

  ASSERT_TRUE(out.fits);
  const auto& portions = out.arrangement.portions;
  EXPECT_THAT(portions[0].entries.front().lines, ElementsAre("登记表"));
  ASSERT_EQ(portions[1].entries.size(), 2U);
  EXPECT_EQ(portions[1].entries[0].label, "案由");
  EXPECT_THAT(portions[1].entries[0].lines, ElementsAre("殴打他人"));
  EXPECT_THAT(portions[1].entries[1].lines, ElementsAre("", "第一行", "第二行"));
  EXPECT_THAT(portions[2].entries.front().lines, ElementsAre("本机关认为", "如下"));
  EXPECT_THAT(portions[3].entries[1].lines, ElementsAre("今日"));
  EXPECT_THAT(portions[4].entries.front().lines, ElementsAre("一式三份"));
}

TEST(Arrange, LeavesEmptyWhatTheTextDoesNotHave) {
  const auto out = arranged("登记表\n经过：无\n某局（印章）\n今日\n");

  ASSERT_TRUE(out.fits);
  EXPECT_EQ(out.arrangement.portions[1].entries.size(), 1U);
  EXPECT_THAT(out.arrangement.portions[2].entries, IsEmpty());
}

TEST(Arrange, TakesNoValueForALineOfTheForm) {
  auto text = kText;
  text.replace(text.find("第二行"), std::string{"第二行"}.size(), "案由：另一个");

  const auto out = arranged(text);

  EXPECT_FALSE(out.fits);
  EXPECT_TRUE(out.misfit.again);
  EXPECT_EQ(out.misfit.line, 5U);
}

TEST(Arrange, RefusesALineThatNoBlockKnows) {
  const auto out = arranged("登记表\n多出的一行\n案由：无\n某局（印章）\n今日\n");

  EXPECT_FALSE(out.fits);
  EXPECT_EQ(out.misfit.line, 1U);
}

TEST(Arrange, RefusesATextThatEndsBeforeItsSeal) {
  EXPECT_FALSE(arranged("登记表\n案由：无\n").fits);
  EXPECT_FALSE(arranged("登记表\n案由：无\n某局（印章）\n").fits);
  EXPECT_FALSE(arranged("").fits);
}

}  // namespace
}  // namespace mingcha::pack
