// SPDX-License-Identifier: Apache-2.0
// Time limits over HTTP: their catalogue, what-if, how a case's limits went, and the printed sheet.
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using Json = nlohmann::json;

class Limits : public OnEachEngine {
 protected:
  Answer ask(const Json& body) {
    return as("wanglei").send({.method = "POST", .path = "/api/v1/limits", .body = body.dump()});
  }
  static Json decision_from(const std::string& start) {
    return {{"procedure", "penalty_public_security"}, {"limit", "decision"}, {"start", start}};
  }
  static std::string told(const Json& derivation) {
    std::string out;
    for (const auto& each : derivation) out += each.at("text").get<std::string>();
    return out;
  }
};

TEST_P(Limits, AreListedWithWhatEachOfThemSays) {
  const auto answer = as("wanglei").get("/api/v1/limits");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto catalogue = answer.json();
  EXPECT_THAT(catalogue.at("years").dump(), HasSubstr("2026"));
  bool found = false;
  for (const auto& procedure : catalogue.at("procedures")) {
    for (const auto& limit : procedure.at("limits")) {
      EXPECT_GE(limit.at("rule").size(), 2U) << limit.dump();
      if (procedure.at("procedure") != "penalty_public_security") continue;
      if (limit.at("limit") != "decision") continue;
      found = true;
      EXPECT_EQ(limit.at("begins_with"), "立案");
      EXPECT_EQ(limit.at("grounds").at(0).at("title"), "鉴定");
      EXPECT_THAT(limit.at("rule").dump(), HasSubstr("自“立案”起三十日"));
    }
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(installation_.stranger().get("/api/v1/limits").status, 401);
}

TEST_P(Limits, AreReckonedAsIfTheyWereExtendedAndStoodStill) {
  auto body = decision_from("2026-03-02T09:00:00+08:00");
  const auto plain = ask(body);
  ASSERT_EQ(plain.status, 200) << plain.body;
  EXPECT_THAT(plain.json().at("due").get<std::string>(), StartsWith("2026-04-01T23:59"));
  EXPECT_EQ(plain.json().at("derivation").at(0).at("article"), "PSPL-2025/118.1");
  EXPECT_EQ(plain.json().at("warnings").at(0).at("level"), "T-10d");

  body["extensions"] = {{{"extension", "complex"}, {"granted_at", "2026-03-20T09:00:00+08:00"}}};
  body["suspensions"] = {{{"ground", "appraisal"},
                          {"from", "2026-03-05T09:00:00+08:00"},
                          {"to", "2026-03-10T09:00:00+08:00"}}};
  const auto longer = ask(body);
  ASSERT_EQ(longer.status, 200) << longer.body;
  EXPECT_THAT(longer.json().at("due").get<std::string>(), StartsWith("2026-05-06"));
  EXPECT_THAT(told(longer.json().at("derivation")), HasSubstr("鉴定 5 天"));
}

TEST_P(Limits, SayClearlyWhatCannotBeReckoned) {
  auto body = decision_from("2026-03-02T09:00:00+08:00");
  body["limit"] = "none";
  expect_problem(ask(body), 422, "limit-unknown");
  expect_problem(ask(decision_from("1999-03-02T09:00:00+08:00")), 422, "calendar-missing");
  body = decision_from("2026-03-02T09:00:00+08:00");
  body["suspensions"] = {{{"ground", "appraisal"},
                          {"from", "2026-03-10T09:00:00+08:00"},
                          {"to", "2026-03-05T09:00:00+08:00"}}};
  expect_problem(ask(body), 422, "suspension-backwards");
  body["suspensions"] = Json::array();
  for (int i = 0; i < 1000; ++i) body["suspensions"].push_back(Json::object());
  expect_problem(ask(body), 422, "too-many-entries");
  expect_problem(ask(decision_from("soon")), 422, "not-a-moment");
  expect_problem(ask({{"procedure", "penalty_public_security"}}), 422, "");
}

TEST_P(Limits, OfACaseAreExplainedAndPrinted) {
  CaseInHand hand{people_, assault_script()};
  hand.reach("filing");
  const auto answer = as("zhaomin").get(hand.path("/limits"));
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto limits = answer.json().at("limits");
  ASSERT_GT(limits.size(), 0U);
  EXPECT_THAT(told(limits.at(0).at("derivation")), HasSubstr("自立案（"));

  // Asked for as it is recorded, it ends when the case says.
  auto body = limits.at(0);
  body.erase("derivation");
  body.erase("warnings");
  const auto again = ask(body);
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.json().at("due"), hand.look().at("limits").at(0).at("due"));

  const auto sheet = as("zhaomin").get(hand.path("/limits/pdf"));
  EXPECT_EQ(sheet.status, 200);
  EXPECT_THAT(sheet.body, StartsWith("%PDF"));
  EXPECT_EQ(as("wanglei").get(hand.path("/limits")).status, 404);
  EXPECT_EQ(as("wanglei").get(hand.path("/limits/pdf")).status, 404);
}

MINGCHA_ON_EACH_ENGINE(Limits);

}  // namespace
}  // namespace mingcha::test
