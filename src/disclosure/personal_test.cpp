// SPDX-License-Identifier: Apache-2.0
#include "disclosure/personal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::disclosure {
namespace {

using ::testing::ElementsAre;

TEST(PersonName, KeepsTheSurname) {
  EXPECT_EQ(masked_name("张三丰"), "张某");
  EXPECT_EQ(masked_name("欧阳修"), "欧阳某");
  EXPECT_EQ(masked_name("司马"), "司某") << "a whole name is not a surname";
  EXPECT_EQ(masked_name(" 李四"), "李某");
  EXPECT_EQ(masked_name("古丽·买买提"), "某");
  EXPECT_EQ(masked_name("John Smith"), "某");
}

TEST(Address, IsKeptDownToTheCounty) {
  EXPECT_EQ(masked_address("宁夏回族自治区银川市永宁县杨和镇永红村3组12号"),
            "宁夏回族自治区银川市永宁县****");
  EXPECT_EQ(masked_address("银川市兴庆区解放街1号"), "银川市兴庆区****");
  EXPECT_EQ(masked_address("灵武市东塔镇2号"), "灵武市****");
  EXPECT_EQ(masked_address("银川市阳光小区3号楼"), "银川市****");
  EXPECT_EQ(masked_address("解放街1号"), "****");
}

TEST(Masks, AreTheSameForOnePersonAndTellTwoApart) {
  EXPECT_THAT(masks_of({{"a", Kind::person_name, "张三"},
                        {"b", Kind::person_name, "张四"},
                        {"c", Kind::person_name, "李五"},
                        {"d", Kind::person_name, "张三"},
                        {"e", Kind::phone, "13800138000"}}),
              ElementsAre("张某甲", "张某乙", "李某", "张某甲", "****"));
}

TEST(Masks, NeverRunOutOfStems) {
  std::vector<PersonalValue> values;
  for (int i = 0; i < 25; ++i) values.push_back({"p", Kind::person_name, "王" + std::to_string(i)});
  auto masks = masks_of(values);
  std::ranges::sort(masks);
  EXPECT_EQ(std::unique(masks.begin(), masks.end()), masks.end());
}

TEST(Kind, IsReadByItsName) {
  EXPECT_EQ(parse_kind("bank_card"), Kind::bank_card);
  EXPECT_EQ(parse_kind("bank"), std::nullopt);
}

}  // namespace
}  // namespace mingcha::disclosure
