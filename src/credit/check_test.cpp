// SPDX-License-Identifier: Apache-2.0
#include "credit/check.h"

#include <gtest/gtest.h>

namespace mingcha::credit {
namespace {

constexpr const char* kOwn = "119999220000000194";

std::string code_of(pack::CreditCheck check, const std::string& value,
                    const std::string& own = kOwn) {
  pack::Credit credit;
  credit.code_article = "PAC-2020/175.1(1)";
  credit.divisions = {"11", "33", "44", "64"};
  pack::CreditColumn column;
  column.code = "X";
  column.check = check;
  column.longest = 18;
  column.one_of = {};
  const auto findings = check_value(credit, column, value, own);
  if (findings.empty()) return "";
  EXPECT_EQ(findings.front().where, "X");
  EXPECT_FALSE(findings.front().cure.zh.empty());
  return findings.front().code;
}

TEST(CheckedValue, IsACreditCodeWithItsCheckDigitsAndADivisionThereIs) {
  const auto check = pack::CreditCheck::credit_code;
  EXPECT_EQ(code_of(check, ""), "") << "empty is the business of “required”";
  EXPECT_EQ(code_of(check, "914403001922038216"), "");
  EXPECT_EQ(code_of(check, "91330100799655058B"), "");
  EXPECT_EQ(code_of(check, "914403001922038217"), "credit-code");
  EXPECT_EQ(code_of(check, "91440300192203821"), "credit-code");
  EXPECT_EQ(code_of(check, "9144030019220382160"), "too-long");
  EXPECT_EQ(code_of(check, kOwn), "") << "the agency's own division is one there is";
  EXPECT_EQ(code_of(check, kOwn, ""), "division-unknown");
  EXPECT_EQ(code_of(check, "=HYPERLINK(\"x\")"), "credit-code");
}

TEST(CheckedValue, IsAnIdCardWhoseBirthDateExists) {
  const auto check = pack::CreditCheck::id_card;
  EXPECT_EQ(code_of(check, "64012119900101001X"), "id-card");
  EXPECT_EQ(code_of(check, "640121199001010014"), "");
  EXPECT_EQ(code_of(check, "11010519491231002X"), "");
  EXPECT_EQ(code_of(check, "640121199002310014"), "id-card") << "31 February";
  EXPECT_EQ(code_of(check, "六四零"), "id-card");
}

TEST(CheckedValue, IsAnOrganisationCode) {
  const auto check = pack::CreditCheck::organisation_code;
  EXPECT_EQ(code_of(check, "71526726X"), "");
  EXPECT_EQ(code_of(check, "715267260"), "organisation-code");
}

TEST(CheckedValue, IsOneOfItsListAndNoLongerThanItMayBe) {
  pack::Credit credit;
  pack::CreditColumn column;
  column.code = "CF_CFLB";
  column.label = {"处罚类别", "Kind"};
  column.one_of = {"警告", "罚款"};
  column.longest = 3;
  EXPECT_TRUE(check_value(credit, column, "警告", "").empty());
  const auto wrong = check_value(credit, column, "口头批评", "");
  ASSERT_EQ(wrong.size(), 2U) << "every finding, not the first";
  EXPECT_EQ(wrong[0].code, "too-long");
  EXPECT_EQ(wrong[1].code, "not-in-list");
  EXPECT_EQ(check_value(credit, column, "\xff", "").front().code, "not-text");
}

}  // namespace
}  // namespace mingcha::credit
