// SPDX-License-Identifier: Apache-2.0
// What the program says to what it must not take, and that nothing changes by it.
#include <cstdint>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "base/instant.h"
#include "crypto/hash.h"
#include "http/server/test_client.h"
#include "test/api/refusals.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

std::string sha256(const std::string& bytes) { return to_hex(as_bytes(crypto::sha256(bytes))); }

TEST_P(Refusals, RefusesWhatIsNoProperJson) {
  reach(venue_script(), "open");
  const auto deep = std::string(100'000, '[');
  for (const auto& [body, code] : std::vector<std::pair<std::string, std::string>>{
           {"", "not-json"},
           {"{", "not-json"},
           {"{\"values\": {}} trailing", "not-json"},
           {"{'values': {}}", "not-json"},
           {"[]", ""},
           {"null", ""},
           {R"({"values": {}, "values": {"filing.opinion": "own_case"}})", "duplicate-field"},
           {R"({"values": {"filing.opinion": "a", "filing.opinion": "b"}})", "duplicate-field"},
           {"{\"reasons\": \"\xFF\xFE\"}", ""},
           {R"({"reasons": "a\u0000b"})", "bad-text"},
           {R"({"reasons": "\ud800"})", ""},
           {R"({"values": {"filing.opinion": 1.5}})", "not-whole"},
           {R"({"expected_version": 99999999999999999999})", "not-whole"},
           {"{\"values\": " + deep, ""},
       }) {
    expect_refused("wanglei", step_call("filing", body), 400, code);
  }
}

TEST_P(Refusals, RefusesUnknownFieldsAndWrongTypes) {
  reach(venue_script(), "open");
  for (const auto& body : std::vector<Json>{
           {{"admin", true}},
           {{"values", Json::object()}, {"valeus", Json::object()}},
           {{"values", "text"}},
           {{"performers", "lina"}},
           {{"performers", Json::array({1, 2})}},
           {{"opinion", true}},
           {{"points", Json::array()}},
           {{"expected_version", "2"}},
           {{"happened_at", 5}},
       }) {
    expect_step_refused("filing", body, 400, "");
  }
  // Inside the form it is a value that is not right, with the others that are not.
  for (const auto& body : std::vector<Json>{
           {{"values", {{"filing.opinion", Json::array({"own_case"})}}}},
           {{"values", {{"filing.opinion", Json::object()}}}},
           {{"points", {{"facts", true}}}},
       }) {
    expect_step_refused("filing", body, 422, "wrong-type");
  }
  expect_step_refused("filing", filing_with("penalty.fine_yuan", 5), 422, "field-not-asked");
  expect_step_refused("filing", filing_with("no.such", "x"), 422, "field-not-asked");
  expect_step_refused("no_such_step", Json::object(), 404, "");
  expect_refused("wanglei",
                 {.method = "POST",
                  .path = "/api/v1/cases",
                  .body = R"({"item": "no_such_item"})",
                  .key = fresh_key()},
                 404, "");
  auto form = step_call("filing", "values=1");
  form.content_type = "application/x-www-form-urlencoded";
  expect_refused("wanglei", form, 415, "");
}

TEST_P(Refusals, RefusesWhatTheFieldsCannotHold) {
  reach(venue_script(), "open");
  const auto tomorrow = to_string(local_day(SystemClock{}.now()) + std::chrono::days{1});
  expect_step_refused("filing", filing_with("party.credit_code", "92999922MA00002853"), 422,
                      "check-digit");
  expect_step_refused("filing", filing_with("party.kind", "ghost"), 422, "unknown-choice");
  expect_step_refused("filing", filing_with("party.name", std::string(20'000, 'x')), 422,
                      "too-long");
  expect_step_refused("filing", filing_with("party.name", "甲\n乙"), 422, "line-break");
  auto person = assault_script().at(1).body;
  person["values"]["party.id_number"] = "999922199003110077";
  expect_step_refused("filing", person, 422, "check-digit");
  person["values"]["party.id_number"] = "999922199003110076";
  person["values"]["party.birth"] = tomorrow;
  expect_step_refused("filing", person, 422, "in-the-future");
  person["values"]["party.birth"] = "1990-02-30";
  expect_step_refused("filing", person, 422, "not-a-date");
}

TEST_P(Refusals, RefusesATimeThatHasNotComeYet) {
  reach(venue_script(), "open");
  auto body = hand_->stage("filing").body;
  body["happened_at"] = minutes_ago(-10);
  expect_step_refused("filing", body, 422, "not_in_future");
  body["happened_at"] = "2026-02-30T00:00:00+08:00";
  expect_step_refused("filing", body, 422, "not-a-moment");
}

TEST_P(Refusals, RefusesABodyOfTwentyMegabytes) {
  reach(venue_script(), "open");
  Json body{{"reasons", std::string(20'000'000, 'x')}};
  expect_refused("wanglei", step_call("filing", body.dump()), 413, "");
  const auto who = installation_.stranger().send(
      {.method = "POST", .path = "/api/v1/session", .body = std::string(20'000'000, '{')});
  expect_problem(who, 413, "");
}

TEST_P(Refusals, RefusesAnOldFormOverANewerCase) {
  reach(venue_script(), "filing");
  auto body = hand_->stage("inquiry").body;
  const auto version = hand_->look().at("version").get<std::int64_t>();
  body["expected_version"] = version - 1;
  expect_step_refused("inquiry", body, 409, "version-stale");
  body["expected_version"] = version + 1;
  expect_step_refused("inquiry", body, 409, "version-stale");

  body["expected_version"] = version;
  changed_ = true;
  EXPECT_EQ(hand_->step("wanglei", "inquiry", body).status, 200);
  EXPECT_EQ(hand_->step("wanglei", "inquiry", body).status, 409);
}

TEST_P(Refusals, AnswersARepeatedCommandAsTheFirstTimeAndRecordsItOnce) {
  reach(venue_script(), "open");
  changed_ = true;
  auto call = step_call("filing", hand_->stage("filing").body.dump());

  const auto first = as("wanglei").send(call);
  ASSERT_EQ(first.status, 200) << first.body;
  const auto after = state();
  const auto again = as("wanglei").send(call);

  EXPECT_EQ(again.status, first.status);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(state(), after);
  auto other = call;
  other.body = filing_with("party.phone", "0999-5550289").dump();
  expect_problem(as("wanglei").send(other), 422, "key-reused");
  auto elsewhere = call;
  elsewhere.path = hand_->path("/steps/inquiry");
  expect_problem(as("wanglei").send(elsewhere), 422, "key-reused");
  EXPECT_EQ(state(), after);
}

TEST_P(Refusals, RecordsOpeningAndFilesOncePerKey) {
  reach(venue_script(), "open");
  changed_ = true;
  Call opening{.method = "POST",
               .path = "/api/v1/cases",
               .body = hand_->stage("open").body.dump(),
               .key = fresh_key()};
  const auto opened = as("wanglei").send(opening);
  EXPECT_EQ(opened.status, 201);
  EXPECT_EQ(as("wanglei").send(opening).body, opened.body);

  Call attaching{.method = "POST",
                 .path = attach_path(hand_->id(), "照片"),
                 .body = "一张照片",
                 .content_type = "text/plain",
                 .key = fresh_key()};
  const auto attached = as("wanglei").send(attaching);
  EXPECT_EQ(attached.status, 201) << attached.body;
  EXPECT_EQ(as("wanglei").send(attaching).body, attached.body);
  EXPECT_EQ(hand_->look().at("evidence").size(), 1U);
  attaching.body = "另一张照片";
  expect_problem(as("wanglei").send(attaching), 422, "key-reused");
  EXPECT_EQ(hand_->look().at("evidence").size(), 1U);
}

TEST_P(Refusals, LetsExactlyOneOfTwoApproversDecideAtOnce) {
  for (int round = 0; round < 5; ++round) {
    CaseInHand hand{people_, assault_script()};
    hand.reach("draft");
    const auto before = hand.look().at("version").get<std::int64_t>();
    const Json body{{"draft", hand.draft()}};
    Answer answers[2];
    {
      std::jthread first{[&] { answers[0] = hand.step("caozheng", "decision", body); }};
      std::jthread second{[&] { answers[1] = hand.step("tangwei", "decision", body); }};
    }
    if (answers[0].status != 200) std::swap(answers[0], answers[1]);

    EXPECT_EQ(answers[0].status, 200) << answers[0].body;
    expect_problem(answers[1], 409, "");
    const auto won = answers[0].json();
    EXPECT_EQ(hand.look().at("version").get<std::int64_t>(),
              before + static_cast<std::int64_t>(won.at("events").size()));
    EXPECT_EQ(hand.look().at("decision").at("number"), won.at("numbers").at(0));
  }
}

TEST_P(Refusals, RefusesStepsOutOfOrder) {
  reach(venue_script(), "filing");
  for (const char* step : {"proposal", "notice", "defence", "draft", "closing"}) {
    const auto& known = std::string_view{step} == "closing"
                            ? Json{{"values", {{"closing.note", "结案"}}}}
                            : hand_->stage(step).body;
    const auto answer = hand_->step("wanglei", step, known);
    EXPECT_THAT(answer.status, testing::AnyOf(409, 422)) << step << answer.body;
    EXPECT_FALSE(answer.json().at("findings").empty()) << step;
  }
  expect_problem(hand_->step("heping", "legal_review", passing_opinion(std::string(64, '0'))), 422,
                 "draft-missing");
  expect_problem(hand_->step("caozheng", "decision", {{"draft", std::string(64, '0')}}), 422,
                 "draft-missing");
  expect_step_refused("filing", hand_->stage("filing").body, 409, "already-done");
}

TEST_P(Refusals, RefusesAnOfficerWhoseCertificateEndedYesterday) {
  reach(venue_script(), "filing");
  auto body = hand_->stage("inquiry").body;
  body["performers"] = Json::array({"sunhao"});
  expect_step_refused("inquiry", body, 422, "certificate_valid");
  EXPECT_EQ(finding_of(hand_->step("wanglei", "inquiry", body), "certificate_valid").at("article"),
            "APL-2021/42.1");
  body["performers"] = Json::array();
  expect_step_refused("inquiry", body, 422, "two_officers");
  body["performers"] = Json::array({"nobody"});
  EXPECT_EQ(hand_->step("wanglei", "inquiry", body).status, 422);

  // The day on which a certificate ends still counts.
  changed_ = true;
  body["performers"] = Json::array({"chenbin"});
  EXPECT_EQ(hand_->step("wanglei", "inquiry", body).status, 200);
}

TEST_P(Refusals, RefusesFilesThatAreEmptyDoubledOrOtherThanDeclared) {
  reach(venue_script(), "open");
  Call call{.method = "POST",
            .path = attach_path(hand_->id(), "照片"),
            .content_type = "text/plain",
            .key = fresh_key()};
  expect_refused("wanglei", call, 422, "file-empty");
  call.body = "照片的前一半";
  call.headers = {"X-Content-SHA256: " + sha256("照片的前一半，还有后一半")};
  expect_refused("wanglei", call, 422, "digest-differs");
  call.headers.clear();
  call.path = hand_->path("/evidence?title=%01&name=");
  expect_refused("wanglei", call, 422, "name-missing");

  changed_ = true;
  ASSERT_EQ(hand_->attach("wanglei", "同一份文件").status, 201);
  const auto after = state();
  expect_problem(hand_->attach("wanglei", "同一份文件"), 409, "evidence-doubled");
  EXPECT_EQ(state(), after);
}

TEST_P(Refusals, KeepsNothingOfAFileThatBreaksOffInTheMiddle) {
  reach(venue_script(), "open");
  Client officer{installation_.bureau.address()};
  const auto session = officer.sign_in("wanglei", kPassword);
  const auto cookie = session.header("set-cookie");
  const auto& address = installation_.bureau.address();
  const auto arrivals = installation_.bureau.data() / "arrivals";
  {
    http::test::RawClient raw{
        static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)))};
    raw.send(fmt::format(
        "POST {} HTTP/1.1\r\nHost: a\r\nCookie: {}\r\nX-CSRF-Token: {}\r\n"
        "Idempotency-Key: {}\r\nContent-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n{}",
        attach_path(hand_->id(), "照片"), cookie.substr(0, cookie.find(';')),
        session.json().at("csrf").get<std::string>(), fresh_key(), std::string(500'000, 'x')));
    for (int i = 0; i < 200 && std::filesystem::is_empty(arrivals); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    EXPECT_FALSE(std::filesystem::is_empty(arrivals)) << "the file never began to arrive";
  }
  for (int i = 0; i < 300 && !std::filesystem::is_empty(arrivals); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  EXPECT_TRUE(std::filesystem::is_empty(arrivals)) << "half a file was left behind";
}

TEST_P(Refusals, ShowsNobodyTheCasesOfAnotherUnit) {
  reach(venue_script(), "filing");
  const auto seq = hand_->events().at(0).at("seq").get<std::int64_t>();
  for (const auto& path : {hand_->path(), hand_->path("/timeline"),
                           hand_->path("/documents/filing_register"), hand_->path("/verification"),
                           hand_->path("/evidence/e-1"), fmt::format("/api/v1/receipts/{}", seq)}) {
    expect_refused("zhaomin", {.path = path}, 404, "");
  }
  expect_refused("zhaomin", step_call("inquiry", hand_->stage("inquiry").body.dump()), 404, "");
  expect_refused("zhaomin",
                 {.method = "POST",
                  .path = attach_path(hand_->id(), "照片"),
                  .body = "不该进来的文件",
                  .key = fresh_key()},
                 404, "");
  for (const char* list : {"/api/v1/cases", "/api/v1/cases?unit=order", "/api/v1/todos"}) {
    EXPECT_THAT(as("zhaomin").get(list).body, Not(HasSubstr(hand_->id()))) << list;
  }
  EXPECT_THAT(as("zhaomin").get("/api/v1/cases?q=" + hand_->id()).body, HasSubstr("\"total\":0"));
  // One who may not know of a case hears the same as when there is none.
  auto theirs = as("zhaomin").get(hand_->path()).json();
  auto none = as("zhaomin").get("/api/v1/cases/c0000000000000000").json();
  theirs.erase("instance");
  none.erase("instance");
  EXPECT_EQ(theirs, none);
}

TEST_P(Refusals, ShowsNobodyThePublicationsOfAnotherUnit) {
  reach(venue_script(), "decision");
  const auto path = "/api/v1/publications/" + hand_->id();
  EXPECT_EQ(as("wanglei").get(path).status, 200);
  expect_refused("zhaomin", {.path = path}, 404, "");
  expect_refused("zhaomin",
                 {.method = "POST", .path = path + "/prepare", .body = "{}", .key = fresh_key()},
                 404, "");
  EXPECT_THAT(as("wanglei").get("/api/v1/publications").body, HasSubstr(hand_->id()));
  EXPECT_THAT(as("zhaomin").get("/api/v1/publications").body, Not(HasSubstr(hand_->id())));
  EXPECT_THAT(as("gongli").get("/api/v1/publications").body, HasSubstr(hand_->id()));
}

TEST_P(Refusals, LetsOnlyEditorsTouchChannelsAndOnlyOnesThatAreThere) {
  const auto act = [](const std::string& path, const std::string& body) {
    return Call{.method = "POST", .path = "/api/v1/" + path, .body = body, .key = fresh_key()};
  };
  EXPECT_EQ(as("wanglei").get("/api/v1/channels").json().at("channels").size(), 0U);
  for (const auto* path : {"channels/portal/pause", "deliveries/1/settle"}) {
    expect_refused("wanglei", act(path, R"({"reason":"无"})"), 403, "no-permission");
  }
  expect_refused("guxin", {.path = "/api/v1/channels"}, 403, "no-permission");
  expect_refused("dingning", act("channels/portal/pause", R"({"reason":"维护"})"), 404, "");
  expect_refused("dingning", act("channels/portal/pause", R"({"reason":""})"), 422, "too-short");
  expect_refused("dingning", act("channels/portal/pause", R"({"reason":1})"), 400, "not-text");
  expect_refused("dingning", act("channels/portal/resume", ""), 404, "");
  expect_refused("dingning", act("deliveries/7/settle", R"({"note":"删"})"), 404, "");
  for (const auto* id : {"7", "0", "-1", "x", "99999999999999999999"}) {
    expect_refused("dingning", act(std::string{"deliveries/"} + id + "/retry", ""), 404, "");
    expect_refused("dingning", {.path = std::string{"/api/v1/deliveries/"} + id}, 404, "");
  }
  EXPECT_EQ(as("dingning").get("/api/v1/deliveries?limit=201").status, 400);
  EXPECT_EQ(as("dingning").get("/api/v1/deliveries?offset=-1").status, 400);
  const auto odd = "/api/v1/deliveries?state=" + percent_encoded("' OR 1=1 --");
  EXPECT_EQ(as("dingning").get(odd).json().at("deliveries").size(), 0U);
}

TEST_P(Refusals, ShowsTheSystemAdministratorNoCase) {
  reach(venue_script(), "open");
  for (const auto& path : {hand_->path(), hand_->path("/timeline"), std::string{"/api/v1/cases"},
                           std::string{"/api/v1/publications"}, std::string{"/api/v1/todos"}}) {
    expect_refused("guxin", {.path = path}, 403, "no-permission");
  }
  expect_refused("guxin", step_call("filing", hand_->stage("filing").body.dump()), 403,
                 "no-permission");
  expect_refused("heping", {.path = "/api/v1/publications/" + hand_->id()}, 403, "no-permission");
}

TEST_P(Refusals, AsksForASessionATokenAndAKey) {
  reach(venue_script(), "open");
  auto stranger = installation_.stranger();
  auto call = step_call("filing", hand_->stage("filing").body.dump());
  expect_problem(stranger.send(call), 401, "no-session");
  expect_problem(stranger.get(hand_->path()), 401, "no-session");
  call.headers = {"Cookie: mingcha=forged"};
  expect_problem(stranger.send(call), 401, "no-session");
  call.headers.clear();
  call.csrf = "";
  expect_refused("wanglei", call, 403, "csrf");
  call.csrf = "wrong";
  expect_refused("wanglei", call, 403, "csrf");
  call.csrf.reset();
  call.headers = {"Sec-Fetch-Site: cross-site"};
  expect_refused("wanglei", call, 403, "cross-site");
  call.headers.clear();
  call.key = "";
  expect_refused("wanglei", call, 400, "idempotency-key");
  call.key = "short";
  expect_problem(as("wanglei").send(call), 400, "idempotency-key");
}

TEST_P(Refusals, KnowsOnlyWhatThereIs) {
  expect_refused("wanglei", {.path = "/api/v1/cases/c0000000000000000"}, 404, "");
  expect_refused("wanglei", {.path = "/api/v1/receipts/999999999"}, 404, "");
  expect_refused("wanglei", {.path = "/api/v1/receipts/-1"}, 404, "");
  expect_refused("wanglei", {.path = "/api/v1/receipts/1%20OR%201=1"}, 404, "");
  expect_refused("wanglei", {.path = "/api/v1/nothing"}, 404, "no-such-path");
  expect_refused("wanglei", {.path = "/api/v1/cases?limit=0"}, 400, "not-an-integer");
  expect_refused("wanglei", {.path = "/api/v1/cases?offset=x"}, 400, "not-an-integer");
  const auto wrong = as("wanglei").send({.method = "DELETE", .path = "/api/v1/cases"});
  expect_problem(wrong, 405, "");
  EXPECT_THAT(wrong.header("allow"), HasSubstr("POST"));
}

TEST_P(Refusals, LetsNobodyClimbOutOfTheLogFolder) {
  auto stranger = installation_.stranger();
  const auto key = read_file(installation_.bureau.data() / "keys" / "log.key").substr(0, 64);
  for (const char* path :
       {"/log/tile/../../keys/log.key", "/log/tile/../../../keys/log.key", "/log/tile//etc/hosts",
        "/log/tile/%2e%2e/%2e%2e/keys/log.key", "/log/tile/..%2f..%2fkeys%2flog.key",
        "/log/tile/....//....//keys/log.key", "/log/tile//etc/passwd", "/log/tile/%2fetc%2fpasswd",
        "/log/tile/0/000%00.p/1", "/log/tile/..\\..\\keys\\log.key", "/log/tile/", "/log/tile/0",
        "/log/../keys/log.key", "/assets/../keys/log.key", "/assets/..%2f..%2fkeys%2flog.key"}) {
    const auto answer = stranger.get(path);
    EXPECT_THAT(answer.status, testing::AnyOf(400, 404)) << path;
    EXPECT_THAT(answer.body, Not(HasSubstr(key))) << path;
    EXPECT_THAT(answer.body, Not(HasSubstr("root:"))) << path;
  }
}

TEST_P(Refusals, AnswersHostileSearchesWithAPage) {
  reach(venue_script(), "service");
  auto stranger = installation_.stranger();
  std::vector<std::string> hostile{"<script>alert(1)</script>",
                                   "\"><img src=x onerror=alert(1)>",
                                   "' OR '1'='1",
                                   "'; DROP TABLE event; --",
                                   "%",
                                   "_%\\",
                                   "\\",
                                   "$1",
                                   "{}{0}%s%n",
                                   "{{party.name}}",
                                   "../../etc/passwd",
                                   std::string("a\0b", 3),
                                   "\xFF\xFE\x80",
                                   "\xE4\xB8",
                                   "\r\nSet-Cookie: a=b",
                                   "\u202Eabc",
                                   "( * AND NEAR \"",
                                   std::string(3000, 'x'),
                                   std::string(1000, '(')};
  for (const auto& text : hostile) {
    const auto query = percent_encoded(text);
    for (const auto& path : {"/decisions?q=" + query, "/decisions?year=" + query,
                             "/decisions?unit=" + query, "/decisions?page=" + query,
                             "/items?q=" + query, "/decisions/" + query, "/items/" + query}) {
      const auto answer = stranger.get(path);
      EXPECT_THAT(answer.status, testing::AnyOf(200, 400, 404, 414)) << path;
      EXPECT_THAT(answer.body, Not(HasSubstr("<script>alert"))) << path;
      EXPECT_THAT(answer.body, Not(HasSubstr("<img src=x"))) << path;
      EXPECT_EQ(answer.headers.count("set-cookie"), 0U) << path;
    }
    for (const auto& path : {"/api/v1/cases?q=" + query, "/api/v1/cases?state=" + query,
                             "/api/v1/cases?unit=" + query, "/api/v1/cases/" + query}) {
      const auto answer = as("wanglei").get(path);
      EXPECT_THAT(answer.status, testing::AnyOf(200, 400, 404, 414)) << path;
      EXPECT_TRUE(answer.json().is_object()) << path;
    }
  }
}

TEST_P(Refusals, TellNoPenaltyRangeForAnItemThatIsNotThereOrAStepThatImposesNone) {
  const Json wish{{"step", "scene"}, {"values", Json::object()}};
  expect_problem(as("wanglei").post("/api/v1/items/nothing/penalty", wish), 404, "");
  expect_problem(as("wanglei").post("/api/v1/items/hotel_licence/penalty", wish), 404, "");
  expect_problem(as("heping").post("/api/v1/items/animal_nuisance/penalty", wish), 403, "");
}

MINGCHA_ON_EACH_ENGINE(Refusals);

}  // namespace
}  // namespace mingcha::test
