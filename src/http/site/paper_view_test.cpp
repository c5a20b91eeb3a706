// SPDX-License-Identifier: Apache-2.0
#include "http/site/paper_view.h"

#include <gtest/gtest.h>

#include "pack/definition.h"
#include "publication/event.h"

namespace mingcha::http {
namespace {

using portal::ParagraphKind;

publication::PublicationPrepared decision() {
  publication::PublicationPrepared out;
  out.number = "云公（治）行罚决字〔2026〕8号";
  out.decided_on = "2026-10-30";
  out.text =
      "云岭县公安局\n行政处罚决定书\n云公（治）行罚决字〔2026〕8号\n\n"
      "被处罚人：\n名称：星河歌厅\n\n现查明：2026年10月30日\n以上事实，李某、李某证实。\n\n"
      "云岭县公安局（印章）\n2026年10月30日\n\n本决定书一式三份。\n";
  return out;
}

std::vector<std::pair<ParagraphKind, std::string>> body_of(const Paper& paper) {
  std::vector<std::pair<ParagraphKind, std::string>> out;
  for (const auto& paragraph : paper.body) {
    std::string line;
    for (const auto& run : paragraph.runs) line += run.text;
    out.emplace_back(paragraph.kind, line);
  }
  return out;
}

TEST(PaperView, PutsEachLineInItsPlace) {
  const auto paper = paper_view(decision(), {});

  EXPECT_EQ(paper.title, "行政处罚决定书");
  EXPECT_EQ(body_of(paper), (std::vector<std::pair<ParagraphKind, std::string>>{
                                {ParagraphKind::addressee, "被处罚人："},
                                {ParagraphKind::addressee, "名称：星河歌厅"},
                                {ParagraphKind::body, "现查明：2026年10月30日"},
                                {ParagraphKind::body, "以上事实，李某、李某证实。"},
                                {ParagraphKind::signature, "云岭县公安局（印章）"},
                                {ParagraphKind::signature, "2026年10月30日"},
                                {ParagraphKind::body, "本决定书一式三份。"}}));
}

TEST(PaperView, ShowsEveryLineWhereThereIsNeitherNumberNorDay) {
  auto prepared = decision();
  prepared.number = "another";
  prepared.decided_on = "2026-10-31";

  const auto paper = paper_view(prepared, {});

  EXPECT_EQ(paper.title, "");
  EXPECT_EQ(paper.body.size(), 10U);
  for (const auto& [kind, line] : body_of(paper)) EXPECT_EQ(kind, ParagraphKind::body) << line;
}

TEST(PaperView, GivesKindsOfMasksTheirCodesInOrderOfAppearance) {
  auto prepared = decision();
  const auto mask = [&](const std::string& words, std::size_t from, const std::string& reason,
                        const std::string& note) {
    const auto at = static_cast<std::int64_t>(prepared.text.find(words, from));
    prepared.masks.push_back({at, at + static_cast<std::int64_t>(words.size()), reason, note});
  };
  mask("星河歌厅", 0, "by_hand", "涉及商业秘密");
  mask("李某", 0, "person_name", "");
  mask("李某", static_cast<std::size_t>(prepared.masks.back().end), "person_name", "");

  const auto paper = paper_view(prepared, {});

  ASSERT_EQ(paper.masks.size(), 2U);
  EXPECT_EQ(paper.masks[0].code, "甲");
  EXPECT_EQ(paper.masks[0].reason.zh, "涉及商业秘密。");
  EXPECT_EQ(paper.masks[1].code, "乙");
  const auto& runs = paper.body[3].runs;
  ASSERT_EQ(runs.size(), 5U);
  EXPECT_EQ(runs[1].text + runs[1].mask, "李某乙");
  EXPECT_EQ(runs[3].text + runs[3].mask, "李某乙");
}

}  // namespace
}  // namespace mingcha::http
