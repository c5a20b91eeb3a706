// SPDX-License-Identifier: Apache-2.0
#include "channels/webhook.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "channels/testing.h"

namespace mingcha::channels {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// The example of the specification's reference libraries.
constexpr const char* kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

ChannelOptions options() {
  ChannelOptions out;
  out.id = "a";
  out.kind = Kind::webhook;
  out.url = "https://portal.example/hook";
  out.secret = kSecret;
  return out;
}

struct AWebhook : ::testing::Test {
  Turn take(const Message& message = sample_message(), const Known& known = {},
            bool only_ask = false) {
    return webhook.take({message, known, {}, only_ask, from_millis(1'614'265'330'000)});
  }
  ScriptedHttp http;
  Webhook webhook{options(), http};
};

TEST(WebhookSignature, IsThatOfTheReferenceLibraries) {
  EXPECT_EQ(webhook_signature(webhook_keys(kSecret), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                              R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(WebhookSignature, IsGivenWithEachKeyWhileTheyAreChanged) {
  const auto keys =
      webhook_keys(std::string{kSecret} + "\n whsec_" + to_base64(std::string(24, 'x')));
  ASSERT_THAT(keys, SizeIs(2));
  const auto signature = webhook_signature(keys, "msg_a", "1", "{}");
  EXPECT_EQ(std::ranges::count(signature, ' '), 1);
}

TEST(WebhookSecret, OfAnotherFormIsRefused) {
  EXPECT_THAT(webhook_keys(""), IsEmpty());
  EXPECT_THAT(webhook_keys("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), IsEmpty());
  EXPECT_THAT(webhook_keys("whsec_" + to_base64("short")), IsEmpty());
  EXPECT_THAT(webhook_keys("whsec_" + to_base64(std::string(65, 'x'))), IsEmpty());
  EXPECT_THAT(webhook_keys(std::string{kSecret} + " whsec_???"), IsEmpty());
}

TEST_F(AWebhook, SignsWhatItSendsUnderTheMessagesKey) {
  http.will_answer(204, "");
  const auto turn = take();
  EXPECT_EQ(turn.end, Turn::End::delivered);
  EXPECT_EQ(turn.known.standing, Standing::there);
  ASSERT_THAT(http.asked, SizeIs(1));
  const auto& asked = http.asked.front();
  EXPECT_EQ(asked.url, "https://portal.example/hook");
  const auto key = sample_message().key;
  EXPECT_THAT(asked.headers, Contains("webhook-id: " + key));
  EXPECT_THAT(asked.headers, Contains("webhook-timestamp: 1614265330"));
  EXPECT_THAT(asked.headers,
              Contains("webhook-signature: " +
                       webhook_signature(webhook_keys(kSecret), key, "1614265330", asked.body)));
  EXPECT_EQ(webhook.bytes(sample_message()), std::vector{asked.body});
}

TEST_F(AWebhook, TellsInWordsWhatTheRemoteAnswered) {
  http.will_answer(200, "{}");
  EXPECT_EQ(take().answer, (Text{"已送达", "delivered"}));
  http.will_answer(400, "{}");
  EXPECT_EQ(take().answer, (Text{"对方未接受，代码 400", "not accepted, code 400"}));
  http.will_answer(503, "maintenance");
  EXPECT_EQ(take().answer,
            (Text{"对方未接受，代码 503：maintenance", "not accepted, code 503: maintenance"}));
}

TEST(WebhookBody, TellsOfAWithdrawnDecisionNoMoreThanThatItWas) {
  const auto body = nlohmann::json::parse(webhook_body(sample_message(What::withdrawn)));
  EXPECT_EQ(body.at("type"), "decision.withdrawn");
  EXPECT_EQ(body.at("data").at("reason"), "决定被依法撤销");
  EXPECT_EQ(body.at("data").at("round"), 2);
  for (const auto* absent : {"text", "party", "number", "title", "facts", "digest"}) {
    EXPECT_FALSE(body.at("data").contains(absent)) << absent;
  }
}

TEST(WebhookBody, LeavesAVeryLongTextToItsAddress) {
  auto message = sample_message();
  message.text = std::string(300U * 1024, 'x');
  const auto body = nlohmann::json::parse(webhook_body(message));
  EXPECT_FALSE(body.at("data").contains("text"));
  EXPECT_EQ(body.at("data").at("digest"), message.digest);
}

TEST_F(AWebhook, TriesAgainWhatWasNotTaken) {
  for (const int status : {301, 400, 404, 429, 500, 502, 503}) {
    http.will_answer(status, "no");
    const auto turn = take();
    EXPECT_EQ(turn.end, Turn::End::again) << status;
    EXPECT_EQ(turn.known.standing, status >= 500 ? Standing::unsure : Standing::nothing) << status;
    EXPECT_EQ(turn.whole_channel, status == 429) << status;
  }
  http.will_answer(410, "");
  EXPECT_EQ(take().end, Turn::End::pause);
}

TEST_F(AWebhook, KnowsThatItDoesNotKnow) {
  http.will_fail(HttpAnswer::Sent::maybe);
  auto turn = take();
  EXPECT_EQ(turn.known.standing, Standing::unsure);
  http.will_fail(HttpAnswer::Sent::no);  // The first request may still have arrived.
  turn = take(sample_message(), turn.known);
  EXPECT_EQ(turn.end, Turn::End::again);
  EXPECT_EQ(turn.known.standing, Standing::unsure);
}

TEST_F(AWebhook, SendsNothingWhenItMayOnlyAsk) {
  EXPECT_EQ(take(sample_message(), {}, true).end, Turn::End::refused);
  EXPECT_THAT(http.asked, IsEmpty());
}

TEST_F(AWebhook, ShowsNoSecretThatTheRemoteRepeats) {
  http.will_answer(400, std::string{"bad key "} + kSecret + "\n\x01");
  const auto turn = take();
  EXPECT_THAT(turn.answer.zh, Not(HasSubstr("MfKQ9r8G")));
  EXPECT_THAT(turn.answer.zh, HasSubstr("bad key ***"));
}

TEST(StoredMessage, ComesBackAsItWas) {
  for (const auto what : {What::published, What::corrected, What::withdrawn, What::expired}) {
    const auto message = sample_message(what);
    EXPECT_EQ(decode(encode(message)), message);
  }
  EXPECT_THROW((void)decode("{}"), Fault);
  EXPECT_THROW((void)decode("no"), Fault);
}

TEST(ChannelSettings, AreRefusedWhereTheyWouldNotWork) {
  EXPECT_THAT(check(options()), IsEmpty());
  auto wrong = options();
  wrong.url = "http://portal.example/hook";
  EXPECT_THAT(check(wrong), SizeIs(1));
  wrong.allow_plain = true;
  EXPECT_THAT(check(wrong), IsEmpty());
  wrong.url = "file:///etc/passwd";
  EXPECT_THAT(check(wrong), SizeIs(1));
  wrong = options();
  wrong.secret = "secret";
  wrong.id = "A b";
  EXPECT_THAT(check(wrong), SizeIs(2));
  EXPECT_THAT(check(wrong).back().what.zh, Not(HasSubstr("secret\"")));
}

}  // namespace
}  // namespace mingcha::channels
