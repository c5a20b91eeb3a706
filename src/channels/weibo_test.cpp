// SPDX-License-Identifier: Apache-2.0
#include "channels/weibo.h"

#include <gmock/gmock.h>

#include "channels/testing.h"

namespace mingcha::channels {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

ChannelOptions options() {
  ChannelOptions out;
  out.id = "weibo";
  out.kind = Kind::weibo;
  out.url = "https://api.weibo.com";
  out.secret = "2.00token";
  out.rip = "203.0.113.9";
  return out;
}

constexpr const char* kPost =
    R"({"id":42,"idstr":"42","text":"… 公示编号：p0123456789abcdef0123/2。 http://t.cn/x"})";

struct OnWeibo : ::testing::Test {
  Turn take(Known known = {}, What what = What::published, std::vector<Posted> earlier = {},
            bool only_ask = false) {
    const auto message = sample_message(what);
    return weibo.take({message, std::move(known), std::move(earlier), only_ask, {}});
  }
  void timeline(const std::string& posts) {
    http.will_answer(200, R"({"statuses":[)" + posts + R"(],"total_number":1})");
  }
  static Known unsure() {
    Known known;
    known.standing = Standing::unsure;
    return known;
  }
  ScriptedHttp http;
  Weibo weibo{options(), http};
};

TEST(WeiboText, StaysWithin140AndKeepsAddressAndMark) {
  auto message = sample_message();
  for (int i = 0; i < 30; ++i) message.title += "很长的案由";
  message.outcome = "罚款#话题#";
  const auto text = weibo_text(message, "咨询电话 0999-110");
  EXPECT_LE(weibo_length(text), 140U);
  EXPECT_THAT(text, HasSubstr(message.url));
  EXPECT_THAT(text, HasSubstr("p0123456789abcdef0123/2"));
  EXPECT_THAT(text, HasSubstr("0999-110"));
  EXPECT_THAT(text, Not(HasSubstr("#")));
  EXPECT_TRUE(is_text(text));
  EXPECT_EQ(weibo_length("ab中"), 2U);
}

TEST_F(OnWeibo, APostIsDeliveredOnceItIsSeenThere) {
  http.will_answer(200, kPost);
  auto turn = take();
  EXPECT_EQ(turn.end, Turn::End::go_on);
  EXPECT_THAT(http.asked.front().body, HasSubstr("access_token=2.00token"));
  EXPECT_THAT(http.asked.front().body, HasSubstr("rip=203.0.113.9"));
  timeline(kPost);
  turn = take(turn.known);
  EXPECT_EQ(turn.end, Turn::End::delivered);
  EXPECT_EQ(turn.posted.id, "42");
}

TEST_F(OnWeibo, WhatWasAcceptedAndIsNotThereIsPostedAgain) {
  http.will_answer(200, kPost);
  auto turn = take();
  for (int i = 0; i < 3; ++i) {
    timeline("");
    turn = take(turn.known);
  }
  EXPECT_EQ(turn.end, Turn::End::again);
  EXPECT_EQ(turn.known, Known{});
}

TEST_F(OnWeibo, AnUnknownOutcomeIsAskedForBeforeAnythingIsPostedAgain) {
  http.will_fail(HttpAnswer::Sent::maybe);
  auto turn = take();
  EXPECT_EQ(turn.known.standing, Standing::unsure);
  timeline(R"({"idstr":"41","text":"别的"},)" + std::string{kPost});
  turn = take(turn.known);
  EXPECT_EQ(turn.end, Turn::End::delivered);
  EXPECT_EQ(turn.posted.id, "42");
  EXPECT_THAT(http.asked, SizeIs(2));
  EXPECT_EQ(http.asked.back().method, "GET");
}

TEST_F(OnWeibo, ItTakesThreeLooksToBelieveThatAPostIsNotThere) {
  auto known = unsure();
  for (int i = 0; i < 2; ++i) {
    timeline("");
    const auto turn = take(known);
    EXPECT_EQ(turn.end, Turn::End::go_on);
    EXPECT_EQ(turn.wait, 40s);
    known = turn.known;
    EXPECT_EQ(known.standing, Standing::unsure);
  }
  timeline("");
  EXPECT_EQ(take(known).known.standing, Standing::nothing);
}

TEST_F(OnWeibo, WhatWasTakenBackMeanwhileIsOnlyLookedFor) {
  auto known = unsure();
  for (int i = 0; i < 3; ++i) {
    timeline("");
    const auto turn = take(known, What::published, {}, true);
    known = turn.known;
    EXPECT_EQ(turn.end, i < 2 ? Turn::End::go_on : Turn::End::refused);
  }
  EXPECT_EQ(known.standing, Standing::nothing);
  for (const auto& asked : http.asked) EXPECT_EQ(asked.method, "GET");
}

TEST_F(OnWeibo, ErrorsInAnAnswerOf200AreErrors) {
  const auto end = [&](const char* code) {
    http.will_answer(200, std::string{R"({"error":"no","error_code":)"} + code + "}");
    return take();
  };
  EXPECT_EQ(end("21327").end, Turn::End::pause);  // The token has ended.
  EXPECT_EQ(end("10023").whole_channel, true);    // Too many requests.
  EXPECT_EQ(end("10023").known.standing, Standing::nothing);
  EXPECT_EQ(end("10001").known.standing, Standing::unsure);  // Their trouble.
  EXPECT_EQ(end("20019").known.standing, Standing::unsure);  // Said before: then it is there.
  EXPECT_EQ(end("20019").end, Turn::End::go_on);
  EXPECT_EQ(end("20012").end, Turn::End::refused);  // Too long.
  EXPECT_EQ(end("\"10014\"").end, Turn::End::refused);
  EXPECT_EQ(end("{}").end, Turn::End::refused);
  http.will_answer(200, "<html>");
  EXPECT_EQ(take().known.standing, Standing::unsure);
  http.will_answer(502, "");
  EXPECT_EQ(take().known.standing, Standing::unsure);
}

TEST_F(OnWeibo, WithdrawingDeletesWhatStandsThereOneByOne) {
  http.will_answer(200, R"({"idstr":"42"})");
  auto turn = take({}, What::withdrawn, {{"42", "u"}, {"43", "v"}});
  EXPECT_EQ(turn.end, Turn::End::go_on);
  EXPECT_EQ(turn.removed, std::vector<std::string>{"42"});
  http.will_answer(400, R"({"error_code":20101,"error":"target weibo does not exist!"})");
  turn = take(turn.known, What::withdrawn, {{"43", "v"}});
  EXPECT_EQ(turn.removed, std::vector<std::string>{"43"});
  EXPECT_EQ(take(turn.known, What::withdrawn, {}).end, Turn::End::delivered);
}

TEST_F(OnWeibo, WhatMayNotBeDeletedIsLeftToAPerson) {
  http.will_answer(403, R"({"error_code":10014,"error":"Insufficient app permissions!"})");
  const std::vector<Posted> earlier{{"42", "https://m.weibo.cn/status/42"}};
  auto turn = take({}, What::withdrawn, earlier);
  EXPECT_EQ(turn.end, Turn::End::go_on);
  turn = take(turn.known, What::withdrawn, earlier);
  EXPECT_EQ(turn.end, Turn::End::by_hand);
  EXPECT_THAT(http.asked, SizeIs(1));
}

TEST_F(OnWeibo, AWithdrawalGoesOnAfterACrashInTheMiddle) {
  http.will_answer(200, R"({"idstr":"42"})");
  const auto turn = take(unsure(), What::withdrawn, {{"42", "u"}});
  EXPECT_EQ(turn.removed, std::vector<std::string>{"42"});
}

TEST_F(OnWeibo, ACorrectionDeletesTheOldPostFirst) {
  http.will_answer(200, R"({"idstr":"42"})");
  const auto turn = take({}, What::corrected, {{"42", "u"}});
  EXPECT_EQ(turn.removed, std::vector<std::string>{"42"});
  http.will_answer(200, R"({"idstr":"44"})");
  EXPECT_EQ(take(turn.known, What::corrected, {}).known.note("id"), "44");
  EXPECT_THAT(http.asked.back().url, HasSubstr("/2/statuses/share.json"));
}

TEST_F(OnWeibo, NothingGoesOutForAWithdrawalButTheDeletion) {
  EXPECT_THAT(weibo.bytes(sample_message(What::withdrawn)), IsEmpty());
}

TEST_F(OnWeibo, TheTokenIsNeverShown) {
  http.will_answer(400, R"({"error_code":21332,"error":"invalid 2.00token"})");
  EXPECT_THAT(take().answer.zh, Not(HasSubstr("2.00token")));
}

TEST_F(OnWeibo, WhatItAnswersIsToldInWords) {
  http.will_answer(400, R"({"error_code":21332,"error":"invalid"})");
  EXPECT_THAT(take().answer.zh, StartsWith("对方未接受，代码 21332："));
  http.will_answer(200, "<html>");
  EXPECT_EQ(take().answer, (Text{"答复无法读取：<html>", "the answer cannot be read: <html>"}));
  http.will_answer(200, kPost);
  EXPECT_EQ(take().answer, (Text{"对方已接受", "accepted"}));
}

}  // namespace
}  // namespace mingcha::channels
