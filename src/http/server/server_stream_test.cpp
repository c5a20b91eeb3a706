// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "http/server/test_server.h"

namespace mingcha::http::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class ServerStream : public ServerTest {
 protected:
  std::shared_ptr<EventStream> stream() {
    std::shared_ptr<EventStream> found;
    eventually([&] {
      const std::lock_guard lock{mutex_};
      found = stream_;
      return found != nullptr;
    });
    return found;
  }
  std::unique_ptr<RawClient> open_page() {
    auto client = std::make_unique<RawClient>(server_->port());
    client->send("GET /stream HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    const auto head = client->read_until("begin\n");
    EXPECT_THAT(head, HasSubstr("text/event-stream"));
    EXPECT_THAT(head, HasSubstr("Connection: close"));
    EXPECT_THAT(head, Not(HasSubstr("Content-Length")));
    EXPECT_THAT(head, Not(HasSubstr("gzip")));
    return client;
  }
};

TEST_F(ServerStream, SendsWhatIsPushedAndClosesAtTheEnd) {
  start();
  const auto client = open_page();
  EXPECT_TRUE(stream()->push("one\n"));
  EXPECT_EQ(client->read_until("one\n"), "one\n");
  std::this_thread::sleep_for(std::chrono::milliseconds{50});
  EXPECT_TRUE(stream()->push("two\n"));
  stream()->end();
  EXPECT_EQ(client->read_all(), "two\n");
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(ServerStream, NeedsNoThreadForAnOpenPage) {
  ServerOptions options;
  options.io_threads = 1;
  options.handler_threads = 1;
  start(options);
  std::vector<std::unique_ptr<RawClient>> pages;
  for (int i = 0; i < 50; ++i) pages.push_back(open_page());
  EXPECT_THAT(ask("GET /text HTTP/1.1\r\nHost: a\r\n\r\n"), HasSubstr("200 OK"));
  EXPECT_EQ(server_->connections() >= 50, true);
}

TEST_F(ServerStream, CountsOpenPagesAmongTheConnections) {
  ServerOptions options;
  options.connections_max = 2;
  start(options);
  const auto one = open_page();
  const auto two = open_page();
  EXPECT_THAT(ask("GET /text HTTP/1.1\r\nHost: a\r\n\r\n"), HasSubstr("503"));
}

TEST_F(ServerStream, DropsAClientThatDoesNotKeepUp) {
  ServerOptions options;
  options.piece_timeout = std::chrono::milliseconds{300};
  start(options);
  const auto client = open_page();
  const auto source = stream();
  const std::string piece(16'384, 'x');
  // Nobody reads: the sockets fill up, then the stream, then it is over.
  EXPECT_TRUE(eventually([&] { return !source->push(piece); }));
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(ServerStream, LearnsThatTheClientHasGone) {
  start();
  auto client = open_page();
  const auto source = stream();
  client->hang_up();
  EXPECT_TRUE(eventually([&] { return !source->push("anybody?\n"); }));
  EXPECT_TRUE(eventually([&] { return server_->connections() == 0; }));
}

TEST_F(ServerStream, StopsAtOnceWithPagesOpen) {
  start();
  const auto one = open_page();
  const auto two = open_page();
  const auto begin = std::chrono::steady_clock::now();
  server_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
  EXPECT_EQ(one->read_all(), "");
}

TEST_F(ServerStream, OutlivesTheConnectionItWasMadeFor) {
  start();
  std::shared_ptr<EventStream> source;
  {
    const auto client = open_page();
    source = stream();
  }
  server_->stop();
  server_.reset();
  EXPECT_FALSE(source->push("to nobody"));
  source->end();
}

TEST(EventStreamText, IsWhatBrowsersExpect) {
  EXPECT_EQ(server_sent_event("7", "case", "{}"), "id: 7\nevent: case\ndata: {}\n\n");
  EXPECT_EQ(server_sent_event("", "", "x"), "data: x\n\n");
}

}  // namespace
}  // namespace mingcha::http::test
