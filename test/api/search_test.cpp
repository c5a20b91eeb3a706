// SPDX-License-Identifier: Apache-2.0
// Search for everything over HTTP: who finds what, and what it says to what it must not take.
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class Search : public OnEachEngine {
 protected:
  static std::string path(const std::string& text, const std::string& more = {}) {
    return "/api/v1/search?q=" + percent_encoded(text) + more;
  }
  Json find(const std::string& who, const std::string& text, const std::string& more = {}) {
    const auto answer = as(who).get(path(text, more));
    EXPECT_EQ(answer.status, 200) << text << "\n" << answer.body;
    return answer.json();
  }
  static std::int64_t count(const Json& page, const std::string& kind) {
    for (const auto& each : page.at("counts")) {
      if (each.at("kind") == kind) return each.at("count");
    }
    return -1;
  }
  void state_purpose(const std::string& who, const std::string& purpose) {
    const auto answer = as(who).send({.method = "PUT",
                                      .path = "/api/v1/session/purpose",
                                      .body = Json{{"purpose", purpose}}.dump()});
    EXPECT_EQ(answer.status, 204) << answer.body;
  }
};

TEST_P(Search, FindsANameOfTwoCharactersAtOnceAndMarksIt) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("filing");
  const std::string party = hand.stage("filing").body.at("values").at("party.name");
  const auto two = party.substr(0, 6);

  const auto page = find("wanglei", two, "&kind=party");

  ASSERT_GT(count(page, "party"), 0);
  const auto& hit = page.at("hits").at(0);
  EXPECT_EQ(hit.at("case").at("case"), hand.id());
  EXPECT_EQ(hit.at("title"), party);
  EXPECT_EQ(hit.at("snippet").at("marks").at(0), Json({0, 2}));
  EXPECT_EQ(count(find("zhaomin", two), "party"), 0);
  EXPECT_THAT(as("zhaomin").get(path(two)).body, Not(HasSubstr(hand.id())));
}

TEST_P(Search, ShowsSealedRecordsForAStatedPurposeAndRecordsTheLook) {
  CaseInHand hand{people_, assault_script()};
  hand.reach("decision");
  ASSERT_TRUE(hand.look().at("sealed"));
  const std::string party = hand.stage("filing").body.at("values").at("party.name");
  const auto hidden = find("heping", party);
  EXPECT_THAT(hidden.dump(), Not(HasSubstr(hand.id())));
  EXPECT_EQ(hidden.at("sealed"), "purpose_needed");

  state_purpose("heping", "复议调卷");
  const auto shown = find("heping", party);
  state_purpose("heping", "");

  EXPECT_THAT(shown.dump(), HasSubstr(hand.id()));
  EXPECT_GT(count(shown, "party"), count(hidden, "party"));
  EXPECT_EQ(shown.at("sealed"), "everything");
  const auto timeline = as("zhaomin").get(hand.path("/timeline")).json().dump();
  EXPECT_THAT(timeline, HasSubstr("复议调卷"));
  EXPECT_THAT(timeline, HasSubstr(R"("what":"search")"));
}

TEST_P(Search, AnswersHostileWordsWithNothingAndNotWithAFault) {
  for (const auto& text : std::vector<std::string>{
           "\"", "a\"b", "NEAR(甲 乙)", "甲 AND", "folded:甲", "甲*", "{甲}", "%甲_", "' OR 1=1 --",
           "甲\\", "𠮷", "👮‍♂️", "龘", "(((((甲", "NULL 甲"}) {
    const auto answer = as("wanglei").get(path(text));
    if (answer.status == 200) continue;
    expect_problem(answer, 422, "nothing-to-search");
  }
}

TEST_P(Search, RefusesWhatCannotBeSearchedFor) {
  const auto refuse = [&](const std::string& query, int status, const std::string& code) {
    SCOPED_TRACE(query.substr(0, 80));
    expect_problem(as("wanglei").get("/api/v1/search" + query), status, code);
    expect_problem(
        as("wanglei").send({.path = "/api/v1/search" + query, .headers = {"Accept-Language: en"}}),
        status, code, Speaks::english);
  };
  refuse("", 422, "nothing-to-search");
  refuse("?q=", 422, "nothing-to-search");
  refuse("?q=" + percent_encoded("。！？…… ——"), 422, "nothing-to-search");
  refuse("?q=" + std::string(201, 'a'), 422, "too-long");
  refuse("?q=a&kind=secret", 400, "unknown-choice");
  refuse("?q=a&kind=case&offset=-1", 400, "");
  refuse("?q=a&kind=case&limit=51", 400, "");
  refuse("?q=a&offset=3", 422, "offset-needs-kind");
  const auto endless = as("wanglei").get("/api/v1/search?q=" + std::string(100'000, 'a'));
  EXPECT_THAT(endless.status, testing::AnyOf(414, 422, 431)) << endless.body;
  expect_problem(installation_.stranger().get(path("王磊")), 401, "no-session");
}

TEST_P(Search, GivesAnAdministratorItemsAndNothingOfPeopleAndCases) {
  const auto page = find("songqing", "殴打");
  EXPECT_EQ(count(page, "item"), 1);
  EXPECT_EQ(page.at("counts").size(), 1U);
  EXPECT_EQ(page.at("sealed"), "none");
  for (const auto* kind : {"case", "party", "document", "officer"}) {
    expect_problem(as("songqing").get(path("王磊", std::string{"&kind="} + kind)), 403,
                   "kind-not-permitted");
  }
}

MINGCHA_ON_EACH_ENGINE(Search);

}  // namespace
}  // namespace mingcha::test
