// SPDX-License-Identifier: Apache-2.0
// What an open page hears of the work of others, over a real connection.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "http/server/test_client.h"
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Changes : public OnEachEngine {
 protected:
  std::unique_ptr<http::test::RawClient> open_page(const std::string& who,
                                                   const std::string& headers = {}) {
    Client client{installation_.bureau.address()};
    const auto cookie = client.sign_in(who, kPassword).header("set-cookie");
    const auto& address = installation_.bureau.address();
    auto page = std::make_unique<http::test::RawClient>(
        static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
    page->send(fmt::format("GET /api/v1/changes HTTP/1.1\r\nHost: a\r\nCookie: {}\r\n{}\r\n",
                           cookie.substr(0, cookie.find(';')), headers));
    EXPECT_THAT(page->read_until("retry: 2000\n\n"), HasSubstr("HTTP/1.1 200"));
    return page;
  }
};

TEST_P(Changes, ReachThePagesOfThoseInScopeWithinAboutASecond) {
  const auto near = open_page("lina");
  const auto far = open_page("zhaomin");
  std::this_thread::sleep_for(std::chrono::milliseconds{600});  // The pages are known by then.
  CaseInHand hand{people_, venue_script()};
  hand.reach("open");
  const auto begin = std::chrono::steady_clock::now();
  const auto heard = near->read_until("\n\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{3});
  EXPECT_THAT(heard, HasSubstr("event: case\ndata: {\"case\":\"" + hand.id() + "\""));
  EXPECT_THAT(heard, HasSubstr("id: "));

  CaseInHand theirs{people_, assault_script()};
  theirs.reach("open");
  EXPECT_THAT(far->read_until(theirs.id()), Not(HasSubstr(hand.id())));
}

TEST_P(Changes, AreToldAgainToAPageThatComesBack) {
  CaseInHand hand{people_, venue_script()};
  hand.reach("filing");
  const auto seq = hand.events().at(0).at("seq").get<std::int64_t>();
  const auto page = open_page("lina", fmt::format("Last-Event-ID: {}\r\n", seq));
  EXPECT_THAT(page->read_until(hand.id()), HasSubstr("event: case"));
}

TEST_P(Changes, AreRefusedToStrangersAndNonsense) {
  expect_problem(installation_.stranger().get("/api/v1/changes"), 401, "no-session");
  expect_problem(as("guxin").get("/api/v1/changes"), 403, "no-permission");
  for (const char* id : {"x", "-1", "1e3", "99999999999999999999"}) {
    expect_problem(as("lina").get(std::string{"/api/v1/changes?after="} + id), 400,
                   "not-an-integer");
  }
}

MINGCHA_ON_EACH_ENGINE(Changes);

}  // namespace
}  // namespace mingcha::test
