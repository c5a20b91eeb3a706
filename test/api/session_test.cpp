// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "desk/sign_in.h"
#include "http/application.h"
#include "http/server/server.h"
#include "http/server/test_client.h"
#include "http/session/session_routes.h"
#include "people/person.h"
#include "store/database.h"

namespace mingcha::desk {
struct Services {
  SignIn& sign_in;
};
}  // namespace mingcha::desk

namespace mingcha::http {

desk::SignIn& sign_in_of(desk::Services& services) { return services.sign_in; }

SessionPlace session_place_of(desk::Services& /*services*/, const people::Visitor& visitor) {
  return {"第" + visitor.unit_id + "队", true};
}

namespace {

using people::Role;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kPassword = "correct horse battery";

/// The whole way: a socket, the server, the application, the routes, SQLite.
class SessionRoutesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("mingcha-session-test-{}-{}", ::getpid(), counter_++);
    std::filesystem::create_directories(folder_);
    database_ = store::open("sqlite:" + (folder_ / "db").string());
    add_person("wang", Role::officer);
    add_person("chen", Role::security_administrator);
    desk::SignInOptions options;
    options.secrets_key = crypto::sha256("a key for tests");
    sign_in_ = std::make_unique<desk::SignIn>(
        *database_, clock_, [this] { return directory_; }, std::move(options));
    services_ = std::make_unique<desk::Services>(desk::Services{*sign_in_});
    for (const char* id : {"wang", "chen"}) {
      ASSERT_TRUE(sign_in_->open_account(id, id, kPassword).has_value());
    }
    start();
  }

  void TearDown() override {
    server_.reset();
    application_.reset();
    sign_in_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  void add_person(const std::string& id, Role role) {
    people::Person person;
    person.id = id;
    person.name = id;
    person.roles = {role};
    directory_->persons.emplace(id, person);
  }

  void start() {
    ApplicationOptions options;
    options.transport = Transport::plain;
    options.session = [this](std::string_view token) { return sign_in_->visitor(token); };
    options.log = [](Severity, std::string_view) {};
    options.api = {"明察", "1", session_schemas()};
    const std::span<const Route> table = session_routes();
    application_ =
        std::make_unique<Application>(std::span{&table, 1}, *services_, std::move(options));
    server_ = std::make_unique<Server>(ServerOptions{}, application_->service());
    server_->start();
  }

  std::string ask(std::string_view head, const std::string& body = {}) const {
    test::RawClient client{server_->port()};
    const std::string type = body.empty() ? "" : "Content-Type: application/json\r\n";
    client.send(fmt::format("{} HTTP/1.1\r\nHost: a\r\n{}Content-Length: {}\r\n\r\n{}", head, type,
                            body.size(), body));
    return client.read_response();
  }

  static std::string credentials(const std::string& login, const std::string& password) {
    return nlohmann::json{{"login", login}, {"password", password}}.dump();
  }

  struct Session {
    std::string cookie;  ///< "\r\nCookie: …", to be put behind the target's version.
    std::string csrf;
  };

  Session sign_in(const std::string& login) const {
    const std::string response = ask("POST /api/v1/session", credentials(login, kPassword));
    EXPECT_THAT(response, StartsWith("HTTP/1.1 201 "));
    const auto begin = response.find("Set-Cookie: ") + 12;
    const auto json = nlohmann::json::parse(response.substr(response.find("\r\n\r\n") + 4));
    return {"Cookie: " + response.substr(begin, response.find(';', begin) - begin) + "\r\n",
            "X-CSRF-Token: " + json["csrf"].get<std::string>() + "\r\n"};
  }

  std::string ask_as(const Session& session, const char* head, const std::string& body = {},
                     bool with_csrf = true) const {
    test::RawClient client{server_->port()};
    client.send(
        fmt::format("{} HTTP/1.1\r\nHost: a\r\n{}{}Content-Type: "
                    "application/json\r\nContent-Length: {}\r\n\r\n{}",
                    head, session.cookie, with_csrf ? session.csrf : "", body.size(), body));
    return client.read_response();
  }

  inline static int counter_ = 0;
  std::filesystem::path folder_;
  SetClock clock_{Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}}};
  std::unique_ptr<store::Database> database_;
  std::shared_ptr<people::Directory> directory_ = std::make_shared<people::Directory>();
  std::unique_ptr<desk::SignIn> sign_in_;
  std::unique_ptr<desk::Services> services_;
  std::unique_ptr<Application> application_;
  std::unique_ptr<Server> server_;
};

TEST_F(SessionRoutesTest, SignsInWithACookieThatScriptsCannotRead) {
  const std::string response = ask("POST /api/v1/session", credentials("wang", kPassword));

  EXPECT_THAT(response, StartsWith("HTTP/1.1 201 "));
  EXPECT_THAT(response, HasSubstr("Set-Cookie: mingcha="));
  EXPECT_THAT(response, HasSubstr("; HttpOnly; SameSite=Strict"));
  EXPECT_THAT(response, HasSubstr("Cache-Control: no-store"));
  const auto json = nlohmann::json::parse(response.substr(response.find("\r\n\r\n") + 4));
  EXPECT_EQ(json["person"], "wang");
  EXPECT_EQ(json["roles"][0]["title"], "执法人员");
  EXPECT_THAT(json["permissions"].dump(), HasSubstr("open_case"));
  EXPECT_THAT(json["permissions"].dump(), Not(HasSubstr("manage_roles")));
}

TEST_F(SessionRoutesTest, RefusesWrongCredentialsWithoutSayingWhich) {
  const std::string wrong = ask("POST /api/v1/session", credentials("wang", "wrong"));
  const std::string unknown = ask("POST /api/v1/session", credentials("nobody", "wrong"));

  for (const auto& response : {wrong, unknown}) {
    EXPECT_THAT(response, StartsWith("HTTP/1.1 401 "));
    EXPECT_THAT(response, HasSubstr("用户名或密码不正确"));
    EXPECT_THAT(response, Not(HasSubstr("Set-Cookie")));
  }
  EXPECT_THAT(ask("POST /api/v1/session", R"({"login":"wang","password":"x","admin":true})"),
              HasSubstr(R"("where":"/admin")"));
  EXPECT_THAT(ask("POST /api/v1/session", R"({"login":"wang","login":"chen","password":"x"})"),
              HasSubstr("duplicate-field"));
}

TEST_F(SessionRoutesTest, SaysWhenToTryAgain) {
  for (int i = 0; i < 5; ++i) (void)ask("POST /api/v1/session", credentials("wang", "wrong"));

  const std::string response = ask("POST /api/v1/session", credentials("wang", kPassword));

  EXPECT_THAT(response, StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(response, HasSubstr("Retry-After: "));
}

TEST_F(SessionRoutesTest, KnowsWhoAsksUntilSignedOut) {
  const Session session = sign_in("wang");
  EXPECT_THAT(ask_as(session, "GET /api/v1/session"), HasSubstr(R"("person":"wang")"));

  EXPECT_THAT(ask_as(session, "DELETE /api/v1/session", {}, false), StartsWith("HTTP/1.1 403 "));
  EXPECT_THAT(ask_as(session, "GET /api/v1/session"), StartsWith("HTTP/1.1 200 "));
  const std::string gone = ask_as(session, "DELETE /api/v1/session");
  EXPECT_THAT(gone, StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(gone, HasSubstr("mingcha=; Path=/; Max-Age=0"));
  EXPECT_THAT(ask_as(session, "GET /api/v1/session"), StartsWith("HTTP/1.1 401 "));
}

TEST_F(SessionRoutesTest, GivesTheOldSessionUpForANewOne) {
  const Session old = sign_in("wang");

  EXPECT_THAT(ask_as(old, "POST /api/v1/session", credentials("chen", kPassword)),
              StartsWith("HTTP/1.1 201 "));

  EXPECT_THAT(ask_as(old, "GET /api/v1/session"), StartsWith("HTTP/1.1 401 "));
}

TEST_F(SessionRoutesTest, LetsOnlySecurityEndTheSessionsOfOthers) {
  const Session officer = sign_in("wang");
  const Session security = sign_in("chen");

  EXPECT_THAT(ask_as(officer, "DELETE /api/v1/persons/chen/sessions"), StartsWith("HTTP/1.1 403 "));
  EXPECT_THAT(ask_as(security, "DELETE /api/v1/persons/wang/sessions"),
              HasSubstr(R"({"ended":1})"));
  EXPECT_THAT(ask_as(officer, "GET /api/v1/session"), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(ask_as(security, "GET /api/v1/session"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(SessionRoutesTest, ChangesThePassword) {
  const Session session = sign_in("wang");

  EXPECT_THAT(ask_as(session, "PUT /api/v1/session/password",
                     R"({"old_password":"wrong","password":"another password"})"),
              StartsWith("HTTP/1.1 422 "));
  EXPECT_THAT(
      ask_as(session, "PUT /api/v1/session/password",
             fmt::format(R"({{"old_password":"{}","password":"another password"}})", kPassword)),
      StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(ask_as(session, "GET /api/v1/session"), StartsWith("HTTP/1.1 401 "));
}

TEST_F(SessionRoutesTest, AreAllInTheDescription) {
  const std::string response = ask("GET /api/v1/openapi.json");
  for (const char* path :
       {"/api/v1/session\"", "/api/v1/session/purpose\"", "/api/v1/persons/{person}/sessions\""}) {
    EXPECT_THAT(response, HasSubstr(path));
  }
}

}  // namespace
}  // namespace mingcha::http
