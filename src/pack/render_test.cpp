// SPDX-License-Identifier: Apache-2.0
#include "pack/render.h"

#include <filesystem>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/load.h"
#include "pack/reading.h"

namespace mingcha::pack {
namespace {

const Pack& minimal() {
  static const auto kPack = load(std::filesystem::path{MINGCHA_SOURCE_DIR} / "test/packs/minimal");
  return **kPack;
}

RenderSource source(std::map<std::string, std::string> values) {
  RenderSource out;
  out.value = [values](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional{found->second};
  };
  out.condition = [values](std::string_view name) -> std::optional<cel::Value> {
    const auto found = values.find(std::string{name});
    return found == values.end() ? std::nullopt : std::optional<cel::Value>{found->second};
  };
  return out;
}

struct Parsed {
  Template text;
  Findings findings;
};

Parsed parse(const std::string& text) {
  Pack pack = minimal();
  Reading reading{pack};
  auto read =
      parse_template("t.txt", text, pack, reading.environment({"inquiry"}), reading.problems);
  return {std::move(read), reading.problems.take()};
}

TEST(Render, PutsFactsArticlesAndAmountsIn) {
  const auto text = render(
      minimal(), minimal().documents.at("decision"),
      source(
          {{"party.name", "某某歌舞厅"}, {"penalty.kind", "fine"}, {"penalty.fine_yuan", "1005"}}));

  ASSERT_TRUE(text.has_value());
  EXPECT_EQ(*text,
            "处罚决定书\n⟦文号⟧\n当事人：某某歌舞厅\n罚款1005元（壹仟零伍元整）。\n"
            "处罚种类：罚款，依据《示例法》第一条。\n⟦日期⟧\n");
}

TEST(RenderPreview, ShowsEveryGapAndLeavesOutWhatCannotBeKnown) {
  const auto& document = minimal().documents.at("decision");

  EXPECT_EQ(render_preview(minimal(), document, source({{"penalty.kind", "fine"}})),
            "处罚决定书\n⟦文号⟧\n当事人：⟦当事人⟧\n罚款⟦罚款金额⟧元（⟦罚款金额⟧）。\n"
            "处罚种类：罚款，依据《示例法》第一条。\n⟦日期⟧\n");
  EXPECT_EQ(render_preview(minimal(), document, source({})),
            "处罚决定书\n⟦文号⟧\n当事人：⟦当事人⟧\n"
            "处罚种类：⟦处罚种类⟧，依据《示例法》第一条。\n⟦日期⟧\n");
}

TEST(RenderPreview, SaysTheSameAsThePaperWhenNothingIsMissing) {
  const auto& document = minimal().documents.at("decision");
  const auto whole = source({{"party.name", "甲"}, {"penalty.kind", "warning"}});

  EXPECT_EQ(render_preview(minimal(), document, whole), *render(minimal(), document, whole));
}

TEST(Template, DoesNotPrintASignatureAsText) {
  Pack pack = minimal();
  Field field;
  field.id = "party.signature";
  field.type = FieldType::signature;
  pack.fields[field.id] = field;
  Reading reading{pack};

  static_cast<void>(parse_template("t.txt", "签名：{{party.signature}}\n", pack,
                                   reading.environment({}), reading.problems));

  const auto findings = reading.problems.take();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "template-format");
}

TEST(Render, LeavesOutAPartWhoseConditionDoesNotHold) {
  const auto text = render(minimal(), minimal().documents.at("decision"),
                           source({{"party.name", "某"}, {"penalty.kind", "warning"}}));

  ASSERT_TRUE(text.has_value());
  EXPECT_THAT(*text, testing::Not(testing::HasSubstr("罚款")));
}

TEST(Render, NamesEveryBlankWithItsArticle) {
  const auto text = render(minimal(), minimal().documents.at("decision"), source({}));

  ASSERT_FALSE(text.has_value());
  const auto& findings = text.error().findings;
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].what.zh, "《处罚决定书》缺少：当事人");
  EXPECT_EQ(findings[0].article, "LAW-2020/1");
  EXPECT_EQ(findings[1].where, "penalty.kind");
}

TEST(Render, TakesWhiteSpaceForABlank) {
  const auto text = render(minimal(), minimal().documents.at("decision"),
                           source({{"party.name", " 　"}, {"penalty.kind", "warning"}}));

  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().findings.front().where, "party.name");
}

TEST(Render, DoesNotLetAValuePassForAMarkOrADirective) {
  const auto marked = render(minimal(), minimal().documents.at("decision"),
                             source({{"party.name", "⟦文号⟧"}, {"penalty.kind", "warning"}}));
  const auto braces =
      render(minimal(), minimal().documents.at("decision"),
             source({{"party.name", "{{penalty.kind}}"}, {"penalty.kind", "warning"}}));

  ASSERT_FALSE(marked.has_value());
  EXPECT_EQ(marked.error().findings.front().code, "value-has-mark");
  ASSERT_TRUE(braces.has_value());
  EXPECT_THAT(*braces, testing::HasSubstr("{{penalty.kind}}"));
}

TEST(Template, TellsWhereAFieldIsMisspelt) {
  const auto parsed = parse("甲\n乙{{party.nane}}\n");

  ASSERT_EQ(parsed.findings.size(), 1U);
  EXPECT_EQ(parsed.findings[0].what.zh, "t.txt:2:2: 没有字段“party.nane”，是不是“party.name”？");
}

TEST(Template, RefusesWhatIsNotClosedOrNotOpened) {
  EXPECT_EQ(parse("{{#if penalty.kind == \"fine\"}}x").findings.front().code, "template-unclosed");
  EXPECT_EQ(parse("x{{/if}}").findings.front().code, "template-stray");
  EXPECT_EQ(parse("x}}").findings.front().code, "template-stray");
  EXPECT_EQ(parse("{{party.name").findings.front().code, "template-unclosed");
  EXPECT_EQ(parse("⟦印章⟧").findings.front().code, "template-mark");
  EXPECT_EQ(parse("{{party.name|chinese_amount}}").findings.front().code, "template-format");
  EXPECT_EQ(parse("{{#if party.nane == \"x\"}}{{/if}}").findings.front().where, "t.txt:1:7");
}

TEST(Template, SurvivesAnyBytes) {
  const std::vector<std::string> parts{"{{", "}}", "#if ", "/if", "party.name", "|", "article:",
                                       "⟦",  "⟧",  "\xFF", "\n",  "true",       "(", "\""};
  std::mt19937 random{20260302};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto count = random() % 12; count > 0; --count) text += parts[random() % parts.size()];
    const auto parsed = parse(text);
    EXPECT_TRUE(parsed.findings.empty() || !parsed.findings.front().code.empty());
  }
}

TEST(ChineseAmount, IsWrittenAsOnBankForms) {
  EXPECT_EQ(to_chinese_amount(0), "零元整");
  EXPECT_EQ(to_chinese_amount(500), "伍佰元整");
  EXPECT_EQ(to_chinese_amount(1005), "壹仟零伍元整");
  EXPECT_EQ(to_chinese_amount(10000), "壹万元整");
  EXPECT_EQ(to_chinese_amount(100'005), "壹拾万零伍元整");
  EXPECT_EQ(to_chinese_amount(100'010'000), "壹亿零壹万元整");
  EXPECT_EQ(to_chinese_amount(200'000'000), "贰亿元整");
  EXPECT_EQ(to_chinese_amount(-1), std::nullopt);
}

}  // namespace
}  // namespace mingcha::pack
