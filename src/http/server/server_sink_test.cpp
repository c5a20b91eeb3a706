// SPDX-License-Identifier: Apache-2.0
// Bodies that go piece by piece into a sink.
#include <condition_variable>
#include <mutex>

#include <gmock/gmock.h>

#include "http/body_sink.h"
#include "http/server/server.h"
#include "http/server/test_client.h"

namespace mingcha::http {
namespace {

using std::chrono::milliseconds;
using test::RawClient;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

/// What became of the bodies, for the test to look at.
struct Told {
  std::mutex mutex;
  std::condition_variable changed;
  std::string bytes;
  std::size_t largest = 0;
  int cuts = 0;
  bool full = false;

  template <typename Holds>
  bool eventually(Holds holds) {
    std::unique_lock lock{mutex};
    return changed.wait_for(lock, std::chrono::seconds{10}, [&] { return holds(*this); });
  }
};

class TestSink final : public BodySink {
 public:
  explicit TestSink(Told& told) : told_{told} {}
  Wants take(std::string& piece) override {
    const std::lock_guard lock{told_.mutex};
    if (piece.find("fault") != std::string::npos) throw Fault{"no disk"};
    told_.bytes += piece;
    told_.largest = std::max(told_.largest, piece.size());
    told_.changed.notify_all();
    return told_.full ? Wants::no_more : Wants::more;
  }
  void cut() override {
    const std::lock_guard lock{told_.mutex};
    told_.cuts += 1;
    told_.changed.notify_all();
  }

 private:
  Told& told_;
};

class ServerSinkTest : public testing::Test {
 protected:
  void start(ServerOptions options = {}) {
    Service service;
    service.admit = [this](Request& request) {
      Admission admission;
      if (request.path() == "/refused") {
        admission.refusal = text_response("no", 403);
      } else {
        request.body_sink = std::make_shared<TestSink>(told_);
        admission.sink = Admission::Sink::stream;
      }
      return admission;
    };
    service.answer = [this](Request&) {
      const std::lock_guard lock{told_.mutex};
      return text_response(told_.full ? "enough" : "all", told_.full ? 507 : 200);
    };
    server_.emplace(std::move(options), std::move(service));
    server_->start();
  }

  Told told_;
  std::optional<Server> server_;
};

TEST_F(ServerSinkTest, PassesABodyOnAsItComesAndKeepsTheConnection) {
  start();
  RawClient client{server_->port()};
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabcd");
  EXPECT_TRUE(told_.eventually([](Told& told) { return told.bytes == "abcd"; }))
      << "the sink waits for no more than there is";
  client.send("efghij");
  EXPECT_THAT(client.read_response(), EndsWith("all"));
  EXPECT_EQ(told_.bytes, "abcdefghij");
  client.send(
      "PATCH /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nxyz\r\n2\r\nuv\r\n0\r\n\r\n");
  EXPECT_THAT(client.read_response(), EndsWith("all"));
  EXPECT_EQ(told_.bytes, "abcdefghijxyzuv");
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  EXPECT_THAT(client.read_response(), EndsWith("all"));
  EXPECT_EQ(told_.cuts, 0);
}

TEST_F(ServerSinkTest, PassesLargeBodiesOnInLargePieces) {
  start();
  RawClient client{server_->port()};
  const std::string body(20'000'000, 'x');
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n");
  client.send(body);
  EXPECT_THAT(client.read_response(), EndsWith("all"));
  EXPECT_TRUE(told_.bytes == body);
  EXPECT_EQ(told_.largest, std::size_t{1024} * 1024);
}

TEST_F(ServerSinkTest, AsksForTheBodyOnlyWhenItIsWanted) {
  start();
  RawClient client{server_->port()};
  client.send(
      "PATCH /refused HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
      "Content-Length: 3\r\n\r\n");
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 403"));
  RawClient other{server_->port()};
  other.send("PATCH /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_THAT(other.read_until("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue"));
  other.send("abc");
  EXPECT_THAT(other.read_response(), EndsWith("all"));
}

TEST_F(ServerSinkTest, PassesOnWhatArrivedBeforeTheClientWentAndSaysSo) {
  start();
  {
    RawClient client{server_->port()};
    client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabcd");
  }
  EXPECT_TRUE(told_.eventually([](Told& told) { return told.cuts == 1; }));
  EXPECT_EQ(told_.bytes, "abcd");
}

TEST_F(ServerSinkTest, CutsAConnectionThatFallsSilent) {
  ServerOptions options;
  options.piece_timeout = milliseconds{200};
  start(options);
  RawClient client{server_->port()};
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabcd");
  EXPECT_TRUE(told_.eventually([](Told& told) { return told.cuts == 1; }));
  EXPECT_EQ(told_.bytes, "abcd");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerSinkTest, LetsTheHandlerSayWhyNoMoreIsTaken) {
  told_.full = true;
  start();
  RawClient client{server_->port()};
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n");
  client.send(std::string(2'000'000, 'x'));
  EXPECT_THAT(client.read_until("enough"), StartsWith("HTTP/1.1 507"));
  EXPECT_LE(told_.bytes.size(), std::size_t{1024} * 1024);
}

TEST_F(ServerSinkTest, AnswersAFaultOfTheSinkWithoutItsWords) {
  start();
  RawClient client{server_->port()};
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nfault12345");
  const auto answer = client.read_response();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
  EXPECT_THAT(answer, testing::Not(HasSubstr("no disk")));
  EXPECT_EQ(told_.cuts, 1);
}

TEST_F(ServerSinkTest, StopsWithoutWaitingForALongBody) {
  start();
  RawClient client{server_->port()};
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\nabcd");
  ASSERT_TRUE(told_.eventually([](Told& told) { return told.bytes == "abcd"; }));
  std::thread more{[&] {
    std::this_thread::sleep_for(milliseconds{100});
    client.send("efgh");
  }};
  server_->stop();
  more.join();
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 503"));
  EXPECT_EQ(told_.cuts, 1);
  EXPECT_THAT(told_.bytes, StartsWith("abcd"));
}

TEST_F(ServerSinkTest, StopsWithoutWaitingForASenderThatIsSilent) {
  start();
  RawClient client{server_->port()};
  client.send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\nabcd");
  ASSERT_TRUE(told_.eventually([](Told& told) { return told.bytes == "abcd"; }));
  std::this_thread::sleep_for(milliseconds{100});  // It waits for the next piece.
  const auto began = std::chrono::steady_clock::now();
  server_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{10});
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 503"));
  EXPECT_EQ(told_.cuts, 1);
}

TEST_F(ServerSinkTest, SharesOutItsMemoryAmongManyBodies) {
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 100; ++i) {
    clients.push_back(std::make_unique<RawClient>(server_->port()));
    clients.back()->send("PATCH /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\na");
  }
  ASSERT_TRUE(told_.eventually([](Told& told) { return told.bytes.size() == 100; }));
  told_.largest = 0;
  clients.back()->send(std::string(2'999'999, 'x'));
  EXPECT_THAT(clients.back()->read_response(), EndsWith("all"));
  EXPECT_LE(told_.largest, std::size_t{16} * 1024 * 1024 / 100);
}

}  // namespace
}  // namespace mingcha::http
