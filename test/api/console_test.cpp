// SPDX-License-Identifier: Apache-2.0
// What people keep beside the record, and what the record says of those who look at it.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

class Console : public OnEachEngine {
 protected:
  Answer put(const std::string& who, const std::string& path, const Json& body) {
    return as(who).send({.method = "PUT", .path = path, .body = body.dump()});
  }
  Answer remove(const std::string& who, const std::string& path) {
    return as(who).send({.method = "DELETE", .path = path});
  }
  Json values(const std::string& text) { return {{"values", {{"party.name", text}}}}; }

  Json finished(const std::string& who, const std::string& job) {
    for (int i = 0; i < 500; ++i) {
      auto state = as(who).get("/api/v1/jobs/" + job).json();
      if (state.at("state") != "running") return state;
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    return nullptr;
  }
  std::string exported(const std::string& who, const Json& body) {
    const auto ordered = as(who).post("/api/v1/jobs", body);
    EXPECT_EQ(ordered.status, 202) << ordered.body;
    const std::string job = ordered.json().at("job");
    const auto state = finished(who, job);
    EXPECT_EQ(state.at("state"), "done") << state;
    EXPECT_EQ(state.at("done"), state.at("total"));
    const auto result = as(who).get("/api/v1/jobs/" + job + "/result");
    EXPECT_THAT(result.header("content-disposition"), StartsWith("attachment"));
    return result.body;
  }
  std::size_t looks(CaseInHand& hand, const std::string& who, const std::string& what) {
    std::size_t count = 0;
    const auto timeline = as("chenbin").get(hand.path("/timeline")).json();
    for (const auto& entry : timeline.at("events")) {
      if (entry.at("kind") == "look" && entry.at("actor") == who &&
          entry.at("body").at("what") == what) {
        ++count;
      }
    }
    return count;
  }
  CaseInHand reached(const std::string& stage) {
    CaseInHand hand{people_, venue_script()};
    hand.reach(stage);
    return hand;
  }
};

TEST_P(Console, KeepsWhatWasTypedAndShowsTheNewerDraftToWhoeverComesLate) {
  const std::string path = "/api/v1/form-drafts/new.keeps";
  auto first = values("甲");
  first["case_version"] = 4;
  EXPECT_EQ(put("lina", path, first).json().at("revision"), 1);
  auto second = values("乙");
  second["revision"] = 1;
  EXPECT_EQ(put("lina", path, second).json().at("revision"), 2);

  const auto late = put("lina", path, second);

  expect_problem(late, 409, "revision-stale");
  EXPECT_EQ(late.json().at("draft").at("values").at("party.name"), "乙");
  EXPECT_EQ(late.json().at("draft").at("revision"), 2);
  expect_problem(put("lina", path, values("丙")), 409, "revision-stale");
  EXPECT_EQ(as("lina").get(path).json().at("values").at("party.name"), "乙");
  EXPECT_THAT(as("lina").get("/api/v1/form-drafts").body, Not(HasSubstr("乙")));
  EXPECT_EQ(remove("lina", path).status, 204);
  EXPECT_EQ(remove("lina", path).status, 204);
  EXPECT_EQ(as("lina").get(path).status, 404);
  const auto gone = put("lina", path, second);
  expect_problem(gone, 409, "revision-stale");
  EXPECT_TRUE(gone.json().at("draft").is_null());
}

TEST_P(Console, KeepsTheDraftsOfEachPersonApartAndSealed) {
  const std::string path = "/api/v1/form-drafts/new.apart";
  ASSERT_EQ(put("lina", path, values("只有李娜知道的姓名")).status, 200);
  EXPECT_EQ(as("zhaomin").get(path).status, 404);
  EXPECT_EQ(put("zhaomin", path, values("赵敏的")).json().at("revision"), 1);
  EXPECT_EQ(remove("zhaomin", path).status, 204);
  EXPECT_EQ(as("lina").get(path).json().at("values").at("party.name"), "只有李娜知道的姓名");
  if (GetParam() == store::Engine::sqlite) {
    for (const char* file : {"mingcha.db", "mingcha.db-wal"}) {
      EXPECT_THAT(read_file(installation_.bureau.data() / file), Not(HasSubstr("只有李娜知道")));
    }
  }
}

TEST_P(Console, RefusesDraftsThatAreNone) {
  const std::string path = "/api/v1/form-drafts/";
  for (const auto& place : {"A", "a%20b", "%E7%94%B2", "a%2Fb", "..%2Fx", "a%00"}) {
    EXPECT_THAT(put("lina", path + place, values("x")).status, testing::AnyOf(400, 404)) << place;
  }
  expect_problem(put("lina", path + std::string(121, 'a'), values("x")), 400, "bad-place");
  EXPECT_EQ(put("lina", path + std::string(120, 'a'), values("x")).status, 200);
  expect_problem(put("lina", path + "new.bad", {{"values", "text"}}), 400, "");
  expect_problem(put("lina", path + "new.bad", Json::object()), 422, "");
  expect_problem(put("lina", path + "new.bad", {{"values", Json::object()}, {"revision", -1}}), 422,
                 "");
  expect_problem(put("lina", path + "new.bad", {{"values", Json::object()}, {"more", 1}}), 400, "");
  expect_problem(put("lina", path + "new.bad", values(std::string(1'100'000, 'x'))), 413, "");
  EXPECT_EQ(put("lina", path + "new.large", values(std::string(1'000'000, 'x'))).status, 200);
  expect_problem(installation_.stranger().get("/api/v1/form-drafts"), 401, "no-session");
}

TEST_P(Console, DropsADraftWhenItsStepIsOnRecord) {
  auto hand = reached("open");
  const auto path = "/api/v1/form-drafts/" + hand.id() + ".filing";
  ASSERT_EQ(put("wanglei", path, values("甲")).status, 200);
  EXPECT_NE(hand.step("wanglei", "filing", {{"values", {{"no.such", "x"}}}}).status, 200);
  EXPECT_EQ(as("wanglei").get(path).status, 200) << "a refused step keeps what was typed";
  ASSERT_EQ(hand.perform("filing").status, 200);
  EXPECT_EQ(as("wanglei").get(path).status, 404);
}

TEST_P(Console, SaysByWhichTimeLimitADutyIsDue) {
  auto hand = reached("unit_approval");
  const auto limits = hand.look().at("limits");
  std::size_t urged = 0;
  const auto desk = as("caozheng").get("/api/v1/desk").json();
  for (const auto& todo : desk.at("todos")) {
    if (todo.at("case").at("case") != hand.id() || !todo.contains("due")) continue;
    ++urged;
    ASSERT_TRUE(todo.contains("because")) << todo;
    const auto& because = todo.at("because");
    EXPECT_TRUE(std::ranges::any_of(limits, [&](const Json& limit) {
      return limit.at("limit") == because.at("limit") && limit.at("due") == todo.at("due") &&
             limit.at("title") == because.at("title") &&
             limit.at("article") == because.at("article");
    })) << todo;
  }
  EXPECT_GT(urged, 0U) << desk;
}

TEST_P(Console, SaysOfEachStepWhetherItIsTheReadersOwn) {
  auto script = venue_script();
  script.front().body.erase("performers");
  CaseInHand hand{people_, std::move(script)};
  hand.reach("open");
  const auto yours = [&](const std::string& who) {
    std::map<std::string, bool> out;
    const auto sight = as(who).get(hand.path()).json();
    for (const auto& step : sight.at("next")) out[step.at("step")] = step.at("yours");
    return out;
  };

  const auto handler = yours("wanglei");
  const auto colleague = yours("lina");
  const auto reader = yours("luojing");

  EXPECT_TRUE(handler.at("filing"));
  EXPECT_TRUE(handler.at("proposal"));
  EXPECT_FALSE(colleague.at("proposal")) << "of the unit, and no handler of the case";
  EXPECT_FALSE(handler.at("decision"));
  EXPECT_TRUE(yours("caozheng").at("decision"));
  EXPECT_TRUE(std::ranges::none_of(reader, [](const auto& step) { return step.second; }));
}

TEST_P(Console, NamesTheEvidenceThatWasTakenIn) {
  auto hand = reached("filing");
  const auto first = hand.attach("wanglei", "甲");
  const auto second = hand.attach("wanglei", "乙");

  EXPECT_NE(first.json().at("evidence"), second.json().at("evidence"));
  const auto path = hand.path("/evidence/" + second.json().at("evidence").get<std::string>());
  EXPECT_EQ(as("wanglei").get(path).body, "乙");
  EXPECT_FALSE(hand.perform("inquiry").json().contains("evidence"));
}

TEST_P(Console, GivesAnArticleForEachPointOfTheReview) {
  const auto points = reached("open").look().at("review_points");

  ASSERT_EQ(points.size(), 7U);
  for (const auto& point : points) {
    const auto article = point.at("article").get<std::string>();
    EXPECT_EQ(as("heping").get("/api/v1/articles/" + percent_encoded(article)).status, 200)
        << point;
  }
}

TEST_P(Console, SavesListViewsForEachPerson) {
  const std::string path = "/api/v1/views/" + percent_encoded("我的案件");
  const Json view{{"filter", {{"state", "open"}}}, {"columns", {"title"}}, {"sort", "-title"}};
  ASSERT_EQ(put("lina", path, view).status, 200);
  EXPECT_EQ(as("lina").get(path).json().at("filter").at("state"), "open");
  EXPECT_EQ(as("zhaomin").get(path).status, 404);
  EXPECT_THAT(as("zhaomin").get("/api/v1/views").body, Not(HasSubstr("我的案件")));
  auto wrong = view;
  wrong["filter"] = {{"state", 1}};
  expect_problem(put("lina", path, wrong), 422, "wrong-type");
  wrong["filter"] = Json::array();
  expect_problem(put("lina", path, wrong), 400, "");
  expect_problem(put("lina", "/api/v1/views/" + std::string(61, 'x'), view), 400, "bad-name");
  EXPECT_EQ(remove("lina", path).status, 204);
  EXPECT_EQ(as("lina").get(path).status, 404);
}

TEST_P(Console, ExportsTheCasesInScopeAndDisarmsFormulas) {
  auto script = venue_script();
  script.at(1).body["values"]["party.name"] = "=HYPERLINK(\"http://x\")";
  CaseInHand hand{people_, script};
  hand.reach("filing");
  const Json body{{"kind", "case_list"}, {"format", "csv"}, {"filter", {{"q", hand.id()}}}};

  const auto mine = exported("wanglei", body);
  EXPECT_THAT(mine, StartsWith("\xEF\xBB\xBF案件编号,"));
  EXPECT_THAT(mine, HasSubstr("\"'=HYPERLINK(\"\"http://x\"\")\""));
  EXPECT_THAT(exported("zhaomin", body), Not(HasSubstr("HYPERLINK"))) << "another unit's case";
  auto other_unit = body;
  other_unit["filter"] = {{"unit", "order"}};
  EXPECT_THAT(exported("zhaomin", other_unit), Not(HasSubstr(hand.id())));
  auto sheet = body;
  sheet["format"] = "xlsx";
  EXPECT_THAT(exported("wanglei", sheet), StartsWith("PK"));
}

TEST_P(Console, RefusesJobsThatAreNoneAndHidesThoseOfOthers) {
  const auto refused = [&](const Json& body, int status, const std::string& code) {
    expect_problem(as("lina").post("/api/v1/jobs", body), status, code);
  };
  refused({{"kind", "rm -rf"}}, 422, "unknown-choice");
  refused({{"kind", "case_list"}}, 422, "");
  refused({{"kind", "case_list"}, {"format", "exe"}}, 422, "unknown-choice");
  refused({{"kind", "case_list"}, {"format", "csv"}, {"filter", {{"x", "1"}}}}, 400, "");
  refused({{"kind", "case_list"}, {"format", "csv"}, {"filter", {{"major", "maybe"}}}}, 400,
          "unknown-choice");
  refused({{"kind", "case_list"}, {"format", "csv"}, {"more", 1}}, 400, "");
  expect_problem(as("guxin").post("/api/v1/jobs", {{"kind", "case_list"}, {"format", "csv"}}), 403,
                 "");
  const auto ordered =
      as("lina").post("/api/v1/jobs", {{"kind", "case_list"}, {"format", "csv"}}).json();
  const auto path = "/api/v1/jobs/" + ordered.at("job").get<std::string>();
  EXPECT_EQ(as("zhaomin").get(path).status, 404);
  EXPECT_EQ(as("zhaomin").get(path + "/result").status, 404);
  EXPECT_EQ(remove("zhaomin", path).status, 404);
  EXPECT_EQ(finished("lina", ordered.at("job")).at("state"), "done");
  EXPECT_EQ(remove("lina", path).status, 204);
  EXPECT_EQ(as("lina").get(path).json().at("state"), "cancelled");
  expect_problem(as("lina").get(path + "/result"), 409, "job-not-done");
}

TEST_P(Console, RecordsWhoLookedAtWhatOnceInTenMinutes) {
  auto hand = reached("filing");
  ASSERT_EQ(hand.attach("wanglei", "一份证据").status, 201);
  const std::string evidence = hand.look().at("evidence").at(0).at("evidence");
  EXPECT_EQ(looks(hand, "lina", "case"), 0U);

  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(as("lina").get(hand.path()).status, 200);
    EXPECT_EQ(as("lina").get(hand.path("/evidence/" + evidence)).status, 200);
    EXPECT_EQ(as("lina").get(hand.path("/documents/filing_register")).status, 200);
  }
  EXPECT_EQ(as("zhaomin").get(hand.path()).status, 404);
  EXPECT_EQ(as("lina").get(hand.path("/evidence/e-none")).status, 404);

  EXPECT_EQ(looks(hand, "lina", "case"), 1U);
  EXPECT_EQ(looks(hand, "lina", "evidence"), 1U);
  EXPECT_EQ(looks(hand, "lina", "paper"), 1U);
  EXPECT_EQ(looks(hand, "zhaomin", "case"), 0U) << "nothing was shown";
}

TEST_P(Console, ShowsInThePageOnlyWhatCannotBeAPage) {
  auto hand = reached("open");
  const auto attach = [&](const std::string& type, const std::string& bytes) {
    const auto answer = as("wanglei").send({.method = "POST",
                                            .path = attach_path(hand.id(), "文件"),
                                            .body = bytes,
                                            .content_type = type,
                                            .key = fresh_key()});
    EXPECT_EQ(answer.status, 201) << answer.body;
    const auto all = hand.look().at("evidence");
    return hand.path("/evidence/" + all.back().at("evidence").get<std::string>());
  };
  const auto page = attach("text/html", "<script>alert(1)</script>");
  const auto drawing = attach("image/svg+xml", "<svg onload='alert(1)'/>");
  const auto text = attach("Text/Plain; charset=gbk", "<b>不是网页</b>");

  for (const auto& path : {page, drawing}) {
    const auto answer = as("wanglei").get(path + "?inline=1");
    EXPECT_EQ(answer.header("content-type"), "application/octet-stream");
    EXPECT_EQ(answer.header("content-disposition"), "attachment");
  }
  const auto shown = as("wanglei").get(text + "?inline=1");
  EXPECT_EQ(shown.header("content-type"), "text/plain; charset=utf-8");
  EXPECT_EQ(shown.header("content-disposition"), "inline");
  EXPECT_EQ(shown.header("x-content-type-options"), "nosniff");
  EXPECT_THAT(shown.header("content-security-policy"), HasSubstr("sandbox"));
  EXPECT_EQ(as("wanglei").get(text).header("content-disposition"), "attachment");
}

TEST_P(Console, ShowsWhatWaitsForOthersAndWhoCanHelp) {
  auto hand = reached("draft");
  const auto has_case = [&](const Json& list) {
    for (const auto& entry : list) {
      if (entry.at("case").at("case") == hand.id()) return true;
    }
    return false;
  };
  const auto mine = as("wanglei").get("/api/v1/desk").json();
  EXPECT_TRUE(has_case(mine.at("waiting"))) << "the reviewer's turn";
  EXPECT_FALSE(has_case(as("zhaomin").get("/api/v1/desk").json().at("waiting")));
  EXPECT_TRUE(has_case(as("heping").get("/api/v1/desk").json().at("todos")));

  const auto colleagues = as("wanglei").get("/api/v1/colleagues?role=officer").json();
  EXPECT_THAT(colleagues.dump(), HasSubstr("\"lina\""));
  EXPECT_THAT(colleagues.dump(), Not(HasSubstr("\"zhaomin\""))) << "of another unit";
  for (const auto& person : colleagues.at("colleagues")) {
    if (person.at("person") == "sunhao") {
      EXPECT_EQ(person.at("certificate_valid"), false) << "it ended yesterday";
    }
    if (person.at("person") == "chenbin") {
      EXPECT_EQ(person.at("certificate_valid"), true) << "today is its last day";
    }
  }
  expect_problem(as("wanglei").get("/api/v1/colleagues?role=god"), 400, "unknown-choice");
  EXPECT_THAT(as("heping").get("/api/v1/colleagues").body, HasSubstr("\"zhaomin\""));
}

TEST_P(Console, TellsDraftsApartWithTheReviewsOfEach) {
  auto hand = reached("draft");
  auto opinion = passing_opinion(hand.draft());
  opinion["opinion"] = "return";
  opinion["points"]["facts"] = {{"passed", false},
                                {"note", "天数有出入"},
                                {"references", {{{"of", "draft"}, {"id", ""}, {"paragraph", 3}}}}};
  const auto returned = hand.step("heping", "legal_review", opinion);
  ASSERT_EQ(returned.status, 200) << returned.body;
  const auto now = hand.look().at("review");
  EXPECT_EQ(now.at("opinion"), "退回补充调查");
  EXPECT_THAT(now.at("next").get<std::string>(), HasSubstr("补充调查"));
  ASSERT_EQ(hand.step("wanglei", "proposal", venue_proposal("4")).status, 200);
  ASSERT_EQ(hand.step("wanglei", "draft", Json::object()).status, 200);

  const auto drafts = as("heping").get(hand.path("/drafts")).json().at("drafts");
  ASSERT_EQ(drafts.size(), 2U);
  const auto& review = drafts.at(0).at("reviews").at(0);
  EXPECT_EQ(review.at("passed"), false);
  EXPECT_EQ(review.at("round"), 1);
  EXPECT_EQ(review.at("opinion"), "退回补充调查");
  EXPECT_THAT(review.dump(), HasSubstr(R"("references":[{"id":"","of":"draft","paragraph":3}])"));
  EXPECT_THAT(drafts.at(0).at("reviews").at(0).dump(), HasSubstr("天数有出入"));
  EXPECT_TRUE(drafts.at(1).at("reviews").empty());
  EXPECT_NE(drafts.at(0).at("text"), drafts.at(1).at("text"));
  EXPECT_EQ(as("zhaomin").get(hand.path("/drafts")).status, 404);
}

TEST_P(Console, NarrowsAndSortsTheListOfCases) {
  auto hand = reached("filing");
  const auto total = [&](const std::string& query) {
    const auto answer = as("wanglei").get("/api/v1/cases?q=" + hand.id() + query);
    return answer.status == 200 ? answer.json().at("total").get<int>() : -answer.status;
  };
  EXPECT_EQ(total("&state=open&item=venue_recordings_not_kept&major=true&sealed=false"), 1)
      << "unknown is taken for major";
  EXPECT_EQ(total("&state=closed"), 0);
  EXPECT_EQ(total("&major=false"), 0);
  EXPECT_EQ(total("&opened_from=2000-01-01&opened_to=2100-01-01"), 1);
  EXPECT_EQ(total("&opened_to=2000-01-01"), 0);
  EXPECT_EQ(total("&unit=chengguan"), 1) << "an officer's own unit, whatever he asks for";
  EXPECT_EQ(total("&opened_from=yesterday"), -400);
  EXPECT_EQ(total("&major=1"), -400);
  EXPECT_EQ(total("&sort=title;DROP%20TABLE%20event"), -400);
  EXPECT_EQ(total("&state=everything"), -400);
  EXPECT_EQ(total("&limit=201"), -400);
}

TEST_P(Console, LeavesATrailOfThoseWhoSignIn) {
  Client somebody{installation_.bureau.address()};
  EXPECT_EQ(somebody.sign_in("lina", "wrong password").status, 401);
  EXPECT_EQ(somebody.sign_in("nobody", "wrong password").status, 401);
  EXPECT_EQ(somebody.sign_in("lina", kPassword).status, 201);
  const auto trail = as("songqing").get("/api/v1/sign-ins?limit=3").json().at("attempts");
  ASSERT_EQ(trail.size(), 3U);
  EXPECT_EQ(trail.at(0).at("outcome"), "signed_in");
  EXPECT_EQ(trail.at(0).at("person"), "lina");
  EXPECT_EQ(trail.at(1).at("person"), "");
  EXPECT_EQ(trail.at(2).at("outcome"), "wrong-credentials");
  for (const char* other : {"wanglei", "guxin", "caozheng"}) {
    expect_problem(as(other).get("/api/v1/sign-ins"), 403, "no-permission");
  }
}

TEST_P(Console, ShowsTheFormThatOpensACaseAndTheWordsOfTheLaw) {
  const auto item = as("wanglei").get("/api/v1/items/venue_recordings_not_kept").json();
  EXPECT_FALSE(item.at("opening").at("form").empty());
  EXPECT_EQ(as("wanglei").get("/api/v1/articles/APL-2021/42.1").json().at("article"),
            "APL-2021/42.1");
  expect_problem(as("wanglei").get("/api/v1/items/none"), 404, "");
  expect_problem(as("wanglei").get("/api/v1/articles/APL-2021/999"), 404, "");
  EXPECT_EQ(installation_.stranger().get("/api/v1/articles/APL-2021/42.1").status, 401);
}

MINGCHA_ON_EACH_ENGINE(Console);

}  // namespace
}  // namespace mingcha::test
