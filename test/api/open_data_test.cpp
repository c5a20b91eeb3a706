// SPDX-License-Identifier: Apache-2.0
// What the public takes away over HTTP, and how often it may ask.
#include <thread>

#include "test/api/installation.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

class PublicRecords : public OnEachEngine {
 protected:
  Client public_ = installation_.stranger();
};

TEST_P(PublicRecords, IsThereBeforeAnythingWasPublished) {
  const auto list = public_.get("/data/decisions.json");
  EXPECT_EQ(list.status, 200);
  EXPECT_EQ(list.json().at("decisions").size(), list.json().at("total"));
  EXPECT_THAT(public_.get("/data/decisions.csv").body, StartsWith("\xEF\xBB\xBFid,state,number"));
  EXPECT_THAT(public_.get("/feed.atom").body, HasSubstr("http://www.w3.org/2005/Atom"));
  EXPECT_EQ(public_.get("/feed.json").json().at("version"), "https://jsonfeed.org/version/1.1");
  EXPECT_THAT(public_.get("/data").body, HasSubstr("每个地址每分钟不超过 600 次请求"));
  EXPECT_FALSE(public_.get("/data/dictionary.json").json().at("fields").empty());
  EXPECT_EQ(public_.get("/data/bundles/1999-01.zip").status, 404);
}

TEST_P(PublicRecords, RefusesWhatItCannotReadInWords) {
  for (const auto& [query, where] :
       std::vector<std::pair<std::string, std::string>>{{"year=26", "year"},
                                                        {"year=abcd", "year"},
                                                        {"month=2026", "month"},
                                                        {"month=2026-13", "month"},
                                                        {"kind=murder", "kind"},
                                                        {"page=0", "page"},
                                                        {"page=1e3", "page"},
                                                        {"year=2026&page=11", "page"},
                                                        {"before=x", "before"},
                                                        {"per_page=1001", "per_page"},
                                                        {"per_page=-1", "per_page"}}) {
    for (const char* file : {"decisions.json?", "decisions.csv?"}) {
      const auto answer = public_.get("/data/" + (file + query));
      EXPECT_EQ(answer.status / 100, 4) << query << "\n" << answer.body;
      EXPECT_EQ(answer.json().at("findings").at(0).at("where"), "?" + where) << answer.body;
    }
  }
  EXPECT_EQ(public_.get("/data/changes.json?after=-1").status / 100, 4);
  EXPECT_EQ(public_.get("/data/changes.json?after=99999999999999999999").status / 100, 4);
  EXPECT_EQ(public_.get("/feed.atom?before=x").status / 100, 4);
  for (const char* name : {"2026-03", ".zip", "2026-3.zip", "....zip", "2026-03.zip.zip"}) {
    EXPECT_EQ(public_.get(std::string{"/data/bundles/"} + name).status, 404) << name;
  }
}

TEST_P(PublicRecords, IsNotSentAgainToWhoHasItAlready) {
  for (const char* path :
       {"/", "/decisions", "/items", "/data", "/data/decisions.json", "/feed.atom"}) {
    const auto first = public_.get(path);
    ASSERT_EQ(first.status, 200) << path;
    EXPECT_THAT(first.header("cache-control"), HasSubstr("public, max-age")) << path;
    const auto again =
        public_.send({.path = path, .headers = {"If-None-Match: " + first.header("etag")}});
    if (std::string_view{path} == "/") continue;  // The log's size stands on it.
    EXPECT_EQ(again.status, 304) << path;
    EXPECT_EQ(again.body, "");
  }
  const auto missing = public_.send({.path = "/items/none", .headers = {"Accept: text/html"}});
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.header("cache-control"), Not(HasSubstr("public")));
}

TEST_P(PublicRecords, AsksWhoAsksTooOftenToComeAgainLater) {
  const auto ask = [&](const std::string& from, const std::string& accept) {
    return public_.send({.path = "/data/bundles/1999-01.zip",
                         .headers = {"X-Forwarded-For: " + from, "Accept: " + accept}});
  };
  // A bundle counts as thirty requests.
  for (int i = 0; i < 20; ++i) ASSERT_EQ(ask("192.0.2.7", "*/*").status, 404) << i;
  const auto refused = ask("192.0.2.7", "application/json");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.json().at("findings").at(0).at("code"), "too-many-requests");
  const auto wait = std::stoi(refused.header("retry-after"));
  EXPECT_GE(wait, 1);
  EXPECT_LE(wait, 3) << "thirty of six hundred a minute";
  const auto page = ask("192.0.2.7", "text/html");
  EXPECT_EQ(page.status, 429);
  EXPECT_THAT(page.body, HasSubstr("访问太频繁"));
  EXPECT_EQ(page.header("cache-control"), "no-store");
  EXPECT_EQ(ask("192.0.2.8", "*/*").status, 404) << "each address for itself";
  EXPECT_EQ(ask("192.0.2.7, 198.51.100.1", "*/*").status, 404) << "what the proxy says counts";
  EXPECT_EQ(public_.get("/healthz").status, 200);
}

MINGCHA_ON_EACH_ENGINE(PublicRecords);

}  // namespace
}  // namespace mingcha::test
