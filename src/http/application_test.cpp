// SPDX-License-Identifier: Apache-2.0
#include "http/application.h"

#include <array>
#include <mutex>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/result.h"
#include "http/problem.h"
#include "http/session_cookie.h"

namespace mingcha::desk {
struct Services {
  int opened = 0;
};
}  // namespace mingcha::desk

namespace mingcha::http {
namespace {

using people::Permission;
using people::Role;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

Response open_case(const Request& request, desk::Services& services) {
  services.opened += 1;
  return json_response("{\"by\":\"" + request.signed_in().person_id + "\"}", 201);
}
Response read_case(const Request& request, desk::Services& /*services*/) {
  return text_response(request.capture("case"));
}
Response fail(const Request& /*request*/, desk::Services& /*services*/) {
  throw Fault{"disk sdb1 is full"};
}
Response front_page(const Request& request, desk::Services& /*services*/) {
  return html_response(request.visitor == nullptr ? "nobody" : "somebody");
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/cases",
     .may = Permission::open_case,
     .summary = {"立案", "Open a case"},
     .body = Body::json(R"({"type":"object"})", 2048),
     .answer = {201},
     .idempotency = Idempotency::required,
     .handle = open_case},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}",
     .may = Permission::read_case,
     .summary = {"案件", "A case"},
     .handle = read_case},
    {.verb = Verb::post,
     .path = "/report",
     .may = Permission::public_access,
     .summary = {"纠错", "Report an error"},
     .body = Body::form(),
     .handle = front_page},
    {.verb = Verb::put,
     .path = "/api/v1/recordings/{recording}",
     .may = Permission::upload_recording,
     .summary = {"上传", "Upload"},
     .body = Body::file(1U << 30U),
     .csrf = Csrf::exempt,
     .handle = front_page},
    {.verb = Verb::get,
     .path = "/api/v1/fail",
     .may = Permission::public_access,
     .summary = {"坏", "Broken"},
     .handle = fail},
    {.verb = Verb::get,
     .path = "/",
     .may = Permission::public_access,
     .summary = {"首页", "Home"},
     .handle = front_page},
});

class ApplicationTest : public testing::Test {
 protected:
  ApplicationTest() { make({}); }

  void make(ApplicationOptions options) {
    options.session = [this](std::string_view token) -> std::optional<people::Visitor> {
      lookups_ += 1;
      if (token == "broken") throw Fault{"no database"};
      const auto found = sessions_.find(token);
      if (found == sessions_.end()) return std::nullopt;
      people::Visitor visitor;
      visitor.person_id = "p1";
      visitor.name = "王伟";
      visitor.roles = {found->second};
      visitor.csrf = "csrf-of-" + std::string{token};
      return visitor;
    };
    options.log = [this](Severity severity, std::string_view line) {
      (severity == Severity::error ? errors_ : lines_).emplace_back(line);
    };
    const std::span<const Route> table{kRoutes};
    application_ =
        std::make_unique<Application>(std::span{&table, 1}, services_, std::move(options));
  }

  Response ask(Verb verb, std::string_view target, Headers headers = {}, std::string body = {}) {
    Request request;
    request.id = make_request_id();
    request.verb = verb;
    request.headers = std::move(headers);
    EXPECT_TRUE(read_target(target, request).has_value());
    read_preferences(request);
    admission_ = application_->admit(request);
    if (admission_.refusal) return *admission_.refusal;
    request.body = std::move(body);
    return application_->answer(request);
  }

  static std::string body(const Response& response) { return std::get<std::string>(response.body); }
  static std::string code(const Response& response) {
    const auto json = nlohmann::json::parse(body(response));
    return json["findings"].empty() ? "" : json["findings"][0]["code"].get<std::string>();
  }

  static Headers as(std::string_view token, Headers more = {}) {
    more.add("Cookie", "__Host-mingcha=" + std::string{token});
    return more;
  }
  static Headers opening(std::string_view token) {
    return as(token, {{"Content-Type", "application/json; charset=utf-8"},
                      {"Idempotency-Key", "key-0001"},
                      {"X-CSRF-Token", "csrf-of-" + std::string{token}}});
  }

  std::map<std::string, Role, std::less<>> sessions_{{"officer", Role::officer},
                                                     {"system", Role::system_administrator},
                                                     {"audit", Role::audit_administrator}};
  desk::Services services_;
  std::unique_ptr<Application> application_;
  Admission admission_;
  std::vector<std::string> lines_;
  std::vector<std::string> errors_;
  int lookups_ = 0;
};

TEST_F(ApplicationTest, LetsThroughWhoeverMay) {
  const Response response = ask(Verb::post, "/api/v1/cases", opening("officer"), "{}");

  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(body(response), R"({"by":"p1"})");
  EXPECT_EQ(admission_.limit, 2048U);
  EXPECT_EQ(admission_.sink, Admission::Sink::memory);
}

TEST_F(ApplicationTest, ShowsBrowsersAPageWhereThereIsNoAddress) {
  ApplicationOptions options;
  options.missing_page = [](const Request&) { return html_response("<p>", 404); };
  make(std::move(options));

  EXPECT_EQ(body(ask(Verb::get, "/nothing", {{"Accept", "text/html,*/*;q=0.8"}})), "<p>");
  EXPECT_EQ(code(ask(Verb::get, "/nothing", {{"Accept", "*/*"}})), "no-such-path");
  EXPECT_EQ(code(ask(Verb::post, "/nothing", {{"Accept", "text/html"}})), "no-such-path");
}

TEST_F(ApplicationTest, TellsABrowserOnAPageWhyItIsRefused) {
  ApplicationOptions options;
  options.refused_page = [](const Request&, int status, const std::string& why) {
    return html_response("<p>" + why, status);
  };
  make(std::move(options));
  const Headers browser{{"Accept", "text/html,*/*;q=0.8"}};

  const auto refused = ask(Verb::post, "/", browser);
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(body(refused), "<p>此地址不支持这种请求方法");
  EXPECT_EQ(refused.headers.find("Allow"), "OPTIONS, GET, HEAD");
  EXPECT_EQ(ask(Verb::post, "/", {{"Accept", "*/*"}}).headers.find("Content-Type"),
            "application/problem+json");
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", browser).headers.find("Content-Type"),
            "application/problem+json");

  Request unreadable;
  unreadable.headers = browser;
  const auto answer = application_->service().unreadable(
      unreadable, {Refusal::malformed, {"请求地址有误", "The address is malformed"}, {}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(body(answer), "<p>请求地址有误");
}

TEST_F(ApplicationTest, AnswersAsAProgramWouldReadItWhereThePageFailsToo) {
  ApplicationOptions options;
  options.refused_page = [](const Request&, int, const std::string&) -> Response {
    throw Fault{"no database"};
  };
  make(std::move(options));

  const auto refused = ask(Verb::post, "/", {{"Accept", "text/html"}});
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.find("Content-Type"), "application/problem+json");
  EXPECT_THAT(errors_, testing::SizeIs(1));
}

TEST_F(ApplicationTest, AsksForASessionFirst) {
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7").status, 401);
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", as("gone")).status, 401);
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", {{"Cookie", "mingcha=officer"}}).status, 401);
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", as("officer")).status, 200);
}

TEST_F(ApplicationTest, RefusesTheAdministratorsACase) {
  for (const char* token : {"system", "audit"}) {
    EXPECT_EQ(code(ask(Verb::get, "/api/v1/cases/7", as(token))), "no-permission") << token;
    EXPECT_EQ(ask(Verb::post, "/api/v1/cases", opening(token)).status, 403) << token;
  }
  EXPECT_EQ(services_.opened, 0);
}

TEST_F(ApplicationTest, AsksForTheCsrfTokenOnEveryChange) {
  Headers headers = opening("officer");
  headers.remove("X-CSRF-Token");
  EXPECT_EQ(code(ask(Verb::post, "/api/v1/cases", headers)), "csrf");
  headers.set("X-CSRF-Token", "csrf-of-system");
  EXPECT_EQ(code(ask(Verb::post, "/api/v1/cases", headers)), "csrf");
  EXPECT_EQ(services_.opened, 0);

  // A route that is exempt is reached without; its body goes into a file.
  EXPECT_EQ(ask(Verb::put, "/api/v1/recordings/1", as("officer")).status, 200);
  EXPECT_EQ(admission_.sink, Admission::Sink::file);
  EXPECT_EQ(admission_.limit, 1U << 30U);
}

TEST_F(ApplicationTest, RefusesChangesThatAnotherSiteAsksFor) {
  const Headers from_elsewhere{{"Content-Type", "application/x-www-form-urlencoded"},
                               {"Sec-Fetch-Site", "cross-site"}};
  EXPECT_EQ(code(ask(Verb::post, "/report", from_elsewhere)), "cross-site");
  EXPECT_EQ(ask(Verb::get, "/", {{"Sec-Fetch-Site", "cross-site"}}).status, 200);
}

TEST_F(ApplicationTest, RefusesTheWrongFormBeforeTheBody) {
  Headers headers = opening("officer");
  headers.set("Content-Type", "text/plain");
  EXPECT_EQ(ask(Verb::post, "/api/v1/cases", headers).status, 415);
  headers.set("Content-Type", "application/json");
  headers.set("Idempotency-Key", "short");
  EXPECT_EQ(code(ask(Verb::post, "/api/v1/cases", headers)), "idempotency-key");
  headers.remove("Idempotency-Key");
  EXPECT_EQ(ask(Verb::post, "/api/v1/cases", headers).status, 400);
  EXPECT_EQ(services_.opened, 0);
}

TEST_F(ApplicationTest, TellsWrongVerbsFromWrongAddresses) {
  EXPECT_EQ(ask(Verb::get, "/api/v1/nothing").status, 404);
  const Response wrong = ask(Verb::post, "/api/v1/cases/7");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.headers.find("Allow"), "OPTIONS, GET, HEAD");
  const Response options = ask(Verb::options, "/api/v1/cases");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.find("Allow"), "OPTIONS, POST");
  EXPECT_EQ(ask(Verb::head, "/").status, 200);
}

TEST_F(ApplicationTest, LooksUpNoSessionForPublicPages) {
  EXPECT_EQ(body(ask(Verb::get, "/", as("officer"))), "nobody");
  EXPECT_EQ(lookups_, 0);
}

TEST_F(ApplicationTest, SaysAFaultsNumberAndNothingElse) {
  const Response response = ask(Verb::get, "/api/v1/fail");

  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(body(response), Not(HasSubstr("sdb1")));
  ASSERT_EQ(errors_.size(), 1U);
  const auto line = nlohmann::json::parse(errors_[0]);
  EXPECT_EQ(line["what"], "disk sdb1 is full");
  EXPECT_THAT(body(response), HasSubstr(line["request"].get<std::string>()));

  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", as("broken")).status, 500);
  EXPECT_EQ(errors_.size(), 2U);
}

TEST_F(ApplicationTest, ProtectsEveryAnswerRefusalsToo) {
  for (const char* target : {"/", "/api/v1/nothing", "/api/v1/fail", "/api/v1/cases/7"}) {
    const Response response = ask(Verb::get, target);
    const std::string policy{response.headers.find("Content-Security-Policy").value_or("")};
    EXPECT_THAT(policy, HasSubstr("default-src 'none'")) << target;
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'")) << target;
    EXPECT_THAT(policy, Not(HasSubstr("unsafe"))) << target;
    EXPECT_EQ(response.headers.find("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_EQ(response.headers.find("Referrer-Policy"), "no-referrer") << target;
    EXPECT_EQ(response.headers.find("Cross-Origin-Opener-Policy"), "same-origin") << target;
    EXPECT_TRUE(response.headers.has("Strict-Transport-Security")) << target;
    EXPECT_TRUE(response.headers.has("X-Request-Id")) << target;
  }
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", as("officer")).headers.find("Cache-Control"),
            "no-store");
  EXPECT_FALSE(ask(Verb::get, "/").headers.has("Cache-Control"));
}

TEST_F(ApplicationTest, TakesThePlainCookieOnlyWhenToldThatItIsPlain) {
  ApplicationOptions options;
  options.transport = Transport::plain;
  make(std::move(options));

  const Response response = ask(Verb::get, "/api/v1/cases/7", {{"Cookie", "mingcha=officer"}});

  EXPECT_EQ(response.status, 200);
  EXPECT_FALSE(response.headers.has("Strict-Transport-Security"));
  EXPECT_EQ(ask(Verb::get, "/api/v1/cases/7", as("officer")).status, 401);
}

TEST_F(ApplicationTest, LogsThePatternAndNothingPersonal) {
  ask(Verb::get, "/api/v1/cases/%E5%BC%A0%E4%B8%89?q=510101", as("officer"));

  ASSERT_EQ(lines_.size(), 1U);
  const auto line = nlohmann::json::parse(lines_[0]);
  EXPECT_EQ(line["route"], "/api/v1/cases/{case}");
  EXPECT_EQ(line["method"], "GET");
  EXPECT_EQ(line["status"], 200);
  EXPECT_EQ(line["role"], "officer");
  EXPECT_EQ(line["bytes"], 6);
  for (const char* secret : {"张三", "510101", "p1", "王伟", "csrf"}) {
    EXPECT_THAT(lines_[0], Not(HasSubstr(secret)));
  }
}

TEST_F(ApplicationTest, CountsByPatternForWhoeverMayReadTheFigures) {
  ApplicationOptions options;
  options.metrics_token = "collector";
  options.more_metrics = [] { return "mingcha_more 1\n"; };
  make(std::move(options));
  ask(Verb::get, "/api/v1/cases/1", as("officer"));
  ask(Verb::get, "/api/v1/cases/2", as("officer"));
  ask(Verb::get, "/api/v1/nothing");

  EXPECT_EQ(ask(Verb::get, "/metrics").status, 401);
  EXPECT_EQ(ask(Verb::get, "/metrics", as("officer")).status, 403);
  EXPECT_EQ(ask(Verb::get, "/metrics", {{"Authorization", "Bearer wrong"}}).status, 401);
  EXPECT_EQ(ask(Verb::get, "/metrics", as("system")).status, 200);
  const std::string text =
      body(ask(Verb::get, "/metrics", {{"Authorization", "Bearer collector"}}));
  EXPECT_THAT(text, HasSubstr("mingcha_http_requests_total{method=\"GET\",route=\"/api/v1/cases/"
                              "{case}\",status=\"2xx\"} 2\n"));
  EXPECT_THAT(text,
              HasSubstr("mingcha_http_requests_total{method=\"\",route=\"\",status=\"4xx\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("_bucket{method=\"GET\",route=\"/api/v1/cases/{case}\",le=\"+Inf\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("mingcha_http_requests_running 1\n"));
  EXPECT_THAT(text, HasSubstr("mingcha_more 1\n"));
}

TEST_F(ApplicationTest, TellsWhetherItIsWell) {
  EXPECT_EQ(ask(Verb::get, "/healthz").status, 200);
  ApplicationOptions options;
  options.healthy = [] { return false; };
  make(std::move(options));
  EXPECT_EQ(ask(Verb::get, "/healthz").status, 503);
}

TEST_F(ApplicationTest, ServesItsOwnDescription) {
  const auto document = nlohmann::json::parse(body(ask(Verb::get, "/api/v1/openapi.json")));
  EXPECT_TRUE(document["paths"].contains("/api/v1/cases/{case}"));
}

TEST(SessionCookie, IsHeldToThisHostOverHttps) {
  EXPECT_EQ(session_cookie(Transport::https, "t", std::chrono::seconds{60}),
            "__Host-mingcha=t; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure");
  EXPECT_EQ(session_cookie(Transport::plain, "t", std::chrono::seconds{60}),
            "mingcha=t; Path=/; Max-Age=60; HttpOnly; SameSite=Strict");
  EXPECT_THAT(ended_session_cookie(Transport::https), HasSubstr("=; Path=/; Max-Age=0;"));
}

}  // namespace
}  // namespace mingcha::http
