// SPDX-License-Identifier: Apache-2.0
#include "http/request.h"

#include <gmock/gmock.h>

namespace mingcha::http {
namespace {

using testing::ElementsAre;

Request read(std::string_view target) {
  Request request;
  const auto outcome = read_target(target, request);
  EXPECT_TRUE(outcome.has_value()) << target;
  return request;
}

TEST(Target, IsSplitBeforeItIsDecoded) {
  const Request request =
      read("/api/v1/%E6%A1%88%E4%BB%B6/a%20b+c?q=%E6%B2%BB%E5%AE%89+x&empty&q=2");

  EXPECT_THAT(request.segments, ElementsAre("api", "v1", "案件", "a b+c"));
  EXPECT_EQ(request.query_value("q"), "治安 x");
  EXPECT_EQ(request.query.count("q"), 2U);
  EXPECT_EQ(request.query_value("empty"), "");
  EXPECT_EQ(request.query_value("absent"), std::nullopt);
  EXPECT_EQ(request.path(), "/api/v1/案件/a b+c");
}

TEST(Target, MayBeAbsoluteOrTheRoot) {
  EXPECT_THAT(read("http://host:80/a/b?x=1").segments, ElementsAre("a", "b"));
  EXPECT_THAT(read("https://host").segments, ElementsAre(""));
  EXPECT_THAT(read("http://host?x=1").query_value("x"), "1");
  EXPECT_EQ(read("/").path(), "/");
}

TEST(Target, ThatLeadsOutOrHidesSomethingIsRefused) {
  for (const char* target :
       {"",       "a",       "/..",      "/a/../b",  "/%2e%2e/b", "/a/.", "/a%2Fb",
        "/a%5cb", "/a\\b",   "/%00",     "/%0a",     "/a%",       "/a%4", "/a%zz",
        "/%ff",   "/%c0%ae", "/a?b=%zz", "/a?%ff=1", "/a#b",      "*",    "?a"}) {
    Request request;
    const auto outcome = read_target(target, request);
    if (std::string_view{target} == "?a") {
      EXPECT_TRUE(outcome.has_value());
      continue;
    }
    ASSERT_FALSE(outcome.has_value()) << target;
    EXPECT_EQ(outcome.error().kind, Refusal::malformed) << target;
  }
}

TEST(Target, OfOptionsMayBeTheWholeServer) {
  Request request;
  request.verb = Verb::options;
  EXPECT_TRUE(read_target("*", request).has_value());
}

TEST(QueryInteger, StaysWithinItsBounds) {
  const Request request = read("/?page=7&big=99999999999999999999&word=x&trail=7x&none=");

  EXPECT_EQ(request.query_integer("page", 1, 1, 100).value(), 7);
  EXPECT_EQ(request.query_integer("absent", 1, 1, 100).value(), 1);
  EXPECT_FALSE(request.query_integer("page", 1, 8, 100).has_value());
  for (const char* name : {"big", "word", "trail", "none"}) {
    const auto outcome = request.query_integer(name, 1, 1, 100);
    ASSERT_FALSE(outcome.has_value()) << name;
    EXPECT_EQ(outcome.error().findings[0].where, "?" + std::string{name});
  }
}

Language language_of(const char* accept, const char* cookie, const char* target) {
  Request request = read(target);
  if (*accept != '\0') request.headers.add("Accept-Language", accept);
  if (*cookie != '\0') request.headers.add("Cookie", cookie);
  read_preferences(request);
  return request.language;
}

TEST(Language, IsAskedForByQueryThenCookieThenHeader) {
  EXPECT_EQ(language_of("", "", "/"), Language::zh);
  EXPECT_EQ(language_of("en-GB,en;q=0.9", "", "/"), Language::en);
  EXPECT_EQ(language_of("en;q=0.5, zh-CN;q=0.8", "", "/"), Language::zh);
  EXPECT_EQ(language_of("zh;q=0.5, en;q=0.85", "", "/"), Language::en);
  EXPECT_EQ(language_of("fr, de", "", "/"), Language::zh);
  EXPECT_EQ(language_of("en;q=0", "", "/"), Language::zh);
  EXPECT_EQ(language_of("en;q=abc", "", "/"), Language::zh);
  EXPECT_EQ(language_of("en", "lang=zh", "/"), Language::zh);
  EXPECT_EQ(language_of("zh", "lang=zh", "/?lang=en"), Language::en);
  EXPECT_EQ(language_of("en", "", "/?lang=fr"), Language::en);
}

TEST(Cookies, AreSplitAndTheFirstOfANameWins) {
  Request request;
  request.headers.add("Cookie", "a=1; mingcha=x=y ;broken; =z; a=2");
  read_preferences(request);

  EXPECT_THAT(request.cookies, ElementsAre(std::pair{"a", "1"}, std::pair{"mingcha", "x=y"}));
}

TEST(Headers, AreFoundWhateverTheCase) {
  Headers headers{{"Content-Type", "a"}, {"Vary", "x"}};
  headers.add("vary", "y");

  EXPECT_EQ(headers.find("CONTENT-type"), "a");
  EXPECT_THAT(headers.all("VARY"), ElementsAre("x", "y"));
  headers.set("VARY", "z");
  EXPECT_THAT(headers.all("vary"), ElementsAre("z"));
  headers.remove("vary");
  EXPECT_FALSE(headers.has("Vary"));
}

TEST(Verb, NamesGoThereAndBackAndCaseMatters) {
  for (const char* name : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    ASSERT_TRUE(to_verb(name).has_value());
    EXPECT_STREQ(to_string(*to_verb(name)), name);
  }
  EXPECT_EQ(to_verb("get"), std::nullopt);
  EXPECT_EQ(to_verb("TRACE"), std::nullopt);
  EXPECT_TRUE(is_safe(Verb::head));
  EXPECT_FALSE(is_safe(Verb::remove));
}

}  // namespace
}  // namespace mingcha::http
