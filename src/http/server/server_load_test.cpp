// SPDX-License-Identifier: Apache-2.0
#include <future>
#include <random>
#include <thread>

#include <curl/curl.h>

#include "http/server/test_server.h"

// What goes on around the requests: uploads, many and slow clients, the end.

namespace mingcha::http {
namespace {

using namespace std::chrono_literals;
using test::kMiB;
using test::RawClient;
using test::ServerTest;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST_F(ServerTest, StreamsAChunkedUploadOfFiftyMegabytesIntoAFile) {
  start();
  RawClient client{server_->port()};
  client.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = fmt::format("{:x}\r\n{}\r\n", kMiB, std::string(kMiB, 'v'));
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(client.send(chunk));
  client.send("0\r\n\r\n");

  EXPECT_THAT(client.read_response(), EndsWith("\r\n\r\n52428800 0 52428800"));
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(client.read_response(), EndsWith("hello"));
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(ServerTest, LeavesNothingOfAnUploadThatBreaksOff) {
  start();
  RawClient client{server_->port()};
  client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\n\r\n");
  client.send(std::string(2 * kMiB, 'v'));
  ASSERT_TRUE(eventually([&] { return files_left() == 1; }));

  client.hang_up();

  EXPECT_TRUE(eventually([&] { return files_left() == 0 && server_->connections() == 0; }));
  EXPECT_EQ(answered_, 0);
}

TEST_F(ServerTest, ClearsWhatACrashLeftBehind) {
  std::filesystem::create_directories(folder_ / "uploads");
  std::ofstream{folder_ / "uploads" / "body-0123"} << "half";
  std::ofstream{folder_ / "uploads" / "another"} << "not ours";

  start();

  EXPECT_FALSE(std::filesystem::exists(folder_ / "uploads" / "body-0123"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "uploads" / "another"));
}

size_t discard(char* /*bytes*/, size_t size, size_t count, void* /*sink*/) { return size * count; }

TEST_F(ServerTest, SpeaksWithAnOrdinaryClient) {
  start();
  CURL* curl = curl_easy_init();
  const std::string address = fmt::format("http://127.0.0.1:{}/upload", server_->port());
  const std::string body(5 * kMiB, 'b');
  curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, discard);
  for (int i = 0; i < 3; ++i) {
    long status = 0;
    EXPECT_EQ(curl_easy_perform(curl), CURLE_OK);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    EXPECT_EQ(status, 200);
  }
  long connections = 0;
  curl_easy_getinfo(curl, CURLINFO_NUM_CONNECTS, &connections);
  EXPECT_EQ(connections, 0);  // The last one reused the connection of the first.
  curl_easy_cleanup(curl);
}

TEST_F(ServerTest, CutsOffAClientThatDribbles) {
  ServerOptions options;
  options.header_timeout = 300ms;
  options.piece_timeout = 300ms;
  start(options);

  RawClient head{server_->port()};
  const auto began = std::chrono::steady_clock::now();
  bool open = true;
  for (int i = 0; open && i < 100; ++i) {  // Always something, never enough.
    open = head.send(i == 0 ? "GET / HTTP/1.1\r\nX: " : "x");
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_TRUE(head.is_closed());
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);

  RawClient body{server_->port()};
  body.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nsome");
  EXPECT_TRUE(body.is_closed());
  EXPECT_TRUE(eventually([&] { return files_left() == 0; }));
  EXPECT_EQ(answered_, 0);
}

TEST_F(ServerTest, ClosesAnIdleConnection) {
  ServerOptions options;
  options.idle_timeout = 200ms;
  start(options);
  RawClient client{server_->port()};
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  client.read_response();

  EXPECT_TRUE(client.is_closed());
}

TEST_F(ServerTest, ServesTwoHundredConnectionsAtOnce) {
  start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(std::make_unique<RawClient>(server_->port()));

  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < clients.size(); ++i) {
      const std::string body = std::to_string(i);
      clients[i]->send(fmt::format("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}",
                                   body.size(), body));
    }
    for (std::size_t i = 0; i < clients.size(); ++i) {
      EXPECT_THAT(clients[i]->read_response(), EndsWith("\r\n\r\n" + std::to_string(i)));
    }
  }
  EXPECT_EQ(server_->connections(), 200U);
}

TEST_F(ServerTest, TurnsAwayOneConnectionTooMany) {
  ServerOptions options;
  options.connections_max = 2;
  start(options);
  RawClient first{server_->port()};
  RawClient second{server_->port()};
  ASSERT_TRUE(eventually([&] { return server_->connections() == 2; }));

  RawClient third{server_->port()};

  EXPECT_THAT(third.read_response(), StartsWith("HTTP/1.1 503 "));
  first.hang_up();
  ASSERT_TRUE(eventually([&] { return server_->connections() == 1; }));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("hello"));
}

TEST_F(ServerTest, FinishesARunningRequestWhenItStops) {
  start();
  RawClient idle{server_->port()};
  idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  idle.read_response();
  RawClient busy{server_->port()};
  busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  running_.wait();

  auto stopped = std::async(std::launch::async, [&] { server_->stop(); });

  EXPECT_TRUE(idle.is_closed());
  EXPECT_EQ(stopped.wait_for(100ms), std::future_status::timeout);
  EXPECT_THROW(RawClient{server_->port()}, std::runtime_error);
  release_.count_down();
  const std::string response = busy.read_response();
  EXPECT_THAT(response, HasSubstr("Connection: close"));
  EXPECT_THAT(response, EndsWith("slow but done"));
  EXPECT_EQ(stopped.wait_for(5s), std::future_status::ready);
  EXPECT_EQ(server_->connections(), 0U);
}

// A request may arrive in the very moment in which its connection is closed for idle.
TEST_F(ServerTest, BeginsNothingThatItCannotAnswerAnyMoreWhenItStops) {
  std::atomic<int> received{0};
  for (int round = 0; round < 60; ++round) {
    start();
    std::vector<std::jthread> clients;
    for (int i = 0; i < 8; ++i) {
      clients.emplace_back([&, client = std::make_shared<RawClient>(server_->port())] {
        while (client->send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") &&
               client->read_response().ends_with("hello")) {
          received += 1;
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::microseconds{400 + 50 * round});
    server_->stop();
    clients.clear();
    ASSERT_EQ(received, answered_) << "in round " << round;
  }
}

TEST_F(ServerTest, CutsOffWhatDoesNotEndInTime) {
  ServerOptions options;
  options.stop_timeout = 200ms;
  start(options);
  RawClient client{server_->port()};
  client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nsome");
  ASSERT_TRUE(eventually([&] { return files_left() == 1; }));

  const auto began = std::chrono::steady_clock::now();
  server_->stop();

  EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(files_left(), 0U);
}

TEST_F(ServerTest, BelievesForwardedAddressesOfTrustedProxiesOnly) {
  const std::string request =
      "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 10.1.2.3, 10.0.0.1\r\n\r\n";
  start();
  EXPECT_THAT(ask(request), EndsWith("\r\n\r\n127.0.0.1"));

  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1", "10.0.0.1"};
  start(options);
  EXPECT_THAT(ask(request), EndsWith("\r\n\r\n10.1.2.3"));
}

TEST_F(ServerTest, SaysWhichPortIsTaken) {
  start();
  ServerOptions options;
  options.port = server_->port();
  Server second{options, {}};

  EXPECT_THROW(second.start(), Fault);
  options.address = "localhost:80";
  EXPECT_THROW((Server{options, {}}), Fault);
}

TEST_F(ServerTest, SurvivesRandomBytes) {
  start();
  std::mt19937 generator{20260302};
  for (int i = 0; i < 200; ++i) {
    std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    for (int j = 0; j < 4; ++j) bytes[generator() % bytes.size()] = static_cast<char>(generator());
    RawClient client{server_->port()};
    client.send(bytes);
    client.hang_up();
  }
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("hello"));
}

}  // namespace
}  // namespace mingcha::http
