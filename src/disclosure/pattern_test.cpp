// SPDX-License-Identifier: Apache-2.0
#include "disclosure/pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "id_card:640…" for each match.
std::vector<std::string> found(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& match : find_patterns(text)) {
    out.push_back(std::string{to_string(match.kind)} + ":" +
                  std::string{text.substr(match.begin, match.end - match.begin)});
  }
  return out;
}

TEST(Patterns, FindIdentityNumbersByTheirCheckDigit) {
  EXPECT_THAT(found("身份证号11010519491231002X。"), ElementsAre("id_card:11010519491231002X"));
  EXPECT_THAT(found("640121199001010014"), ElementsAre("id_card:640121199001010014"));
  EXPECT_THAT(found("ID640121199001010014"), ElementsAre("id_card:640121199001010014"));
  EXPECT_THAT(found("11010519491231002x,"), ElementsAre("id_card:11010519491231002x"));
  EXPECT_THAT(found("640121199001010015"), IsEmpty()) << "wrong check digit";
}

TEST(Patterns, FindIdentityNumbersWrittenInOtherWays) {
  EXPECT_THAT(found("640121 19900101 0014"), ElementsAre("id_card:640121 19900101 0014"));
  EXPECT_THAT(found("１１０１０５１９４９１２３１００２Ｘ"),
              ElementsAre("id_card:１１０１０５１９４９１２３１００２Ｘ"));
  EXPECT_THAT(found("640121-1990-0101-0014"), ElementsAre("id_card:640121-1990-0101-0014"));
  EXPECT_THAT(found("6 4 0 1 2 1 1 9 9 0 0 1 0 1 0 0 1 4"),
              ElementsAre("id_card:6 4 0 1 2 1 1 9 9 0 0 1 0 1 0 0 1 4"));
  EXPECT_THAT(found("640121\u200B19900101\u200B0014"),
              ElementsAre("id_card:640121\u200B19900101\u200B0014"));
  EXPECT_THAT(found("11010519491231002 X"), ElementsAre("id_card:11010519491231002 X"));
}

TEST(Patterns, FindOldIdentityNumbers) {
  EXPECT_THAT(found("证号640121900101001，"), ElementsAre("id_card:640121900101001"));
  EXPECT_THAT(found("640121901301001"), IsEmpty()) << "no thirteenth month";
  EXPECT_THAT(found("940121900101001"), IsEmpty()) << "no such province";
}

TEST(Patterns, FindPhones) {
  EXPECT_THAT(found("电话13800138000"), ElementsAre("phone:13800138000"));
  EXPECT_THAT(found("138-0013-8000 和 139 0013 9000"),
              ElementsAre("phone:138-0013-8000", "phone:139 0013 9000"));
  EXPECT_THAT(found("+86 13800138000"), ElementsAre("phone:13800138000"));
  EXPECT_THAT(found("8613800138000"), ElementsAre("phone:8613800138000"));
  EXPECT_THAT(found("１３８００１３８０００"), ElementsAre("phone:１３８００１３８０００"));
  EXPECT_THAT(found("0951-8012345"), ElementsAre("phone:0951-8012345"));
  EXPECT_THAT(found("(0951)8012345 010 62345678"),
              ElementsAre("phone:0951)8012345", "phone:010 62345678"));
  EXPECT_THAT(found("12800138000"), IsEmpty());
  EXPECT_THAT(found("138001380001"), IsEmpty());
}

TEST(Patterns, FindBankCards) {
  EXPECT_THAT(found("卡号6222021234567890128"), ElementsAre("bank_card:6222021234567890128"));
  EXPECT_THAT(found("6228 4800 1234 5671"), ElementsAre("bank_card:6228 4800 1234 5671"));
  EXPECT_THAT(found("6228480012345677"), IsEmpty()) << "fails the Luhn test";
}

TEST(Patterns, FindPlatesAndMail) {
  EXPECT_THAT(found("驾驶宁A12345小型轿车"), ElementsAre("plate:宁A12345"));
  EXPECT_THAT(found("宁A·D12345、京A1234学"), ElementsAre("plate:宁A·D12345", "plate:京A1234学"));
  EXPECT_THAT(found("写信给 zhang.san@example.com。"), ElementsAre("email:zhang.san@example.com"));
  EXPECT_THAT(found("@example 和 a@b"), IsEmpty());
}

TEST(Patterns, FindAddressesDownToTheDoor) {
  EXPECT_THAT(found("住宁夏永宁县杨和镇永红村3组12号，"),
              ElementsAre("address:杨和镇永红村3组12号"));
  EXPECT_THAT(found("在银川市兴庆区解放西街120号楼2单元501室饮酒"),
              ElementsAre("address:解放西街120号楼2单元501室"));
  EXPECT_THAT(found("住在解放西街十二号"), ElementsAre("address:解放西街十二号"));
  EXPECT_THAT(found("位于宁朔路５号３楼。"), ElementsAre("address:宁朔路５号３楼"));
}

// What a decision is full of and what nobody needs to hide.
TEST(Patterns, LeaveNumbersOfPapersAlone) {
  for (const auto* text :
       {"统一社会信用代码914403001922038216", "9144030071526726XG", "91330100799655058B",
        "91110000802100433B", "云公（治）行罚决字〔2026〕12号", "依据第一百一十八条第二款",
        "罚款人民币5000元（伍仟元整）", "2026年3月2日至2026年3月12日", "2026-03-02 09:05:06",
        "2026-03-02 2026-03-05", "国务院令第825号", "自治区12号令", "110、120、12345",
        "9b74c9897bac770ffc029102a200c5de13800138000abcdef00112233445566",
        "550e8400-e29b-41d4-a716-446655440000", "编号20260302000112345", "(2026)宁01行终123号"}) {
    EXPECT_THAT(found(text), IsEmpty()) << text;
  }
}

TEST(Patterns, TakeNoCreditCodeOfDigitsForABankCard) {
  EXPECT_THAT(found("516401211000000755"), IsEmpty()) << "begins with 5 and passes the Luhn test";
}

TEST(Patterns, SurviveBytesThatAreNoText) {
  EXPECT_THAT(found("\xFF\xE5 13800138000 \xE5\xBC"), ElementsAre("phone:13800138000"));
}

TEST(FindValue, SeesThroughWidthAndSpaces) {
  const PersonalValue name{"party.name", Kind::person_name, "张三"};
  EXPECT_THAT(find_value("当事人张　三（张 三）", name),
              ElementsAre(Match{9, 18, Kind::person_name}, Match{21, 28, Kind::person_name}));
  const PersonalValue phone{"phone", Kind::phone, "138-0013-8000"};
  EXPECT_THAT(find_value("1380013 8000", phone), ElementsAre(Match{0, 12, Kind::phone}));
  const PersonalValue foreign{"name", Kind::person_name, "Li"};
  EXPECT_THAT(find_value("Listing, li.", foreign), ElementsAre(Match{9, 11, Kind::person_name}));
}

TEST(FindValue, LooksForNothingTooShort) {
  EXPECT_THAT(find_value("张三张三", {"x", Kind::all, "张"}), IsEmpty());
  EXPECT_THAT(find_value("文字文字", {"x", Kind::text, "文字"}), IsEmpty());
}

}  // namespace
}  // namespace mingcha::disclosure
