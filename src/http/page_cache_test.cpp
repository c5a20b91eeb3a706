// SPDX-License-Identifier: Apache-2.0
#include "http/page_cache.h"

#include <gmock/gmock.h>

namespace mingcha::http {
namespace {

using ::testing::HasSubstr;

class ACache : public ::testing::Test {
 protected:
  std::uint64_t version = 1;
  int made = 0;
  std::chrono::steady_clock::time_point now{std::chrono::hours{1}};
  PageCache cache{[this] { return version; },
                  [](Response& response) { response.headers.set("X-Dressed", "yes"); }};
  std::function<Response()> make = [this] {
    ++made;
    return html_response(std::string(2000, 'x') + std::to_string(made));
  };

  Request request(const std::string& target, Language language = Language::zh) const {
    Request out;
    EXPECT_TRUE(read_target(target, out));
    out.language = language;
    out.started = now;
    return out;
  }
  int ask(const Request& one) {
    (void)cache.answer(one, make);
    return made;
  }
};

TEST_F(ACache, AnswersTheSameOnceAndEachDifferentQuestionForItself) {
  EXPECT_EQ(ask(request("/decisions?page=2&year=2026")), 1);
  EXPECT_EQ(ask(request("/decisions?year=2026&page=2")), 1);
  EXPECT_EQ(ask(request("/decisions?page=2&year=2026", Language::en)), 2);
  EXPECT_EQ(ask(request("/decisions?page=22026")), 3);
  EXPECT_EQ(ask(request("/decisions")), 4);
  EXPECT_EQ(ask(request("/decisions?page=2&year=2026")), 4);
}

TEST_F(ACache, ForgetsWhatWasMadeBeforeACommit) {
  EXPECT_EQ(ask(request("/")), 1);
  ++version;
  EXPECT_EQ(ask(request("/")), 2);
  EXPECT_EQ(ask(request("/")), 2);
}

TEST_F(ACache, TakesAPageForOldThatWasBeingMadeDuringACommit) {
  const auto slow = [this] {
    ++version;
    return make();
  };
  (void)cache.answer(request("/"), slow);
  EXPECT_EQ(ask(request("/")), 2);
}

TEST_F(ACache, KeepsNothingForLongerThanASecond) {
  EXPECT_EQ(ask(request("/")), 1);
  now += PageCache::kFor;
  EXPECT_EQ(ask(request("/")), 2);
}

TEST_F(ACache, KeepsNoRefusalNoCookieAndNothingThatForbidsIt) {
  for (const auto& response : {text_response("no", 404), see_other("/x"),
                               [] {
                                 auto one = text_response("x");
                                 one.headers.set("Set-Cookie", "lang=en");
                                 return one;
                               }(),
                               [] {
                                 auto one = text_response("x");
                                 one.headers.set("Cache-Control", "no-store");
                                 return one;
                               }()}) {
    int asked = 0;
    for (int i = 0; i < 2; ++i) {
      (void)cache.answer(request("/x"), [&] {
        ++asked;
        return response;
      });
    }
    EXPECT_EQ(asked, 2) << response.status;
  }
}

TEST_F(ACache, PacksOnceForThoseWhoAcceptIt) {
  auto packing = request("/");
  packing.headers.set("Accept-Encoding", "gzip");
  const auto plain = cache.answer(request("/"), make);
  const auto packed = cache.answer(packing, make);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(packed.headers.find("Content-Encoding"), "gzip");
  EXPECT_LT(text_size(packed), text_size(plain));
  EXPECT_EQ(cache.answer(request("/"), make).headers.find("Content-Encoding"), std::nullopt);
}

TEST_F(ACache, GivesWhatItKeepsWithoutMakingAnything) {
  auto packing = request("/");
  packing.headers.add("Accept-Encoding", "gzip");
  EXPECT_FALSE(cache.kept(request("/")));
  const auto page = cache.answer(request("/"), make);
  ASSERT_TRUE(cache.kept(request("/")));
  EXPECT_EQ(cache.kept(request("/"))->text, std::get<std::string>(page.body));
  EXPECT_FALSE(cache.kept(request("/?page=2")));
  EXPECT_FALSE(cache.kept(packing)) << "packing would be work";
  (void)cache.answer(packing, make);
  EXPECT_THAT(cache.kept(packing)->fields, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(cache.kept(request("/"))->fields, HasSubstr("Vary: "));
  EXPECT_THAT(cache.kept(request("/"))->fields, HasSubstr("X-Dressed: yes\r\n"));
  auto known = request("/");
  known.headers.add("If-None-Match", "\"x\"");
  EXPECT_FALSE(cache.kept(known)) << "perhaps it need not be sent";
  EXPECT_EQ(made, 1);
  ++version;
  EXPECT_FALSE(cache.kept(request("/")));
  EXPECT_EQ(ask(request("/")), 2);
  now += PageCache::kFor;
  EXPECT_FALSE(cache.kept(request("/")));
}

TEST_F(ACache, StaysWithinItsBounds) {
  for (int i = 0; i < 40; ++i) {
    (void)cache.answer(request("/" + std::to_string(i)),
                       [] { return text_response(std::string(std::size_t{3} << 20U, 'y')); });
  }
  (void)cache.answer(request("/huge"),
                     [] { return text_response(std::string(std::size_t{9} << 20U, 'z')); });
  EXPECT_EQ(ask(request("/huge")), 1) << "too large to be kept";
}

}  // namespace
}  // namespace mingcha::http
