// SPDX-License-Identifier: Apache-2.0
// What goes out: in the event's transaction, once, in order, and nothing that is not public.
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "channels/webhook.h"
#include "desk/outbox_desk.h"
#include "store/database.h"
#include "store/outbox_store.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using namespace std::chrono_literals;
using channels::HttpAnswer;
using channels::HttpRequest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Json = nlohmann::json;

/// Somebody else's machine: webhooks and an account of Weibo.
class Remote {
 public:
  enum class Mood { well, broken, unreachable, deaf, no_deleting };

  HttpAnswer take(const HttpRequest& request) {
    const std::lock_guard lock{mutex_};
    asked.push_back(request);
    if (mood == Mood::unreachable) return without(HttpAnswer::Sent::no);
    if (mood == Mood::broken) return whole(500, "trouble");
    auto answer = handle(request);
    return mood == Mood::deaf ? without(HttpAnswer::Sent::maybe) : answer;
  }

  Mood mood = Mood::well;
  std::vector<HttpRequest> asked;
  std::vector<std::string> hooks;            ///< Types, in order of their first arrival.
  std::map<std::string, int> hook_ids;       ///< How often each webhook-id came.
  std::map<std::string, std::string> posts;  ///< By id.
  int posted = 0;

 private:
  static HttpAnswer without(HttpAnswer::Sent sent) {
    HttpAnswer answer;
    answer.sent = sent;
    answer.problem = {"不通", "no way"};
    return answer;
  }
  static HttpAnswer whole(int status, std::string body) {
    HttpAnswer answer;
    answer.sent = HttpAnswer::Sent::answered;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
  }
  HttpAnswer handle(const HttpRequest& request) {
    if (request.url.ends_with("/hook")) {
      for (const auto& header : request.headers) {
        if (!header.starts_with("webhook-id: ")) continue;
        if (++hook_ids[header.substr(12)] == 1) {
          hooks.push_back(Json::parse(request.body).at("type"));
        }
      }
      return whole(204, "");
    }
    if (request.url.ends_with("/share.json")) {
      const auto id = std::to_string(++posted);
      posts[id] = request.body;
      return whole(200, Json{{"idstr", id}}.dump());
    }
    if (request.url.ends_with("/destroy.json")) {
      if (mood == Mood::no_deleting) return whole(403, R"({"error_code":10014})");
      const auto id = request.body.substr(request.body.rfind("id=") + 3);
      return posts.erase(id) == 1 ? whole(200, Json{{"idstr", id}}.dump())
                                  : whole(400, R"({"error_code":20101})");
    }
    Json statuses = Json::array();
    for (const auto& [id, form] : posts) {
      // The form's "/" before the round is encoded; a reader sees it plain.
      auto text = form;
      for (auto at = text.find("%2F"); at != std::string::npos; at = text.find("%2F")) {
        text.replace(at, 3, "/");
      }
      statuses.push_back({{"idstr", id}, {"text", text}});
    }
    return whole(200, Json{{"statuses", statuses}}.dump());
  }
  std::mutex mutex_;
};

class ToRemote final : public channels::Http {
 public:
  explicit ToRemote(Remote& remote) : remote_{remote} {}
  HttpAnswer send(const HttpRequest& request) override { return remote_.take(request); }

 private:
  Remote& remote_;
};

channels::ChannelOptions options(const std::string& id, channels::Kind kind) {
  channels::ChannelOptions out;
  out.id = id;
  out.kind = kind;
  out.title = id;
  out.url =
      kind == channels::Kind::webhook ? "https://remote.example/hook" : "https://remote.example";
  out.secret =
      kind == channels::Kind::webhook ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" : "token-1";
  out.rip = "203.0.113.9";
  out.attempts = 3;
  out.back_off = {10s, 40s};
  out.settle = 30s;
  return out;
}

struct OnOutbox : ::testing::TestWithParam<store::Engine> {
  OnOutbox() { tell_outbox(*outbox); }

  std::unique_ptr<desk::OutboxDesk> make(store::Database& database,
                                         std::vector<channels::ChannelOptions> of) {
    return std::make_unique<desk::OutboxDesk>(
        database, pack_in_use(), office.people, office.cases, office.clock, std::move(of),
        "https://gs.example",
        [this](const auto&, const auto&) { return std::make_unique<ToRemote>(remote); });
  }
  void tell_outbox(desk::OutboxDesk& to) {
    office.publications.announce_to(
        [&to](store::Session& session, const desk::Announcement& announcement) {
          to.announce(session, announcement);
        });
  }
  void publish(const std::string& id) {
    ASSERT_TRUE(office.publications.prepare(office.as("龚丽"), id, {}, office.fresh()));
    const auto digest = office.publications.look(office.as("龚丽"), id)->state.prepared->digest;
    const auto done = office.publications.publish(office.as("丁宁"), id, digest, office.fresh());
    ASSERT_TRUE(done) << done.error().title.zh;
  }
  void withdraw(const std::string& id) {
    const desk::Revocation command{"revoked", "云岭县人民政府", "云政复决字〔2026〕3号",
                                   mingcha::to_string(local_day(office.clock.now())),
                                   "决定被依法撤销"};
    ASSERT_TRUE(office.publications.withdraw(office.as("丁宁"), id, command, office.fresh()));
  }
  std::string published_case() {
    const auto id = office.tell("venue_walk.story", "已送达");
    publish(id);
    return id;
  }
  void deliver(int times = 1) {
    for (int i = 0; i < times; ++i) {
      for (const auto& channel : outbox->channels()) (void)outbox->deliver(channel.id);
    }
  }
  void later(std::chrono::milliseconds by) { office.clock.set(office.clock.now() + by); }
  /// "published delivered", oldest first.
  std::vector<std::string> states(const std::string& channel) {
    auto all = outbox->list(channel, "", 0, 100);
    std::vector<std::string> out;
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
      out.push_back(each->delivery.what + " " + each->delivery.state);
    }
    return out;
  }
  store::Delivery newest(const std::string& channel) {
    return outbox->list(channel, "", 0, 1).at(0).delivery;
  }

  Office office{GetParam()};
  Remote remote;
  std::unique_ptr<desk::OutboxDesk> outbox =
      make(*office.database,
           {options("hook", channels::Kind::webhook), options("weibo", channels::Kind::weibo)});
};
INSTANTIATE_TEST_SUITE_P(Engines, OnOutbox,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnOutbox, APublicationGoesOutOnceOnEveryChannel) {
  published_case();
  EXPECT_THAT(remote.asked, IsEmpty()) << "nothing leaves within the transaction";
  deliver(3);
  EXPECT_THAT(remote.hooks, ElementsAre("decision.published"));
  EXPECT_THAT(remote.posts, SizeIs(1));
  EXPECT_EQ(remote.posted, 1);
  EXPECT_EQ(newest("hook").state, "delivered");
  EXPECT_EQ(newest("hook").body, "") << "kept no longer than needed";
  EXPECT_THAT(newest("weibo").remote_url, HasSubstr("/1"));
  for (const auto& asked : remote.asked) {
    EXPECT_THAT(asked.body, Not(HasSubstr("钱多多")));
    EXPECT_THAT(asked.body, Not(HasSubstr("5550201")));
  }
}

TEST_P(OnOutbox, NothingIsQueuedWhenThePublicationIsNot) {
  const auto id = office.tell("venue_walk.story", "已送达");
  ASSERT_TRUE(office.publications.prepare(office.as("龚丽"), id, {}, office.fresh()));
  const auto refused =
      office.publications.publish(office.as("丁宁"), id, std::string(64, 'a'), office.fresh());
  ASSERT_FALSE(refused);
  EXPECT_EQ(office.count("outbox_delivery"), 0);
}

TEST_P(OnOutbox, OtherCategoriesStayAtHome) {
  auto licences = options("licences", channels::Kind::webhook);
  licences.categories = {"licence"};
  auto penalties = options("penalties", channels::Kind::webhook);
  penalties.categories = {"penalty"};
  outbox = make(*office.database, {licences, penalties});
  tell_outbox(*outbox);
  published_case();
  EXPECT_THAT(states("licences"), IsEmpty());
  EXPECT_THAT(states("penalties"), ElementsAre("published waiting"));
}

TEST_P(OnOutbox, AFailureIsTriedAgainLaterAndLaterAndThenGivenUp) {
  published_case();
  remote.mood = Remote::Mood::broken;
  deliver(2);
  auto delivery = newest("hook");
  EXPECT_EQ(delivery.state, "waiting");
  EXPECT_EQ(delivery.attempts, 1);
  const auto wait = delivery.next_at - office.clock.now();
  EXPECT_GT(wait, 4s);
  EXPECT_LE(wait, 10s);
  later(10s);
  deliver(2);
  later(20s);
  deliver(2);
  delivery = newest("hook");
  EXPECT_EQ(delivery.state, "dead");
  EXPECT_EQ(delivery.attempts, 3);
  EXPECT_THAT(delivery.answer.zh, HasSubstr("500"));
  EXPECT_THAT(outbox->find(delivery.id)->attempts, SizeIs(3));
  later(24h);
  deliver();
  EXPECT_EQ(newest("hook").attempts, 3) << "a person has to look";

  remote.mood = Remote::Mood::well;
  ASSERT_TRUE(outbox->retry(office.as("丁宁"), delivery.id, office.fresh()));
  deliver();
  EXPECT_EQ(newest("hook").state, "delivered");
  const auto acts = outbox->find(delivery.id)->acts;
  ASSERT_THAT(acts, SizeIs(1));
  EXPECT_EQ(acts.front().act, "retry");
  EXPECT_EQ(acts.front().person_id, "dingning");
}

TEST_P(OnOutbox, AnUnansweredRequestIsNotDoneTwice) {
  published_case();
  remote.mood = Remote::Mood::deaf;  // It hears, and its answer is lost.
  deliver();
  EXPECT_EQ(newest("weibo").standing, "unsure");
  remote.mood = Remote::Mood::well;
  later(1min);
  deliver();
  EXPECT_EQ(newest("weibo").state, "delivered");
  EXPECT_EQ(remote.posted, 1);
  EXPECT_EQ(newest("hook").state, "delivered");
  EXPECT_THAT(remote.hooks, ElementsAre("decision.published")) << "under the same id";
}

TEST_P(OnOutbox, ACrashWhileSendingCountsAsHavingSent) {
  published_case();
  // As a process leaves it that is killed between the two transactions.
  office.run(
      "UPDATE outbox_delivery SET state = 'sending', standing = 'unsure', turn = 1, held_until = " +
      std::to_string(to_millis(office.clock.now() + 1min)) + ";");
  deliver();
  EXPECT_THAT(remote.asked, IsEmpty()) << "somebody may still be at it";
  later(2min);
  for (int i = 0; i < 8; ++i) {
    deliver();
    later(30s);
  }
  EXPECT_EQ(newest("weibo").state, "delivered");
  EXPECT_EQ(remote.posted, 1);
}

TEST_P(OnOutbox, AWithdrawalFollowsItsPublicationAndTakesItBack) {
  const auto id = published_case();
  deliver();
  withdraw(id);
  deliver(3);
  EXPECT_THAT(remote.hooks, ElementsAre("decision.published", "decision.withdrawn"));
  EXPECT_THAT(remote.posts, IsEmpty());
  EXPECT_THAT(states("weibo"), ElementsAre("published delivered", "withdrawn delivered"));
  EXPECT_TRUE(outbox->list("weibo", "", 0, 2).at(1).delivery.gone);
}

TEST_P(OnOutbox, WhatWasNeverSentIsSettledTogetherWithItsWithdrawal) {
  const auto id = published_case();
  withdraw(id);
  EXPECT_THAT(states("hook"), ElementsAre("published skipped", "withdrawn skipped"));
  deliver();
  EXPECT_THAT(remote.asked, IsEmpty());
}

TEST_P(OnOutbox, AWithdrawalWaitsUntilItIsKnownWhetherThereIsSomethingToTakeBack) {
  const auto id = published_case();
  remote.mood = Remote::Mood::deaf;
  deliver();
  remote.mood = Remote::Mood::unreachable;
  withdraw(id);
  deliver();
  EXPECT_THAT(states("weibo"), ElementsAre("published waiting", "withdrawn waiting"));
  // Whoever cannot be asked is told that it is withdrawn, and never of the publication again.
  EXPECT_THAT(states("hook"), ElementsAre("published skipped", "withdrawn waiting"));
  remote.mood = Remote::Mood::well;
  const auto shared = remote.posted;
  later(1min);
  deliver(3);
  EXPECT_THAT(states("weibo"), ElementsAre("published delivered", "withdrawn delivered"));
  EXPECT_EQ(remote.posted, shared);
  EXPECT_THAT(remote.posts, IsEmpty());
  EXPECT_THAT(remote.hooks, ElementsAre("decision.published", "decision.withdrawn"));
}

TEST_P(OnOutbox, AnUnsurePublicationThatIsNotThereIsNotSentOnceItIsWithdrawn) {
  const auto id = published_case();
  remote.mood = Remote::Mood::broken;  // 500: it did not post, and we do not know that.
  deliver();
  EXPECT_EQ(newest("weibo").standing, "unsure");
  remote.mood = Remote::Mood::well;
  withdraw(id);
  for (int i = 0; i < 6; ++i) {
    deliver();
    later(1min);
  }
  EXPECT_THAT(states("weibo"), ElementsAre("published skipped", "withdrawn skipped"));
  EXPECT_EQ(remote.posted, 0);
}

TEST_P(OnOutbox, WhatCannotBeDeletedIsShownToAPersonWithItsAddress) {
  const auto id = published_case();
  deliver();
  remote.mood = Remote::Mood::no_deleting;
  withdraw(id);
  deliver(2);
  const auto sight = outbox->list("weibo", "by_hand", 0, 10);
  ASSERT_THAT(sight, SizeIs(1));
  ASSERT_THAT(sight.front().by_hand, SizeIs(1));
  EXPECT_THAT(sight.front().by_hand.front().url, HasSubstr("/1"));
  const auto delivery = sight.front().delivery.id;
  ASSERT_TRUE(outbox->settle_by_hand(office.as("丁宁"), delivery, "已登录删除", office.fresh()));
  EXPECT_EQ(newest("weibo").state, "done_by_hand");
  const auto again = outbox->retry(office.as("丁宁"), delivery, office.fresh());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, Refusal::out_of_order);
}

TEST_P(OnOutbox, WhatWouldLeakStaysHereAndSaysWhy) {
  auto careless = options("weibo", channels::Kind::weibo);
  careless.footer = "找钱多多 13812345678";
  outbox = make(*office.database, {careless});
  tell_outbox(*outbox);
  published_case();
  deliver(2);
  EXPECT_THAT(remote.asked, IsEmpty());
  const auto delivery = newest("weibo");
  EXPECT_EQ(delivery.state, "blocked");
  EXPECT_EQ(delivery.standing, "nothing");
  EXPECT_THAT(delivery.answer.zh, HasSubstr("电话"));
  EXPECT_THAT(delivery.answer.zh, Not(HasSubstr("13812345678")));
  EXPECT_THAT(delivery.answer.zh, Not(HasSubstr("钱多多")));

  outbox = make(*office.database, {options("weibo", channels::Kind::weibo)});
  ASSERT_TRUE(outbox->retry(office.as("丁宁"), delivery.id, office.fresh()));
  deliver();
  EXPECT_EQ(newest("weibo").state, "delivered");
}

TEST_P(OnOutbox, APausedChannelKeepsWhatIsQueued) {
  ASSERT_TRUE(outbox->pause(office.as("丁宁"), "hook", "对方维护", office.fresh()));
  published_case();
  deliver();
  EXPECT_EQ(newest("hook").state, "waiting");
  EXPECT_EQ(newest("weibo").state, "delivered") << "the others go on";
  EXPECT_EQ(outbox->look().front().hold.reason.zh, "对方维护");
  ASSERT_TRUE(outbox->resume(office.as("丁宁"), "hook", office.fresh()));
  deliver();
  EXPECT_EQ(newest("hook").state, "delivered");
  EXPECT_FALSE(outbox->pause(office.as("丁宁"), "nowhere", "无", office.fresh()));
}

TEST_P(OnOutbox, AChannelThatIsGoneFromTheSettingsStillShowsWhatItHas) {
  const auto id = published_case();
  deliver();
  outbox = make(*office.database, {});
  tell_outbox(*outbox);
  withdraw(id);
  EXPECT_THAT(states("weibo"), ElementsAre("published delivered", "withdrawn waiting"));
  const auto sights = outbox->look();
  ASSERT_THAT(sights, SizeIs(2));
  EXPECT_FALSE(sights.front().configured);
}

TEST_P(OnOutbox, ActsAreDoneOnceByTheirKey) {
  published_case();
  remote.mood = Remote::Mood::broken;
  deliver();
  const auto envelope = office.fresh();
  const auto delivery = newest("hook").id;
  const auto first = outbox->retry(office.as("丁宁"), delivery, envelope);
  ASSERT_TRUE(first);
  EXPECT_EQ(*outbox->retry(office.as("丁宁"), delivery, envelope), *first);
  EXPECT_THAT(outbox->find(delivery)->acts, SizeIs(1));
  EXPECT_EQ(outbox->retry(office.as("丁宁"), 999, office.fresh()).error().kind, Refusal::not_found);
}

TEST_P(OnOutbox, TheTablesRefuseWhatIsNeverRight) {
  published_case();
  deliver();
  for (const auto* statement :
       {"UPDATE outbox_delivery SET state = 'waiting';", "DELETE FROM outbox_delivery;",
        "UPDATE outbox_delivery SET key = 'x';", "UPDATE outbox_delivery SET what = 'expired';",
        "UPDATE outbox_delivery SET body = 'x';", "UPDATE outbox_delivery SET turn = 0;",
        "UPDATE outbox_attempt SET answer_zh = '';", "DELETE FROM outbox_attempt;",
        "INSERT INTO outbox_act (at, person_id, channel, act, note) VALUES (1, 'a', 'b', 'c', "
        "'d'); "
        "DELETE FROM outbox_act;"}) {
    EXPECT_THROW(office.run(statement), store::ConstraintViolation) << statement;
  }
}

/// Two instances, each with its threads, over one database: on a well remote everything arrives
/// exactly once, counted as it is sent.
TEST_P(OnOutbox, TwoInstancesNeverSendTwice) {
  for (int i = 0; i < 3; ++i) published_case();
  const auto database = store::open(office.place.address());
  const auto other = make(*database, {options("hook", channels::Kind::webhook),
                                      options("weibo", channels::Kind::weibo)});
  {
    std::vector<std::jthread> threads;
    for (auto* each : {outbox.get(), other.get()}) {
      for (const auto* channel : {"hook", "weibo"}) {
        threads.emplace_back([each, channel] {
          for (int i = 0; i < 20; ++i) (void)each->deliver(channel);
        });
      }
    }
  }
  EXPECT_THAT(remote.hook_ids, SizeIs(3));
  for (const auto& [id, times] : remote.hook_ids) EXPECT_EQ(times, 1) << id;
  EXPECT_EQ(remote.posted, 3);
  for (const auto& each : outbox->list("", "", 0, 100)) {
    EXPECT_EQ(each.delivery.state, "delivered") << each.delivery.channel;
  }
}

}  // namespace
}  // namespace mingcha::test
