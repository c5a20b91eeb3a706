// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include "http/server/test_server.h"

// What goes over the wire: proper requests, improper ones, and the shapes of answers.

namespace mingcha::http {
namespace {

using test::kMiB;
using test::RawClient;
using test::ServerTest;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

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

TEST_F(ServerTest, AnswersAtOnceWhatLiesReadyButNothingWithABody) {
  start();
  RawClient client{server_->port()};
  client.send("GET /ready HTTP/1.1\r\nHost: x\r\n\r\nGET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_response(), EndsWith("\r\n\r\nlies ready"));
  EXPECT_THAT(client.read_response(), EndsWith("\r\n\r\nlies ready"));
  client.send("POST /ready HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 403"));
  RawClient other{server_->port()};
  other.send("GET /ready-throws HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(other.read_response(), EndsWith("hello")) << "the long way does it";
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

}  // namespace
}  // namespace mingcha::http
