// SPDX-License-Identifier: Apache-2.0
// Legal review over HTTP: who gets what, what is refused, who stands in for whom, and the figures.
#include <fmt/format.h>

#include "base/instant.h"
#include "test/api/refusals.h"

namespace mingcha::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

class ReviewRefusals : public Refusals {};

TEST_P(ReviewRefusals, RefusesAReviewerWhoHandledTheCase) {
  auto script = venue_script();
  script.at(2).body["performers"] = Json::array({"xujing"});
  reach(script, "draft");

  const auto refused = hand_->step("xujing", "legal_review", passing_opinion(hand_->draft()));

  expect_problem(refused, 422, "reviewer_not_handler");
  expect_problem(hand_->step("wanglei", "legal_review", passing_opinion(hand_->draft())), 422, "");
}

TEST_P(ReviewRefusals, RefusesAnOpinionThatDoesNotFitItsPointsOrTheFile) {
  reach(venue_script(), "draft");
  const auto opinion = passing_opinion(hand_->draft());
  const auto expect = [&](const Json& body, int status, const std::string& code) {
    expect_refused("heping", step_call("legal_review", body.dump()), status, code);
  };
  auto body = opinion;
  body.erase("opinion");
  expect(body, 422, "opinion-missing");
  body["opinion"] = "approve";
  expect(body, 422, "opinion-unknown");
  body["opinion"] = "transfer";
  expect(body, 422, "point-not-failed");
  body["opinion"] = "return";
  body["points"]["facts"] = {{"passed", false}};
  expect(body, 422, "note-missing");
  body["opinion"] = "pass";
  expect(body, 422, "point-failed");

  const auto referring = [&](const Json& references) {
    auto out = opinion;
    out["points"]["facts"]["references"] = references;
    return out;
  };
  expect(referring({{{"of", "evidence"}, {"id", "nowhere"}}}), 422, "reference-unknown");
  expect(referring({{{"of", "draft"}, {"id", ""}, {"page", 0}}}), 422, "");
  expect(referring({"the photograph"}), 422, "wrong-type");
  expect(referring({{{"of", "draft"}, {"id", ""}, {"line", 3}}}), 422, "unknown-field");
  expect(referring(Json(21, Json{{"of", "draft"}, {"id", ""}})), 422, "");
}

TEST_P(ReviewRefusals, RefusesADraftThatComesBackUnchanged) {
  reach(venue_script(), "draft");
  changed_ = true;
  auto returned = passing_opinion(hand_->draft());
  returned["opinion"] = "return";
  returned["points"]["facts"] = {{"passed", false}, {"note", "天数有出入"}};
  ASSERT_EQ(hand_->step("heping", "legal_review", returned).status, 200);

  const auto again = hand_->step("heping", "legal_review", passing_opinion(hand_->draft()));
  expect_problem(again, 422, "review-unchanged");
  EXPECT_EQ(finding_of(again, "review-unchanged").at("article"), "APL-2021/58.1");
  ASSERT_EQ(hand_->step("wanglei", "draft", Json::object()).status, 200);
  expect_problem(hand_->step("heping", "legal_review", passing_opinion(hand_->draft())), 422,
                 "review-unchanged");
}

std::string days_from_now(int days) {
  return to_string(local_day(SystemClock{}.now()) + std::chrono::days{days});
}

class Reviews : public OnEachEngine {
 protected:
  static Json returned(const std::string& draft) {
    auto body = passing_opinion(draft);
    body["opinion"] = "return";
    body["points"]["facts"] = {{"passed", false}, {"note", "天数有出入"}};
    return body;
  }
  Json row_of(const std::string& who, const std::string& query, const std::string& case_id) {
    for (int offset = 0;; offset += 200) {
      const auto page =
          as(who).get(fmt::format("/api/v1/reviews?limit=200&offset={}&{}", offset, query));
      EXPECT_EQ(page.status, 200) << page.body;
      const auto rows = page.json().at("reviews");
      for (const auto& row : rows) {
        if (row.at("case").at("case") == case_id) return row;
      }
      if (rows.size() < 200) return nullptr;
    }
  }
  Json submission(CaseInHand& hand) { return hand.look().at("review").at("submission"); }
  Answer hand_over(const std::string& who, CaseInHand& hand, const std::string& to) {
    return as(who).post(hand.path("/reviewer"), {{"reviewer", to}, {"reason", "外出培训"}});
  }
};

TEST_P(Reviews, WaitInTheQueueOfWhomTheRuleChoseUntilTheyAreDone) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  const auto sight = submission(hand);
  EXPECT_EQ(sight.at("round"), 1);
  EXPECT_EQ(sight.at("reviewer"), "heping");
  EXPECT_EQ(sight.at("submitted_by"), "王磊");
  const auto due = sight.at("due").get<std::string>();

  const auto row = row_of("heping", "state=open&reviewer=me", hand.id());
  ASSERT_TRUE(row.is_object());
  EXPECT_EQ(row.at("due"), due);
  EXPECT_EQ(row.at("reviewer_name"), "何平");
  EXPECT_FALSE(row.at("late").get<bool>());
  EXPECT_TRUE(row_of("tangwei", "state=open&reviewer=xujing", hand.id()).is_null());
  EXPECT_EQ(as("wanglei").get("/api/v1/reviews").status, 403);

  hand.reach("legal_review");
  EXPECT_TRUE(row_of("heping", "state=open", hand.id()).is_null());
  const auto done = row_of("heping", "state=opined&reviewer=me&opinion=pass", hand.id());
  ASSERT_TRUE(done.is_object());
  EXPECT_TRUE(done.at("passed").get<bool>());
  EXPECT_EQ(done.at("outcome"), "");
  hand.reach("decision");
  EXPECT_EQ(row_of("heping", "state=opined", hand.id()).at("outcome"), "decided");
}

TEST_P(Reviews, AreHandedOverByReviewersAndNotByHandlers) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  expect_problem(hand_over("wanglei", hand, "xujing"), 422, "handler-chooses-reviewer");
  const auto unqualified = hand_over("heping", hand, "lvyang");
  expect_problem(unqualified, 422, "reviewer_qualified");
  EXPECT_EQ(finding_of(unqualified, "reviewer_qualified").at("article"), "APL-2021/58.2");
  EXPECT_EQ(finding_of(unqualified, "reviewer_qualified").at("where"), "reviewer");
  expect_problem(
      as("heping").post(hand.path("/reviewer"), {{"reviewer", "xujing"}, {"reason", ""}}), 422,
      "reasons-missing");
  EXPECT_EQ(submission(hand).at("reviewer"), "heping") << "nothing half done";

  const auto candidates = as("heping").get(hand.path("/reviewers"));
  ASSERT_EQ(candidates.status, 200) << candidates.body;
  const auto listed = candidates.json().at("reviewers");
  for (const auto& one : listed) {
    EXPECT_EQ(one.at("possible").get<bool>(), one.at("obstacles").empty());
    if (one.at("person") == "lvyang") {
      EXPECT_THAT(one.dump(), HasSubstr("APL-2021/58.2"));
    }
  }
  ASSERT_EQ(hand_over("heping", hand, "xujing").status, 200);
  EXPECT_EQ(submission(hand).at("reviewer_name"), "许静");
  expect_problem(hand.step("heping", "legal_review", passing_opinion(hand.draft())), 422,
                 "assigned-to-another");
  EXPECT_EQ(hand.step("xujing", "legal_review", passing_opinion(hand.draft())).status, 200);
  EXPECT_THAT(hand.events().dump(), HasSubstr("review.assigned"));
}

TEST_P(Reviews, GoToAnotherWhenTheirReviewerHasAConflict) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  ASSERT_EQ(as("heping").post(hand.path("/conflict"), {{"reason", "与当事人是近亲属"}}).status,
            200);
  EXPECT_EQ(submission(hand).at("reviewer"), "xujing");
  EXPECT_THAT(hand.look().at("recused").dump(), HasSubstr("何平"));
  const auto back = hand_over("xujing", hand, "heping");
  EXPECT_EQ(back.status, 422);
  EXPECT_THAT(back.body, HasSubstr("APL-2021/43"));
}

TEST_P(Reviews, ThatFailedAreObjectedToOnceAndReviewedByAnother) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  ASSERT_EQ(hand.step("heping", "legal_review", returned(hand.draft())).status, 200);
  const Json objection{{"values", {{"review.objection", "天数以回放记录为准，已经附卷。"}}}};
  ASSERT_EQ(hand.step("wanglei", "review_objection", objection).status, 200);
  EXPECT_TRUE(submission(hand).at("again").get<bool>());
  EXPECT_EQ(submission(hand).at("reviewer"), "xujing");
  expect_problem(hand_over("xujing", hand, "heping"), 422, "same-reviewer");
  ASSERT_EQ(hand.step("xujing", "legal_review", returned(hand.draft())).status, 200);
  expect_problem(hand.step("wanglei", "review_objection", objection), 422, "objected-already");
  const Json cure{{"values", {{"review.cure", "已补正"}}}};
  expect_problem(hand.step("wanglei", "review_submission", cure), 422, "review-unchanged");
  ASSERT_EQ(hand.attach("wanglei", "补充的证据 " + hand.id()).status, 201);
  ASSERT_EQ(hand.step("wanglei", "review_submission", cure).status, 200);
  EXPECT_EQ(submission(hand).at("round"), 3);
}

TEST_P(Reviews, OfCasesThatEndedAreNotAskedForAnyMore) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  const Json ending{
      {"values",
       {{"no_penalty.ground", "not_proven"}, {"no_penalty.reasons", "违法事实不能成立。"}}}};
  const auto ended = hand.step("chenbin", "no_penalty", ending);
  ASSERT_EQ(ended.status, 200) << ended.body;
  const auto refused = hand.step("heping", "legal_review", passing_opinion(hand.draft()));
  expect_problem(refused, 409, "not-needed");
  EXPECT_NE(finding_of(refused, "not-needed").at("article"), "");
}

TEST_P(Reviews, CountWhatCameOfThem) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("draft");
  ASSERT_EQ(hand.step("heping", "legal_review", returned(hand.draft())).status, 200);
  ASSERT_EQ(hand.attach("wanglei", "补充的证据 " + hand.id()).status, 201);
  ASSERT_EQ(
      hand.step("wanglei", "review_submission", {{"values", {{"review.cure", "已补正"}}}}).status,
      200);
  hand.give_review_to("heping");
  ASSERT_EQ(hand.step("heping", "legal_review", passing_opinion(hand.draft())).status, 200);

  for (const char* by : {"all", "reviewer", "unit", "opinion", "month"}) {
    const auto answer = as("luojing").get(fmt::format("/api/v1/reviews/quality?by={}", by));
    ASSERT_EQ(answer.status, 200) << answer.body;
    std::int64_t opinions = 0;
    const auto figures = answer.json().at("figures");
    for (const auto& row : figures) {
      opinions += row.at("opinions").get<std::int64_t>();
      EXPECT_LE(row.at("passed"), row.at("opinions"));
      EXPECT_LE(row.at("first_passed"), row.at("passed"));
    }
    const auto rows = as("luojing").get("/api/v1/reviews?state=opined&limit=1").json();
    EXPECT_EQ(opinions, rows.at("total")) << by << ": every figure can be counted";
  }
  const auto mine = as("luojing").get("/api/v1/reviews/quality?by=unit&unit=order");
  ASSERT_EQ(mine.json().at("figures").size(), 1U);
  EXPECT_EQ(mine.json().at("figures").at(0).at("title"), "治安管理大队");
  const auto points = mine.json().at("points");
  for (const auto& point : points) {
    EXPECT_GE(point.at("failed").get<int>(), point.at("point") == "facts" ? 1 : 0);
  }
  EXPECT_EQ(as("luojing")
                .get("/api/v1/reviews/quality?from=2020-01-01&to=2020-12-31")
                .json()
                .at("figures")
                .size(),
            0U);
  expect_problem(as("luojing").get("/api/v1/reviews/quality?by=party"), 400, "unknown-choice");
  expect_problem(as("luojing").get("/api/v1/reviews?from=yesterday"), 400, "not-a-date");
}

TEST_P(Reviews, KnowWhoMayReviewAndHowManyTheyAre) {
  const auto staff = as("tangwei").get("/api/v1/reviewers").json();
  EXPECT_GE(staff.at("share_permille"), staff.at("share_permille_at_least"));
  EXPECT_EQ(staff.at("share_permille_at_least"), 50);
  for (const auto& one : staff.at("reviewers")) {
    const bool without = one.at("person") == "lvyang" || one.at("person") == "tanyang";
    EXPECT_NE(one.at("qualified").get<bool>(), without) << one.dump();
  }
}

class StandingIn : public OnEachEngine {
 protected:
  void withdraw(const std::string& who, const std::string& what, const std::string& id) {
    const auto answer = withdrawing(who, what, id);
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  Answer withdrawing(const std::string& who, const std::string& what, const std::string& id) {
    return as(who).send({.method = "POST",
                         .path = fmt::format("/api/v1/{}/{}/withdrawal", what, id),
                         .key = fresh_key()});
  }
};

TEST_P(StandingIn, ApproversOnLeaveDecideNothingAndThoseTheyTrustDo) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("unit_approval");
  const Json body{{"draft", hand.draft()}};
  const auto absence =
      as("caozheng")
          .post("/api/v1/absences",
                {{"from", days_from_now(0)}, {"to", days_from_now(3)}, {"reason", "出差"}});
  ASSERT_EQ(absence.status, 201) << absence.body;
  expect_problem(
      as("caozheng")
          .post("/api/v1/absences",
                {{"from", days_from_now(2)}, {"to", days_from_now(5)}, {"reason", "出差"}}),
      422, "days-overlap");
  EXPECT_EQ(hand.step("caozheng", "decision", body).status, 422);
  EXPECT_EQ(hand.step("zhaomin", "decision", body).status, 404) << "not even of the unit";
  expect_problem(hand.step("chenbin", "decision", body), 422, "wrong-role");

  const Json to_xujing{{"to", "xujing"},
                       {"from", days_from_now(0)},
                       {"until", days_from_now(3)},
                       {"reason", "出差期间代为审批"}};
  expect_problem(as("wanglei").post("/api/v1/delegations", to_xujing), 422, "no-power-to-give");
  auto to_auxiliary = to_xujing;
  to_auxiliary["to"] = "zhengkai";
  expect_problem(as("caozheng").post("/api/v1/delegations", to_auxiliary), 422, "taker-cannot");
  const auto given = as("caozheng").post("/api/v1/delegations", to_xujing);
  ASSERT_EQ(given.status, 201) << given.body;
  EXPECT_THAT(as("xujing").get("/api/v1/todos").body, HasSubstr(hand.id()))
      << "what she stands in for waits for her";
  const auto decided = hand.step("xujing", "decision", body);
  ASSERT_EQ(decided.status, 200) << decided.body;
  const auto signatures = hand.look().at("signatures");
  EXPECT_EQ(signatures.back().at("signer"), "许静");
  EXPECT_EQ(signatures.back().at("on_behalf"), "曹正");
  withdraw("caozheng", "delegations", given.json().at("id"));
  withdraw("caozheng", "absences", absence.json().at("id"));
  EXPECT_THAT(as("caozheng").get("/api/v1/delegations").body,
              Not(HasSubstr(given.json().at("id").get<std::string>())));
}

TEST_P(StandingIn, ReviewersOnLeaveGetNothingNew) {
  const auto absence = as("tangwei").post("/api/v1/absences", {{"person", "heping"},
                                                               {"from", days_from_now(0)},
                                                               {"to", days_from_now(1)},
                                                               {"reason", "病假"}});
  ASSERT_EQ(absence.status, 201) << absence.body;
  CaseInHand hand{people_, venue_script()};
  hand.reach("defence");
  ASSERT_EQ(hand.step("wanglei", "draft", Json::object()).status, 200);
  EXPECT_EQ(hand.look().at("review").at("submission").at("reviewer"), "xujing");
  withdraw("tangwei", "absences", absence.json().at("id"));
  expect_problem(as("wanglei").post("/api/v1/absences", {{"person", "lina"},
                                                         {"from", days_from_now(0)},
                                                         {"to", days_from_now(1)},
                                                         {"reason", "病假"}}),
                 422, "not-own");
  expect_problem(as("wanglei").post(
                     "/api/v1/absences",
                     {{"from", days_from_now(-3)}, {"to", days_from_now(-2)}, {"reason", "病假"}}),
                 422, "days-over");
  EXPECT_EQ(withdrawing("wanglei", "absences", "none").status, 404);
}

TEST_P(StandingIn, NobodySteersTheReviewsByTheLeaveOfAnotherUnit) {
  const Json leave{{"person", "heping"},
                   {"from", days_from_now(0)},
                   {"to", days_from_now(1)},
                   {"reason", "病假"}};
  expect_problem(as("wuting").post("/api/v1/absences", leave), 422, "not-own");
  const auto absence = as("tangwei").post("/api/v1/absences", leave);
  ASSERT_EQ(absence.status, 201) << absence.body;
  const std::string id = absence.json().at("id");
  EXPECT_EQ(withdrawing("wuting", "absences", id).status, 404);
  withdraw("tangwei", "absences", id);
  auto of_her_station = leave;
  of_her_station["person"] = "zhaomin";
  EXPECT_EQ(as("wuting").post("/api/v1/absences", of_her_station).status, 201);
}

TEST_P(StandingIn, ADraftIsSentBackWithItsReasons) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("unit_approval");
  Json back{{"draft", hand.draft()}, {"opinion", "return"}};
  expect_problem(hand.step("caozheng", "decision", back), 422, "reasons-missing");
  back["reasons"] = "停业天数请再研究";
  ASSERT_EQ(hand.step("caozheng", "decision", back).status, 200);
  const auto refused = hand.step("caozheng", "decision", {{"draft", hand.draft()}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(finding_of(refused, "draft-sent-back").at("article"), "APL-2021/57.1");
  const auto signatures = hand.look().at("signatures");
  EXPECT_FALSE(signatures.back().at("agrees").get<bool>());
  EXPECT_EQ(signatures.back().at("reasons"), "停业天数请再研究");
}

MINGCHA_ON_EACH_ENGINE(ReviewRefusals);
MINGCHA_ON_EACH_ENGINE(Reviews);
MINGCHA_ON_EACH_ENGINE(StandingIn);

}  // namespace
}  // namespace mingcha::test
