// SPDX-License-Identifier: Apache-2.0
#include "disclosure/mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<PersonalValue> people() {
  return {{"party.name", Kind::person_name, "张三"},
          {"owner.name", Kind::person_name, "张三丰"},
          {"party.organisation", Kind::organisation_name, "张三食品店", Privacy::open},
          {"party.address", Kind::address, "宁夏银川市永宁县杨和镇永红村3组"},
          {"agency.phone", Kind::phone, "0951-8012345", Privacy::open},
          {"party.illness", Kind::all, "糖尿病", Privacy::closed}};
}

std::string masked(std::string_view text) { return with_masks(text, propose(text, people())).text; }

TEST(Mask, ReplacesKnownValuesAndPatterns) {
  EXPECT_EQ(masked("当事人张三，身份证号640121199001010014，电话13800138000。"),
            "当事人张某甲，身份证号****，电话****。");
  EXPECT_EQ(masked("张三丰与张 三"), "张某乙与张某甲");
  EXPECT_EQ(masked("患糖尿病。"), "患****。");
}

TEST(Mask, KeepsAddressesToTheCounty) {
  EXPECT_EQ(masked("住宁夏银川市永宁县杨和镇永红村3组。"), "住宁夏银川市永宁县****。");
  EXPECT_EQ(masked("暂住银川市兴庆区解放街5号2室。"), "暂住银川市兴庆区****。");
}

TEST(Mask, FindsNumbersThatStandDirectlyBehindOthers) {
  std::vector<PersonalValue> phone{{"party.phone", Kind::phone, "13800138000"}};
  const std::string_view text = "138001380006228480012345671";
  EXPECT_EQ(with_masks(text, propose(text, phone)).text, "********");
}

TEST(Mask, LeavesWhatIsOpen) {
  EXPECT_EQ(masked("张三食品店，举报电话0951-8012345"), "张三食品店，举报电话0951-8012345");
  EXPECT_EQ(masked("张三食品店的张三"), "张三食品店的张某甲");
}

TEST(Mask, SaysWhereTheReplacementsStand) {
  const std::string_view text = "由张三驾驶宁A12345。";
  const auto proposed = propose(text, people());
  ASSERT_THAT(proposed, ElementsAre(Span{3, 9, "person_name", "张某甲", ""},
                                    Span{15, 24, "plate", "****", ""}));
  const auto result = with_masks(text, proposed);
  EXPECT_EQ(result.text, "由张某甲驾驶****。");
  for (const auto& span : result.spans) {
    EXPECT_EQ(result.text.substr(span.begin, span.end - span.begin), span.replacement);
  }
}

TEST(Edit, LiftsAndAddsWithReasons) {
  const std::string_view text = "由张三驾驶宁A12345。";
  const auto edited =
      edit(text, propose(text, people()), {{9, 15, "细节与处罚无关"}}, {{15, 24, "公务车辆"}});
  ASSERT_TRUE(edited.has_value());
  EXPECT_THAT(*edited, ElementsAre(Span{3, 9, "person_name", "张某甲", ""},
                                   Span{9, 15, "by_hand", "****", "细节与处罚无关"}));
}

TEST(Edit, TakesTheSpansThatAreCovered) {
  const std::string_view text = "由张三驾驶宁A12345。";
  const auto edited = edit(text, propose(text, people()), {{0, 27, "全段不公开"}}, {});
  ASSERT_TRUE(edited.has_value());
  EXPECT_THAT(*edited, ElementsAre(Span{0, 27, "by_hand", "****", "全段不公开"}));
}

TEST(Edit, RefusesEachWrongWish) {
  const std::string_view text = "由张三驾驶宁A12345。";
  const auto codes = [&](const std::vector<Wish>& add, const std::vector<Wish>& lift) {
    const auto edited = edit(text, propose(text, people()), add, lift);
    std::vector<std::string> out;
    if (!edited) {
      for (const auto& finding : edited.error().findings) out.push_back(finding.code);
    }
    return out;
  };
  EXPECT_THAT(codes({{1, 3, "x"}}, {}), ElementsAre("span-place"));
  EXPECT_THAT(codes({{24, 99, "x"}}, {}), ElementsAre("span-place"));
  EXPECT_THAT(codes({{9, 9, "x"}}, {}), ElementsAre("span-place"));
  EXPECT_THAT(codes({{9, 12, " "}}, {}), ElementsAre("span-reason"));
  EXPECT_THAT(codes({{6, 12, "x"}}, {}), ElementsAre("span-overlap"));
  EXPECT_THAT(codes({}, {{9, 12, "x"}, {3, 9, ""}}),
              ElementsAre("span-not-proposed", "span-reason"));
  EXPECT_THAT(codes({{9, 12, "x"}}, {{3, 9, "x"}}), IsEmpty());
}

TEST(Shown, FollowsTheClassOfTheField) {
  EXPECT_EQ(shown({"a", Kind::phone, "13800138000", Privacy::closed}, {}), "");
  EXPECT_EQ(shown({"a", Kind::phone, "13800138000", Privacy::open}, {}), "13800138000");
  EXPECT_EQ(shown({"a", Kind::phone, "13800138000"}, {}), "****");
  EXPECT_EQ(shown({"a", Kind::organisation_name, "张三食品店"}, people()), "张三食品店");
  EXPECT_EQ(shown({"a", Kind::person_name, "张三"}, people()), "张某甲") << "as in the text";
  EXPECT_EQ(shown({"a", Kind::text, "张三打人"}, people()), "张某甲打人");
  EXPECT_EQ(shown({"a", Kind::phone, ""}, {}), "");
}

}  // namespace
}  // namespace mingcha::disclosure
