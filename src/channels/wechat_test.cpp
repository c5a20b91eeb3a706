// SPDX-License-Identifier: Apache-2.0
#include "channels/wechat.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "channels/testing.h"

namespace mingcha::channels {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

ChannelOptions options() {
  ChannelOptions out;
  out.id = "wechat";
  out.kind = Kind::wechat;
  out.url = "https://api.weixin.qq.com";
  out.secret = "app-secret";
  out.app_id = "wx1";
  out.thumb_media_id = "THUMB";
  out.author = "云岭县公安局";
  return out;
}

constexpr const char* kNoItems = R"({"total_count":0,"item_count":0,"item":[]})";

struct OnWechat : ::testing::Test {
  OnWechat() { http.will_answer(200, R"({"access_token":"TOKEN-1","expires_in":7200})"); }
  Turn take(Known known = {}, What what = What::published, std::vector<Posted> earlier = {},
            bool only_ask = false) {
    const auto message = sample_message(what);
    return wechat.take({message, std::move(known), std::move(earlier), only_ask, now});
  }
  static Known at(const std::string& step, Standing standing) {
    Known known;
    known.step = step;
    known.standing = standing;
    known.notes = {{"media_id", "MEDIA"}, {"publish_id", "100"}};
    return known;
  }
  static std::string item(const std::string& id) {
    return nlohmann::json{
        {"item",
         {{{id, "FOUND"},
           {"content",
            {{"news_item",
              {{{"content_source_url", wechat_source(sample_message())}, {"url", "LINK"}}}}}}}}}}
        .dump();
  }
  Instant now = from_millis(1'790'000'000'000);
  ScriptedHttp http;
  Wechat wechat{options(), http};
};

TEST_F(OnWechat, AnArticleIsDraftedHandedInAndWaitedFor) {
  http.will_answer(200, R"({"media_id":"MEDIA","item":[]})");
  auto turn = take();
  EXPECT_EQ(turn.known.step, "submit");
  http.will_answer(200, R"({"errcode":0,"errmsg":"ok","publish_id":"100"})");
  turn = take(turn.known);
  EXPECT_EQ(turn.known.standing, Standing::unsure);
  http.will_answer(200, R"({"publish_id":"100","publish_status":1})");
  turn = take(turn.known);
  EXPECT_EQ(turn.end, Turn::End::go_on);
  EXPECT_EQ(turn.wait, 15s);
  http.will_answer(200, R"({"publish_id":"100","publish_status":0,"article_id":"ART",
    "article_detail":{"count":1,"item":[{"idx":1,"article_url":"https://mp.weixin.qq.com/s/1"}]}})");
  turn = take(turn.known);
  EXPECT_EQ(turn.end, Turn::End::delivered);
  EXPECT_EQ(turn.posted, (Posted{"ART", "https://mp.weixin.qq.com/s/1"}));
  ASSERT_THAT(http.asked, SizeIs(5));  // One token for all.
  EXPECT_EQ(http.asked[1].url, "https://api.weixin.qq.com/cgi-bin/draft/add?access_token=TOKEN-1");
}

TEST_F(OnWechat, APublicationNumberMayAlsoBeANumber) {
  http.will_answer(200, R"({"errcode":0,"publish_id":2247483655})");
  EXPECT_EQ(take(at("submit", Standing::nothing)).known.note("publish_id"), "2247483655");
}

TEST_F(OnWechat, TheArticleHoldsTheDocumentedFieldsUnescapedAndShortEnough) {
  auto message = sample_message();
  for (int i = 0; i < 100; ++i) message.title += "很长的案由";
  message.party = "<script>";
  const auto text = wechat_article(message, options());
  EXPECT_THAT(text, Not(HasSubstr("\\u")));
  const auto article = nlohmann::json::parse(text).at("articles").at(0);
  EXPECT_LE(count_characters(article.at("title").get<std::string>()), 32U);
  EXPECT_LE(count_characters(article.at("digest").get<std::string>()), 128U);
  const auto content = article.at("content").get<std::string>();
  EXPECT_LE(content.size(), 2048U);
  EXPECT_THAT(content, HasSubstr("&lt;script&gt;"));
  EXPECT_EQ(article.at("thumb_media_id"), "THUMB");
  EXPECT_THAT(article.at("content_source_url").get<std::string>(), HasSubstr(message.url + "?m="));
}

TEST_F(OnWechat, ATokenThatEndedIsFetchedAnewAndThenByForce) {
  http.will_answer(200, R"({"errcode":42001,"errmsg":"access_token expired"})");
  http.will_answer(200, R"({"access_token":"TOKEN-1","expires_in":7200})");
  http.will_answer(200, R"({"errcode":40001,"errmsg":"invalid credential"})");
  http.will_answer(200, R"({"access_token":"TOKEN-2","expires_in":7200})");
  http.will_answer(200, R"({"media_id":"MEDIA"})");
  auto turn = take();
  EXPECT_EQ(turn.end, Turn::End::go_on);
  turn = take(turn.known);
  turn = take(turn.known);
  EXPECT_EQ(turn.known.step, "submit");
  EXPECT_THAT(http.asked[2].body, HasSubstr(R"("force_refresh":false)"));
  EXPECT_THAT(http.asked[4].body, HasSubstr(R"("force_refresh":true)"));
}

TEST_F(OnWechat, AWrongSecretPausesTheChannelWithoutShowingIt) {
  http.answers.clear();
  http.will_answer(200, R"({"errcode":40125,"errmsg":"invalid appsecret app-secret"})");
  const auto turn = take();
  EXPECT_EQ(turn.end, Turn::End::pause);
  EXPECT_THAT(turn.answer.zh, Not(HasSubstr("app-secret")));
  EXPECT_THAT(turn.answer.zh, StartsWith("对方未接受，代码 40125："));
}

TEST_F(OnWechat, LimitsOfTheInterfaceHoldUpTheWholeChannel) {
  http.will_answer(200, R"({"errcode":45009,"errmsg":"reach max api daily quota limit"})");
  const auto turn = take();
  EXPECT_EQ(turn.end, Turn::End::again);
  EXPECT_TRUE(turn.whole_channel);
  EXPECT_EQ(turn.wait, 60min);
  EXPECT_EQ(turn.known.standing, Standing::nothing);
}

TEST_F(OnWechat, AfterAnUnknownHandingInTheArticleIsLookedFor) {
  http.will_fail(HttpAnswer::Sent::maybe);
  auto turn = take(at("submit", Standing::nothing));
  EXPECT_EQ(turn.known.standing, Standing::unsure);
  http.will_answer(200, item("article_id"));
  turn = take(turn.known);
  EXPECT_EQ(turn.end, Turn::End::delivered);
  EXPECT_EQ(turn.posted, (Posted{"FOUND", "LINK"}));
}

TEST_F(OnWechat, OnlyADraftThatIsStillThereIsHandedInAgain) {
  auto known = at("submit", Standing::unsure);
  for (int i = 0; i < 2; ++i) {
    http.will_answer(200, kNoItems);
    known = take(known).known;
    EXPECT_EQ(known.standing, Standing::unsure);
  }
  const auto before = known;
  http.will_answer(200, kNoItems);
  http.will_answer(200, R"({"news_item":[]})");
  EXPECT_EQ(take(known).known.standing, Standing::nothing);
  http.will_answer(200, kNoItems);
  http.will_answer(200, R"({"errcode":40007,"errmsg":"invalid media_id"})");
  const auto turn = take(before);
  EXPECT_EQ(turn.end, Turn::End::refused);
  EXPECT_EQ(turn.known.standing, Standing::unsure);
}

TEST_F(OnWechat, AfterAnUnknownDraftTheDraftIsLookedFor) {
  http.will_answer(200, R"({"errcode":-1,"errmsg":"system error"})");
  auto turn = take();
  EXPECT_EQ(turn.known.standing, Standing::unsure);
  http.will_answer(200, item("media_id"));
  turn = take(turn.known);
  EXPECT_EQ(turn.known.step, "submit");
  EXPECT_EQ(turn.known.note("media_id"), "FOUND");
}

TEST_F(OnWechat, WhatThePlatformRefusesIsRefused) {
  http.will_answer(200, R"({"publish_id":"100","publish_status":4})");
  const auto turn = take(at("poll", Standing::unsure));
  EXPECT_EQ(turn.end, Turn::End::refused);
  EXPECT_EQ(turn.known.standing, Standing::nothing);
}

TEST_F(OnWechat, ADraftThatWasTakenBackIsDeleted) {
  http.will_answer(200, R"({"errcode":0,"errmsg":"ok"})");
  const auto turn = take(at("submit", Standing::nothing), What::published, {}, true);
  EXPECT_EQ(turn.end, Turn::End::refused);
  EXPECT_EQ(turn.known, Known{});
  EXPECT_THAT(http.asked.back().url, HasSubstr("/cgi-bin/draft/delete"));
}

TEST_F(OnWechat, WithdrawingDeletesTheArticleOrLeavesItToAPerson) {
  const std::vector<Posted> earlier{{"ART", "LINK"}};
  http.will_answer(200, R"({"errcode":0,"errmsg":"ok"})");
  EXPECT_EQ(take({}, What::withdrawn, earlier).removed, std::vector<std::string>{"ART"});
  http.will_answer(200, R"({"errcode":48001,"errmsg":"api unauthorized"})");
  auto turn = take({}, What::withdrawn, earlier);
  EXPECT_EQ(turn.end, Turn::End::go_on);
  EXPECT_EQ(take(turn.known, What::withdrawn, earlier).end, Turn::End::by_hand);
}

TEST_F(OnWechat, AnswersThatAreNoneLeaveTheOutcomeOpen) {
  for (const auto* body : {"", "[]", "<html>", "{}", R"({"media_id":7})"}) {
    http.will_answer(200, body);
    const auto turn = take();
    EXPECT_EQ(turn.known.standing, Standing::unsure) << body;
    EXPECT_EQ(turn.end, Turn::End::again) << body;
  }
}

}  // namespace
}  // namespace mingcha::channels
