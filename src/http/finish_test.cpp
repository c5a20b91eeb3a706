// SPDX-License-Identifier: Apache-2.0
#include "http/finish.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "http/problem.h"

namespace mingcha::http {
namespace {

using testing::ElementsAre;

struct RangeCase {
  const char* header;
  RangeOutcome outcome;
  ByteRange range;
};

TEST(Range, IsReadAsTheRfcSays) {
  using enum RangeOutcome;
  const RangeCase cases[] = {
      {"bytes=0-0", part, {0, 1}},
      {"bytes=0-99", part, {0, 100}},
      {"bytes=90-1000", part, {90, 100}},
      {"bytes=99-", part, {99, 100}},
      {"bytes=-1", part, {99, 100}},
      {"bytes=-1000", part, {0, 100}},
      {"bytes=100-", unsatisfiable, {}},
      {"bytes=-0", unsatisfiable, {}},
      {"bytes=0-18446744073709551615", part, {0, 100}},
      {"bytes=5-4", whole, {}},
      {"bytes=0-1,3-4", whole, {}},
      {"bytes=", whole, {}},
      {"bytes=-", whole, {}},
      {"bytes=a-b", whole, {}},
      {"bytes=1-x", whole, {}},
      {"bytes=99999999999999999999-", whole, {}},
      {"bytes=--1", whole, {}},
      {"pages=1-2", whole, {}},
      {"", whole, {}},
  };
  for (const RangeCase& one : cases) {
    ByteRange range{};
    EXPECT_EQ(read_range(one.header, 100, range), one.outcome) << one.header;
    if (one.outcome == part) {
      EXPECT_EQ(range, one.range) << one.header;
    }
  }
  ByteRange range{};
  EXPECT_EQ(read_range("bytes=0-", 0, range), unsatisfiable);
  EXPECT_EQ(read_range("bytes=-5", 0, range), unsatisfiable);
}

Response finished(Headers asked, Response response, Verb verb = Verb::get) {
  Request request;
  request.verb = verb;
  request.headers = std::move(asked);
  finish(request, response);
  return response;
}

Response tagged(std::size_t size) {
  Response response = text_response(std::string(size, 'a'));
  response.headers.set("ETag", "\"v1\"");
  return response;
}

TEST(Finish, SaysNotModifiedToWhoHasItAlready) {
  EXPECT_EQ(finished({{"If-None-Match", "\"v1\""}}, tagged(5)).status, 304);
  EXPECT_EQ(text_size(finished({{"If-None-Match", "\"v1\""}}, tagged(5))), 0U);
  EXPECT_EQ(finished({{"If-None-Match", "\"v0\", W/\"v1\""}}, tagged(5)).status, 304);
  EXPECT_EQ(finished({{"If-None-Match", "*"}}, tagged(5)).status, 304);
  EXPECT_EQ(finished({{"If-None-Match", "\"v2\""}}, tagged(5)).status, 200);
  EXPECT_EQ(finished({{"If-None-Match", "\"v1\""}}, tagged(5), Verb::post).status, 200);
}

TEST(Finish, PacksOnlyWhatIsTextAndWorthIt) {
  const Headers asks{{"Accept-Encoding", "br, gzip;q=0.8"}};
  const Response packed = finished(asks, tagged(5000));
  EXPECT_EQ(packed.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.headers.find("ETag"), "W/\"v1\"");
  EXPECT_LT(text_size(packed), 200U);

  EXPECT_FALSE(finished(asks, tagged(500)).headers.has("Content-Encoding"));
  const Response image = text_response(std::string(5000, 'a'), 200, "image/png");
  EXPECT_FALSE(finished(asks, image).headers.has("Content-Encoding"));
  EXPECT_FALSE(finished(asks, image).headers.has("Vary"));
  for (const char* refusal : {"gzip;q=0", "br", "gzip;q=0.000, *", ""}) {
    const Response plain = finished({{"Accept-Encoding", refusal}}, tagged(5000));
    EXPECT_FALSE(plain.headers.has("Content-Encoding")) << refusal;
    EXPECT_EQ(plain.headers.find("Vary"), "Accept-Encoding") << refusal;
  }
}

TEST(Finish, AddsToVaryWhatTheHandlerSaid) {
  Response response = tagged(5000);
  response.headers.set("Vary", "Cookie");
  EXPECT_EQ(finished({}, response).headers.find("Vary"), "Cookie, Accept-Encoding");
}

TEST(Problem, TellsEveryFindingInTheLanguageAskedFor) {
  const Rejection rejection{Refusal::rule_broken,
                            {"不能作出决定", "No decision yet"},
                            {{"review-missing",
                              {"未经法制审核", "Not reviewed"},
                              "APL-2021/58",
                              {"提交法制审核", "Submit it for review"},
                              "review"},
                             {"notice-missing", {"未告知", "No notice"}, "", {}, ""}}};
  const std::function<std::string(std::string_view)> texts = [](std::string_view article) {
    return std::string{article} + " says";
  };
  Request request;
  request.id = "0123";

  const Response zh = problem(rejection, request);
  request.language = Language::en;
  request.article_text = &texts;
  const Response en = problem(rejection, request);

  EXPECT_EQ(zh.status, 422);
  EXPECT_EQ(zh.headers.find("Content-Type"), "application/problem+json");
  const auto json = nlohmann::json::parse(std::get<std::string>(zh.body));
  EXPECT_EQ(json["type"], "urn:mingcha:problem:rule_broken");
  EXPECT_EQ(json["title"], "不能作出决定");
  EXPECT_EQ(json["detail"], "未经法制审核；未告知");
  EXPECT_EQ(json["instance"], "urn:mingcha:request:0123");
  EXPECT_EQ(json["findings"][0]["cure"], "提交法制审核");
  EXPECT_FALSE(json["findings"][0].contains("article_text"));
  EXPECT_FALSE(json["findings"][1].contains("article"));
  const auto english = nlohmann::json::parse(std::get<std::string>(en.body));
  EXPECT_EQ(english["findings"][0]["what"], "Not reviewed");
  EXPECT_EQ(english["findings"][0]["article_text"], "APL-2021/58 says");
}

TEST(Problem, EachRefusalHasItsStatus) {
  using enum Refusal;
  std::vector<int> statuses;
  for (const Refusal refusal :
       {malformed, not_signed_in, forbidden, not_found, conflict, key_reused, invalid, out_of_order,
        rule_broken, too_large, too_many, gone}) {
    statuses.push_back(status_of(refusal));
    const Response response = problem({refusal, {}, {}}, Request{});
    EXPECT_EQ(response.headers.has("Retry-After"), refusal == too_many);
    const auto json = nlohmann::json::parse(std::get<std::string>(response.body));
    EXPECT_EQ(json["refusal"], to_string(refusal));
    EXPECT_FALSE(json["title"].get<std::string>().empty());
  }
  EXPECT_THAT(statuses, ElementsAre(400, 401, 403, 404, 409, 422, 422, 409, 422, 413, 429, 410));
}

TEST(Problem, SurvivesTextThatIsNoText) {
  const Response response =
      problem({Refusal::invalid, {"a\xff", ""}, {{"c", {"\xc3", ""}, "", {}, "\xfe"}}}, Request{});
  EXPECT_TRUE(nlohmann::json::accept(std::get<std::string>(response.body)));
}

}  // namespace
}  // namespace mingcha::http
