// SPDX-License-Identifier: Apache-2.0
#include "disclosure/leak.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.h"

namespace mingcha::disclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<PersonalValue> values() {
  return {{"party.name", Kind::person_name, "张三丰"},
          {"party.company", Kind::organisation_name, "云岭商贸"},
          {"agency.phone", Kind::phone, "0951-8012345", Privacy::open},
          {"party.school", Kind::all, "云岭一中", Privacy::closed}};
}

std::vector<std::string> labels(std::string_view bytes) {
  std::vector<std::string> out;
  for (const auto& hit : scan(bytes, values())) {
    out.push_back(hit.label.empty() ? to_string(hit.kind) : hit.label);
  }
  return out;
}

TEST(Leak, FindsKnownValuesInEveryDress) {
  EXPECT_THAT(labels("<p>张三丰</p>"), ElementsAre("party.name"));
  EXPECT_THAT(labels("&#24352;&#x4e09;&#x4E30;"), ElementsAre("party.name"));
  EXPECT_THAT(labels("?name=%E5%BC%A0%e4%b8%89%E4%B8%B0"), ElementsAre("party.name"));
  EXPECT_THAT(labels(R"({"n":"\u5f20\u4E09\u4e30"})"), ElementsAre("party.name"));
  EXPECT_THAT(labels("张%E4%B8%89&#20016;"), ElementsAre("party.name")) << "in a mixture";
  EXPECT_THAT(labels("就读于云岭 一中"), ElementsAre("party.school"));
}

TEST(Leak, FindsKnownValuesWithinBase64) {
  for (const auto* before : {"", "x", "xy"}) {
    const auto encoded = to_base64(std::string{before} + "张三丰到案后陈述");
    EXPECT_THAT(labels(encoded), ElementsAre("party.name")) << before;
    EXPECT_THAT(labels(encoded.substr(0, 5) + "\r\n" + encoded.substr(5)), SizeIs(1)) << before;
  }
  EXPECT_THAT(labels(to_base64url("?>张三丰")), ElementsAre("party.name"));
  EXPECT_THAT(labels(to_base64("云岭商贸到案后陈述")), IsEmpty());
}

TEST(Leak, FindsPatternsBehindEncodings) {
  EXPECT_THAT(labels("tel:%31%33%38%30%30%31%33%38%30%30%30"), ElementsAre("phone"));
  EXPECT_THAT(labels("&#49;3800138000"), ElementsAre("phone"));
  EXPECT_THAT(labels(R"("\u0031" "\u0036401211990\u00301010014")"), ElementsAre("id_card"));
}

TEST(Leak, FindsPatternsWithinBase64) {
  EXPECT_THAT(labels("data:text/plain;base64," + to_base64("身份证110105194912310022。")),
              IsEmpty())
      << "the check digit is wrong";
  EXPECT_THAT(labels("data:text/plain;base64," + to_base64("身份证11010519491231002X。")),
              ElementsAre("id_card"));
  EXPECT_THAT(labels("/file/" + to_base64url("13800138000")), ElementsAre("phone"));
  EXPECT_THAT(labels("X-Ael-Salt: 92Df-WqfCMK0WK4ePwU8hg"), IsEmpty());
}

TEST(Leak, FindsWhatStandsInFileNames) {
  EXPECT_THAT(labels("attachment; filename=11010519491231002X.pdf"), ElementsAre("id_card"));
  EXPECT_THAT(
      labels("attachment; filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%8111010519491231002X.pdf"),
      ElementsAre("id_card"));
  EXPECT_THAT(labels("/files/张三丰_身份证１１０１０５１９４９１２３１００２Ｘ.jpg"),
              ElementsAre("party.name", "id_card"));
}

TEST(Leak, TellsThePlaceAndShowsNothingMore) {
  const auto hits = scan("ab 13800138000 张三丰", values());
  ASSERT_THAT(hits, SizeIs(2));
  EXPECT_EQ(hits[0], (Hit{3, Kind::phone, "", "1***"}));
  EXPECT_EQ(hits[1], (Hit{15, Kind::person_name, "party.name", "张***"}));
}

TEST(Leak, ReportsEachPlaceOnce) {
  EXPECT_THAT(scan("&amp; 13800138000 张三丰 %20", values()), SizeIs(2));
}

TEST(Leak, LetsOpenValuesPass) {
  EXPECT_THAT(labels("监督电话 0951-8012345，云岭商贸"), IsEmpty());
  EXPECT_THAT(labels("监督电话 0951-8012346"), ElementsAre("phone"));
}

TEST(Leak, LetsAMaskedDecisionPass) {
  EXPECT_THAT(labels("云公（治）行罚决字〔2026〕12号 张某甲 住银川市永宁县**** "
                     "统一社会信用代码91110000802100433B "
                     "sha256:9b74c9897bac770ffc029102a200c5de0123456789abcdef0123456789abcdef"),
              IsEmpty());
}

}  // namespace
}  // namespace mingcha::disclosure
