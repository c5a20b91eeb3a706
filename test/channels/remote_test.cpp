// SPDX-License-Identifier: Apache-2.0
// The client of the channels, against a real socket.
#include "test/channels/remote.h"

#include <gmock/gmock.h>

#include "channels/curl_http.h"

namespace mingcha::test {
namespace {

using namespace std::chrono_literals;
using channels::CurlHttp;
using channels::CurlOptions;
using channels::HttpAnswer;
using ::testing::HasSubstr;

struct Network : ::testing::Test {
  HttpAnswer ask(CurlOptions options, const std::string& url) {
    options.answer_within = 1000ms;
    return CurlHttp{options, stopping}.send({"POST", url, {}, "{}"});
  }
  static CurlOptions inside() {
    CurlOptions options;
    options.allow_internal = options.allow_plain = true;
    return options;
  }
  std::atomic<bool> stopping{false};
  Remote remote{7};
};

TEST_F(Network, ReachesNoInternalAddressUnlessItMay) {
  CurlOptions options;
  options.allow_plain = true;
  const auto port = remote.address().substr(remote.address().rfind(':'));
  for (const auto* host : {"http://127.0.0.1", "http://localhost", "http://[::1]", "http://0.0.0.0",
                           "http://2130706433", "http://127.1"}) {
    const auto answer = ask(options, host + port + "/report");
    EXPECT_EQ(answer.sent, HttpAnswer::Sent::no) << host;
    EXPECT_THAT(answer.problem.zh, HasSubstr("内部网络")) << host;
  }
  EXPECT_EQ(ask(inside(), remote.address() + "/report").status, 200);
}

TEST_F(Network, SpeaksNothingButWhatItMay) {
  auto options = inside();
  options.allow_plain = false;
  EXPECT_EQ(ask(options, remote.address() + "/report").sent, HttpAnswer::Sent::no);
  for (const auto* url :
       {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "", "no"}) {
    EXPECT_EQ(ask(inside(), url).sent, HttpAnswer::Sent::no) << url;
  }
}

TEST_F(Network, TellsWhatCannotHaveArrivedFromWhatMay) {
  EXPECT_EQ(ask(inside(), "http://127.0.0.1:9/").sent, HttpAnswer::Sent::no);
  EXPECT_EQ(ask(inside(), "http://no-such-host.invalid/").sent, HttpAnswer::Sent::no);
  for (const auto* fault : {"cut", "hang_up", "slow"}) {
    remote.misbehave({{fault, 1.0}});
    const auto answer = ask(inside(), remote.address() + "/2/statuses/share.json");
    EXPECT_EQ(answer.sent, HttpAnswer::Sent::maybe) << fault;
    EXPECT_FALSE(answer.problem.zh.empty()) << fault;
    EXPECT_THAT(answer.problem.zh, Not(HasSubstr("127.0.0.1"))) << fault;
  }
}

TEST_F(Network, KnowsHowLongItIsToWait) {
  remote.misbehave({{"full", 1.0}});
  const auto answer = ask(inside(), remote.address() + "/hook/a");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.retry_after, 1s);
}

TEST_F(Network, EndsSoonWhenTheServerStops) {
  remote.misbehave({{"slow", 1.0}});
  stopping = true;
  EXPECT_EQ(ask(inside(), remote.address() + "/hook/a").sent, HttpAnswer::Sent::no);
}

TEST_F(Network, TakesTheFirstOfTwoAnswers) {
  remote.misbehave({{"twice", 1.0}});
  const auto answer = ask(inside(), remote.address() + "/2/statuses/destroy.json");
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(nlohmann::json::accept(answer.body));
}

}  // namespace
}  // namespace mingcha::test
