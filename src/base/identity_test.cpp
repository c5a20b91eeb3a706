// SPDX-License-Identifier: Apache-2.0
#include "base/identity.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(IdCard, GivesBirthDateAndSex) {
  const auto card = valid_id_card("11010519491231002X");
  ASSERT_TRUE(card.has_value());
  EXPECT_EQ(to_string(card->birth), "1949-12-31");
  EXPECT_EQ(card->sex, Sex::female);
  EXPECT_TRUE(valid_id_card("640121199001010014").has_value());
}

TEST(IdCard, RefusesWrongNumbers) {
  for (const auto* text : {"110105194912310021", "11010519491231002x", "1101051949123100",
                           "110105194902310025", "", "abcdefghijklmnopqr"}) {
    EXPECT_FALSE(valid_id_card(text).has_value()) << text;
  }
}

TEST(CreditCode, KnowsRealOnes) {
  for (const auto* text :
       {"914403001922038216", "9144030071526726XG", "91330100799655058B", "91110000802100433B"}) {
    EXPECT_TRUE(valid_uscc(text)) << text;
  }
}

TEST(CreditCode, RefusesWrongOnes) {
  for (const auto* text : {"914403001922038217", "914403001922038226", "91440300192203821I",
                           "91440300192203821", "", "9144030O1922038216"}) {
    EXPECT_FALSE(valid_uscc(text)) << text;
  }
}

TEST(Phone, TakesMobileAndLandline) {
  EXPECT_TRUE(valid_phone("13912345678"));
  EXPECT_TRUE(valid_phone("0951-8012345"));
  EXPECT_TRUE(valid_phone("010-81234567-12"));
  EXPECT_FALSE(valid_phone("12012345678"));
  EXPECT_FALSE(valid_phone("8012345"));
  EXPECT_FALSE(valid_phone("0951-80123"));
  EXPECT_FALSE(valid_phone(""));
}

TEST(OrganisationCode, IsHeldToItsCheckDigit) {
  EXPECT_TRUE(valid_organisation_code("192203821"));
  EXPECT_TRUE(valid_organisation_code("71526726-X"));
  EXPECT_TRUE(valid_organisation_code("799655058"));
  for (const auto* wrong : {"", "19220382", "192203822", "71526726-0", "7152672-6X", "7152672六X",
                            "71526726x", "1922038211"}) {
    EXPECT_FALSE(valid_organisation_code(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace mingcha
