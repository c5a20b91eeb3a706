// SPDX-License-Identifier: Apache-2.0
// What the public gets of a decision, from publication to its end, and what it never gets.
#include <deque>
#include <regex>
#include <set>

#include <fmt/format.h>

#include "base/instant.h"
#include "http/site/renderings.h"
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class Publication : public OnEachEngine {
 protected:
  std::string path(const CaseInHand& hand, const std::string& rest = {}) {
    return "/api/v1/publications/" + hand.id() + rest;
  }
  Json look(const CaseInHand& hand) { return as("gongli").get(path(hand)).json(); }

  CaseInHand published() {
    CaseInHand hand{people_, venue_script()};
    hand.reach("service");
    EXPECT_EQ(as("gongli").post(path(hand, "/prepare"), Json::object()).status, 200);
    const auto done =
        as("dingning")
            .post(path(hand, "/publish"), {{"digest", look(hand).at("prepared").at("digest")}});
    EXPECT_EQ(done.status, 200) << done.body;
    return hand;
  }
  std::string page(const CaseInHand& hand) {
    return "/decisions/" + look(hand).at("publication").get<std::string>();
  }
  static Json revocation() {
    return {{"ground", "revoked"},
            {"organ", "云岭县人民政府"},
            {"document", "云政复决字〔2026〕7号"},
            {"revoked_on", to_string(local_day(SystemClock{}.now()))},
            {"reason", "复议机关撤销了该决定"}};
  }
};
MINGCHA_ON_EACH_ENGINE(Publication);

TEST_P(Publication, IsCorrectedWithdrawnAndGone) {
  const auto hand = published();
  auto stranger = installation_.stranger();
  const auto first = stranger.get(page(hand));
  EXPECT_EQ(first.status, 200);
  EXPECT_THAT(first.header("cache-control"), HasSubstr("max-age=60"));

  const auto refused = as("gongli").post(path(hand, "/correct"), {{"what", "x"}, {"reason", "　"}});
  EXPECT_NE(refused.status, 200);
  const auto corrected = as("gongli").post(path(hand, "/correct"),
                                           {{"what", "补充说明"}, {"reason", "原文本有一处漏遮"}});
  ASSERT_EQ(corrected.status, 200) << corrected.body;
  const Json digest{{"digest", look(hand).at("correction").at("digest")}};
  expect_problem(as("gongli").post(path(hand, "/publish"), digest), 422, "same-person");
  EXPECT_EQ(as("dingning").post(path(hand, "/publish"), digest).status, 200);
  const auto second = stranger.get(page(hand));
  EXPECT_THAT(second.body, HasSubstr("更正记录"));
  EXPECT_THAT(second.body, HasSubstr("原文本有一处漏遮"));
  EXPECT_EQ(look(hand).at("published_on"), to_string(local_day(SystemClock{}.now())));

  ASSERT_EQ(as("dingning").post(path(hand, "/revocation"), revocation()).status, 200);
  EXPECT_THAT(stranger.get(page(hand)).body, HasSubstr("这份决定已不再有效"));
  const auto queue = as("dingning").get("/api/v1/publications?group=to_withdraw").json();
  EXPECT_GE(queue.at("counts").at("to_withdraw").get<int>(), 1);
  EXPECT_NE(queue.at("publications").at(0).at("responsible_name"), "");

  const auto address = page(hand);
  ASSERT_EQ(as("dingning").post(path(hand, "/withdraw"), Json::object()).status, 200);
  const auto gone = stranger.get(address);
  EXPECT_EQ(gone.status, 410);
  for (const auto* words : {"云岭县人民政府", "云政复决字〔2026〕7号", "复议机关撤销了该决定"}) {
    EXPECT_THAT(gone.body, HasSubstr(words));
  }
  EXPECT_EQ(stranger.get(address + "/document").status, 410);
  EXPECT_EQ(stranger.get(address + "/document").header("x-ael-salt"), "");
}

TEST_P(Publication, RefusesWhatIsHostile) {
  const auto hand = published();
  for (const auto& body : std::vector<Json>{
           {{"ground", 7}}, {{"unknown", "x"}}, {{"reason", std::string(5000, 'x')}}}) {
    EXPECT_THAT(as("dingning").post(path(hand, "/withdraw"), body).status, AnyOf(400, 422))
        << body.dump().substr(0, 80);
  }
  auto personal = revocation();
  personal["reason"] = "当事人电话13812345678，身份证11010519491231002X";
  const auto leak = as("dingning").post(path(hand, "/withdraw"), personal);
  expect_problem(leak, 422, "leak");
  EXPECT_THAT(leak.body, Not(HasSubstr("13812345678")));
  EXPECT_THAT(leak.body, Not(HasSubstr("11010519491231002X")));
  EXPECT_EQ(as("gongli").get("/api/v1/publications?group=none").status, 400);
  EXPECT_EQ(as("gongli").get("/api/v1/publications?offset=-1").status, 400);
  EXPECT_EQ(as("wanglei").post(path(hand, "/withdraw"), revocation()).status, 403);
}

/// Every page that the portal leads to, and every one that the renderings name: where the number of
/// a published decision stands, its route is among those that are tested for leaks.
TEST_P(Publication, IsServedByNoRouteThatTheLeakTestDoesNotKnow) {
  const auto hand = published();
  const auto number = look(hand).at("number").get<std::string>();
  const auto id = look(hand).at("publication").get<std::string>();
  auto stranger = installation_.stranger();
  std::deque<std::string> waiting{"/", "/decisions", "/punctuality"};
  std::set<std::string> seen;
  const std::regex link{R"re(href="(/[^"#]*))re"};
  std::set<std::string> showing;
  while (!waiting.empty() && seen.size() < 400) {
    const auto path = waiting.front();
    waiting.pop_front();
    if (!seen.insert(path).second) continue;
    const auto answer = stranger.get(path);
    if (answer.body.find(number) != std::string::npos ||
        answer.body.find(id) != std::string::npos) {
      auto route = path.substr(0, path.find('?'));
      if (const auto at = route.find(id); at != std::string::npos)
        route.replace(at, id.size(), "{id}");
      if (route.starts_with("/data/bundles/")) route = "/data/bundles/{name}";
      showing.insert(route);
    }
    for (std::sregex_iterator it{answer.body.begin(), answer.body.end(), link}, end; it != end;
         ++it) {
      const auto next = std::regex_replace((*it)[1].str(), std::regex{"&amp;"}, "&");
      if (next.find("size=") == std::string::npos) waiting.push_back(next);
    }
  }
  EXPECT_GE(showing.size(), 3U);
  for (const auto& route : showing) {
    EXPECT_TRUE(std::ranges::any_of(http::renderings(),
                                    [&](const auto& known) { return known.path == route; }))
        << route << " shows decisions and is not among the renderings";
  }
}

TEST_P(Publication, OfASealedCaseIsRefusedToWhoeverAsksTheApi) {
  CaseInHand hand{people_, assault_script()};
  hand.reach("decision");
  for (const auto* step : {"/prepare", "/publish", "/correct"}) {
    Json body = Json::object();
    if (step == std::string{"/publish"}) body["digest"] = std::string(64, 'a');
    if (step == std::string{"/correct"}) body = {{"what", "x"}, {"reason", "x"}};
    const auto refused = as("dingning").post(path(hand, step), body);
    expect_problem(refused, 422, "sealed");
    EXPECT_EQ(finding_of(refused, "sealed").at("article"), "PSPL-2025/136");
  }
  const auto id = look(hand).at("publication").get<std::string>();
  EXPECT_EQ(installation_.stranger().get("/decisions/" + id).status, 404);
  EXPECT_EQ(installation_.stranger().get("/decisions/" + id + "/document").status, 404);
}

// ---- outside queries ----

class OutsideQuery : public OnEachEngine {
 protected:
  OutsideQuery() {
    hand_.reach("decision");
    for (const auto* who : {"xujing", "caozheng"}) {
      (void)as(who).send({.method = "PUT",
                          .path = "/api/v1/session/purpose",
                          .body = Json{{"purpose", "办理依法查询"}}.dump()});
    }
  }
  Json asking() const {
    return {{"case", hand_.id()},
            {"organ", "云岭县人民检察院"},
            {"basis", "《中华人民共和国治安管理处罚法》第一百三十六条"},
            {"letter", "云检函〔2026〕12号"},
            {"inquirer", "检察官证 甲001"},
            {"purpose", "办理案件需要"}};
  }
  std::string ask() {
    const auto answer = as("xujing").post("/api/v1/outside-queries", asking());
    EXPECT_EQ(answer.status, 200) << answer.body;
    return "/api/v1/outside-queries/" + answer.json().at("query").get<std::string>();
  }

  CaseInHand hand_{people_, assault_script()};
};
MINGCHA_ON_EACH_ENGINE(OutsideQuery);

TEST_P(OutsideQuery, NeedsOrganBasisLetterAndASecondPerson) {
  for (const auto* field : {"organ", "basis", "letter", "inquirer", "purpose"}) {
    auto body = asking();
    body[field] = "　";
    const auto refused = as("xujing").post("/api/v1/outside-queries", body);
    expect_problem(refused, 422, "query-incomplete");
    EXPECT_EQ(finding_of(refused, "query-incomplete").at("where"), field);
    EXPECT_EQ(finding_of(refused, "query-incomplete").at("article"), "PSPL-2025/136");
  }
  const auto query = ask();
  EXPECT_THAT(as("xujing").post(query + "/answer", {{"given", "有无违法记录"}}).status,
              AnyOf(409, 422));
  EXPECT_EQ(as("xujing").post(query + "/decision", {{"approved", true}}).status, 403)
      << "approves nothing";
  EXPECT_EQ(as("caozheng").post(query + "/decision", {{"approved", true}}).status, 200);
  EXPECT_EQ(as("xujing").post(query + "/answer", {{"given", "一份处罚决定书复印件"}}).status, 200);
  EXPECT_THAT(as("xujing").post(query + "/answer", {{"given", "再来一份"}}).status,
              AnyOf(409, 422));

  const auto all = as("xujing").get("/api/v1/outside-queries").json();
  const auto& newest = all.at("queries").at(0);
  EXPECT_EQ(newest.at("state"), "answered");
  EXPECT_EQ(newest.at("given"), "一份处罚决定书复印件");
  EXPECT_NE(newest.at("approver_name"), "");
  EXPECT_THAT(all.at("duty").get<std::string>(), HasSubstr("保密"));
}

TEST_P(OutsideQuery, IsNotApprovedByWhoeverRegisteredIt) {
  const auto asked = as("caozheng").post("/api/v1/outside-queries", asking());
  ASSERT_EQ(asked.status, 200) << asked.body;
  const auto query = "/api/v1/outside-queries/" + asked.json().at("query").get<std::string>();
  expect_problem(as("caozheng").post(query + "/decision", {{"approved", true}}), 422,
                 "same-person");
}

TEST_P(OutsideQuery, IsForSealedRecordsAndForThoseWhoMayLook) {
  EXPECT_EQ(as("wanglei").post("/api/v1/outside-queries", asking()).status, 403);
  EXPECT_EQ(as("wanglei").get("/api/v1/outside-queries").status, 403);
  CaseInHand open{people_, venue_script()};
  open.reach("open");
  auto body = asking();
  body["case"] = open.id();
  expect_problem(as("xujing").post("/api/v1/outside-queries", body), 422, "not-sealed");
  body["case"] = "nothing";
  EXPECT_EQ(as("xujing").post("/api/v1/outside-queries", body).status, 404);
  expect_problem(as("caozheng").post("/api/v1/outside-queries/q0/decision", {{"approved", true}}),
                 404, "");
}

}  // namespace
}  // namespace mingcha::test
