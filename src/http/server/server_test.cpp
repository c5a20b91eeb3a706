// SPDX-License-Identifier: Apache-2.0
#include "http/server/server.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <latch>
#include <mutex>
#include <random>
#include <thread>

#include <curl/curl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <zlib.h>

#include "base/result.h"
#include "http/server/test_client.h"

namespace mingcha::http {
namespace {

using namespace std::chrono_literals;
using test::RawClient;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::uint64_t kMiB = 1024 * 1024;

/// A server with a few plain answers. The path decides:
///   /echo       the body back            /file      a file of 10,000 bytes with an ETag
///   /upload     into a file, its size    /refused   refused before the body
///   /slow       waits for `release`      /throws    an exception        /text  12,000 bytes
class ServerTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("mingcha-server-test-{}-{}", ::getpid(), counter_++);
    std::filesystem::create_directories(folder_);
    std::ofstream file{folder_ / "file.bin", std::ios::binary};
    for (int i = 0; i < 1000; ++i) file << fmt::format("{:09}\n", i);
  }

  void TearDown() override {
    release_.count_down();
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  Server& start(ServerOptions options = {}) {
    options.upload_folder = folder_ / "uploads";
    server_ = std::make_unique<Server>(
        std::move(options), Service{[](Request& request) { return admit(request); },
                                    [this](Request& request) { return answer(request); },
                                    [this](const Request&, int status) { refused_ = status; }});
    server_->start();
    return *server_;
  }

  static Admission admit(const Request& request) {
    Admission admission;
    const std::string path = request.path();
    if (path == "/refused") admission.refusal = text_response("no", 403);
    if (path == "/admit-throws") throw Fault{"no database"};
    if (path == "/upload") {
      admission.sink = Admission::Sink::file;
      admission.limit = 100 * kMiB;
    } else {
      admission.limit = request.verb == Verb::post ? kMiB : 0;
    }
    return admission;
  }

  Response answer(const Request& request) {
    answered_ += 1;
    const std::string path = request.path();
    if (path == "/echo") return text_response(request.body);
    if (path == "/text") return text_response(std::string(12'000, 'a'));
    if (path == "/who") return text_response(request.client_address);
    if (path == "/throws") throw Fault{"secret internals"};
    if (path == "/file") return file_response(folder_ / "file.bin", "application/pdf", "\"e1\"");
    if (path == "/missing-file") return file_response(folder_ / "none", "application/pdf");
    if (path == "/breaks") {
      return {200, {{"X-Name", "a\r\nSet-Cookie: evil=1"}}, std::string{"x"}};
    }
    if (path == "/slow") {
      running_.count_down();
      release_.wait();
      return text_response("slow but done");
    }
    if (path == "/upload") {
      const std::lock_guard lock{mutex_};
      kept_ = request.body_file;
      return text_response(fmt::format("{} {} {}", request.body_size, request.body.size(),
                                       std::filesystem::file_size(request.body_file)));
    }
    return text_response("hello");
  }

  std::string ask(std::string_view request) {
    RawClient client{server_->port()};
    client.send(request);
    return client.read_response();
  }

  std::size_t files_left() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder_ / "uploads"}) {
      if (entry.exists()) ++count;
    }
    return count;
  }

  bool eventually(const std::function<bool()>& holds) const {
    for (int i = 0; i < 500; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  inline static std::atomic<int> counter_{0};
  std::filesystem::path folder_;
  std::unique_ptr<Server> server_;
  std::atomic<int> answered_{0};
  std::atomic<int> refused_{0};
  std::latch running_{1};
  std::latch release_{1};
  std::mutex mutex_;
  std::filesystem::path kept_;
};

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  RawClient client{server_->port()};

  for (int i = 0; i < 3; ++i) {
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string response = client.read_response();
    EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_THAT(response, HasSubstr("\r\nContent-Length: 5\r\n"));
    EXPECT_THAT(response, EndsWith("\r\n\r\nhello"));
  }
  client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.read_all(), HasSubstr("Connection: close\r\n"));
}

TEST_F(ServerTest, ClosesAfterHttp10UnlessAskedNotTo) {
  start();
  RawClient plain{server_->port()};
  plain.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_THAT(plain.read_all(), EndsWith("hello"));

  RawClient kept{server_->port()};
  kept.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(kept.read_response(), HasSubstr("Connection: keep-alive"));
  kept.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_THAT(kept.read_all(), EndsWith("hello"));
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  start();
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    const std::string body = fmt::format("number {}", i);
    requests += fmt::format("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}",
                            body.size(), body);
  }
  RawClient client{server_->port()};

  client.send(requests);

  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(client.read_response(), EndsWith(fmt::format("\r\n\r\nnumber {}", i)));
  }
}

struct BadRequest {
  const char* name;
  const char* bytes;
  int status;
};

TEST_F(ServerTest, RefusesWhatIsNotProperHttp) {
  start();
  const BadRequest requests[] = {
      {"no request", "nonsense\r\n\r\n", 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
      {"a bare line feed", "GET / HTTP/1.1\nHost: a\n\n", 505},
      {"two lengths",
       "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
       "Content-Length: 2\r\n\r\nab",
       400},
      {"a length that is no number",
       "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\na", 400},
      {"a length and chunks",
       "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
       "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       400},
      {"another coding",
       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n"
       "\r\n0\r\n\r\n",
       501},
      {"a broken chunk",
       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
       "zz\r\n",
       400},
      {"another version", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"another method", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"a bad escape", "GET /a%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a way out", "GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"a hidden slash", "GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"another expectation",
       "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n"
       "Content-Length: 1\r\n\r\n",
       417}};

  for (const BadRequest& request : requests) {
    refused_ = 0;
    const std::string response = ask(request.bytes);
    EXPECT_THAT(response, StartsWith(fmt::format("HTTP/1.1 {} ", request.status))) << request.name;
    EXPECT_THAT(response, HasSubstr("application/problem+json")) << request.name;
    EXPECT_EQ(refused_, request.status) << request.name;
  }
  EXPECT_EQ(answered_, 0);
}

TEST_F(ServerTest, RefusesAHeadOverSixteenKibibytes) {
  start();
  const std::string filler(17 * 1024, 'x');

  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: a\r\nX-Filler: " + filler + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: a\r\nX-Filler: " + filler.substr(2048) + "\r\n\r\n"),
              StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, OverlooksBlankLinesBeforeARequest) {
  start();
  EXPECT_THAT(ask("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("hello"));
}

TEST_F(ServerTest, SaysTooLargeWithoutReadingOn) {
  start();
  RawClient client{server_->port()};
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 20971520\r\n\r\n");
  const std::string response = client.read_response();  // Not one byte of the body was sent.

  EXPECT_THAT(response, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(response, HasSubstr("Connection: close"));
  EXPECT_EQ(answered_, 0);
}

TEST_F(ServerTest, TellsAClientThatSendsTwentyMegabytesAnyway) {
  start();
  RawClient client{server_->port()};
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 20971520\r\n\r\n");
  client.send(std::string(3 * kMiB, 'x'));

  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, SaysTooLargeForChunksToo) {
  start();
  RawClient client{server_->port()};
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = fmt::format("{:x}\r\n{}\r\n", 300 * 1024, std::string(300 * 1024, 'x'));
  for (int i = 0; i < 4; ++i) client.send(chunk);

  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 413 "));
  EXPECT_EQ(answered_, 0);
}

TEST_F(ServerTest, TakesABodyOfExactlyTheLimit) {
  start();
  const std::string body(kMiB, 'x');
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: ";

  EXPECT_THAT(ask(head + std::to_string(kMiB) + "\r\n\r\n" + body), EndsWith(body));
  EXPECT_THAT(ask(head + std::to_string(kMiB + 1) + "\r\n\r\n" + body + "x"),
              StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, JoinsChunks) {
  start();
  EXPECT_THAT(ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n"),
              EndsWith("\r\n\r\nhello world"));
}

TEST_F(ServerTest, InvitesTheBodyOnlyWhenItIsWelcome) {
  start();
  RawClient welcome{server_->port()};
  welcome.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
      "Content-Length: 4\r\n\r\n");
  EXPECT_EQ(welcome.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
  welcome.send("body");
  EXPECT_THAT(welcome.read_response(), EndsWith("body"));

  RawClient unwelcome{server_->port()};
  unwelcome.send(
      "POST /refused HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
      "Content-Length: 4\r\n\r\n");
  EXPECT_THAT(unwelcome.read_response(), StartsWith("HTTP/1.1 403 "));
  EXPECT_EQ(answered_, 1);
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
  start();
  RawClient client{server_->port()};
  client.send("HEAD /file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const std::string response = client.read_all();

  EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(response, HasSubstr("Content-Length: 10000\r\n"));
  EXPECT_THAT(response, EndsWith("\r\n\r\n"));
}

TEST_F(ServerTest, ServesRangesOfFiles) {
  start();
  const auto part = [&](const char* range) {
    return ask(fmt::format("GET /file HTTP/1.1\r\nHost: a\r\nRange: {}\r\n\r\n", range));
  };

  EXPECT_THAT(part("bytes=10-19"), StartsWith("HTTP/1.1 206 "));
  EXPECT_THAT(part("bytes=10-19"), HasSubstr("Content-Range: bytes 10-19/10000\r\n"));
  EXPECT_THAT(part("bytes=10-19"), EndsWith("\r\n\r\n000000001\n"));
  EXPECT_THAT(part("bytes=9990-"), EndsWith("\r\n\r\n000000999\n"));
  EXPECT_THAT(part("bytes=-10"), EndsWith("\r\n\r\n000000999\n"));
  EXPECT_THAT(part("bytes=10000-"), StartsWith("HTTP/1.1 416 "));
  EXPECT_THAT(part("bytes=10000-"), HasSubstr("Content-Range: bytes */10000"));
  EXPECT_THAT(part("bytes=0-1,5-6"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, SendsAWholeFileAndGoesOn) {
  start();
  RawClient client{server_->port()};
  client.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

  const std::string file = client.read_response();
  EXPECT_THAT(file, HasSubstr("Accept-Ranges: bytes"));
  EXPECT_EQ(file.size() - file.find("\r\n\r\n") - 4, 10'000U);
  EXPECT_THAT(client.read_response(), EndsWith("hello"));
  EXPECT_THAT(ask("GET /missing-file HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 404 "));
}

std::string gunzip(const std::string& packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string text(100'000, '\0');
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  inflate(&stream, Z_FINISH);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST_F(ServerTest, PacksTextWhenAskedTo) {
  start();
  const std::string packed = ask("GET /text HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
  EXPECT_THAT(packed, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(packed, HasSubstr("Vary: Accept-Encoding\r\n"));
  EXPECT_EQ(gunzip(packed.substr(packed.find("\r\n\r\n") + 4)), std::string(12'000, 'a'));

  const std::string plain = ask("GET /text HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(plain, Not(HasSubstr("Content-Encoding")));
  EXPECT_THAT(plain, HasSubstr("Vary: Accept-Encoding\r\n"));
}

TEST_F(ServerTest, LetsNoLineBreakIntoAHeader) {
  start();
  EXPECT_THAT(ask("GET /breaks HTTP/1.1\r\nHost: a\r\n\r\n"), Not(HasSubstr("\nSet-Cookie")));
}

TEST_F(ServerTest, KeepsInternalsToItself) {
  start();
  for (const char* path : {"/throws", "/admit-throws"}) {
    const std::string response = ask(fmt::format("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", path));
    EXPECT_THAT(response, StartsWith("HTTP/1.1 500 ")) << path;
    EXPECT_THAT(response, Not(HasSubstr("secret internals"))) << path;
    EXPECT_THAT(response, HasSubstr("urn:mingcha:request:")) << path;
  }
}

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
