// SPDX-License-Identifier: Apache-2.0
// Flowcharts over HTTP: of an item's procedure, and of a case with its position.
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

class ChartRoutes : public OnEachEngine {
 protected:
  static Json step_of(const Json& chart, const std::string& id) {
    for (const auto& each : chart.at("steps")) {
      if (each.at("step") == id) return each;
    }
    ADD_FAILURE() << "no step " << id;
    return {};
  }
};

TEST_P(ChartRoutes, ShowWhatWasDoneInACaseAndWhatCanBeDoneNow) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("filing");

  const auto answer = as("wanglei").get(hand.path("/chart"));

  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto chart = answer.json();
  EXPECT_THAT(chart.at("svg").get<std::string>(), StartsWith("<svg"));
  EXPECT_EQ(step_of(chart, "filing").at("standing"), "done");
  EXPECT_THAT(step_of(chart, "filing").at("note").get<std::string>(), HasSubstr("第1日"));
  EXPECT_EQ(step_of(chart, "inquiry").at("standing"), "current");
  EXPECT_EQ(step_of(chart, "decision").at("standing"), "open");
  EXPECT_GT(step_of(chart, "decision").at("gates").size(), 0U);
}

TEST_P(ChartRoutes, ShowACaseOnlyToThoseWhoMaySeeIt) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("filing");
  EXPECT_EQ(as("zhaomin").get(hand.path("/chart")).status, as("zhaomin").get(hand.path("")).status);
  EXPECT_EQ(as("zhaomin").get(hand.path("/chart")).status, 404);
  EXPECT_EQ(installation_.stranger().get(hand.path("/chart")).status, 401);
  expect_problem(as("wanglei").get("/api/v1/cases/none/chart"), 404, "");
}

TEST_P(ChartRoutes, ShowTheProcedureOfAnItemWithoutAnyCase) {
  const auto answer = as("wanglei").get("/api/v1/items/hotel_licence/chart");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const auto shown = answer.json();
  for (const auto& step : shown.at("steps")) EXPECT_EQ(step.at("standing"), "open");
  EXPECT_THAT(answer.json().at("svg").get<std::string>(), Not(HasSubstr("✓")));
  expect_problem(as("wanglei").get("/api/v1/items/none/chart"), 404, "");
}

MINGCHA_ON_EACH_ENGINE(ChartRoutes);

}  // namespace
}  // namespace mingcha::test
