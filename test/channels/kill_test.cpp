// SPDX-License-Identifier: Apache-2.0
// The server is killed at random moments while it sends, to remotes that fail, hang, answer too
// late and lie. In the end every publication stands exactly once on every channel, every withdrawn
// one nowhere, and nothing overtook anything.
//
//   MINGCHA_KILL_SEED=…    repeats a run (threads do as they like, but the moments are the same)
//   MINGCHA_KILL_ROUNDS=…  more or fewer kills
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/instant.h"
#include "test/channels/remote.h"
#include "test/support/bureau.h"
#include "test/support/cases.h"

namespace mingcha::test {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr int kOfEachKind = 3;
const std::vector<std::string> kLogins{"wanglei", "lina",     "chenbin", "caozheng", "heping",
                                       "gongli",  "dingning", "zhaomin", "zhouqiang"};

unsigned seed() {
  if (const char* given = std::getenv("MINGCHA_KILL_SEED")) {
    return static_cast<unsigned>(std::stoul(given));
  }
  return std::random_device{}();
}

int rounds(int usual) {
  const char* given = std::getenv("MINGCHA_KILL_ROUNDS");
  return given == nullptr ? usual : std::atoi(given);
}

struct Published {
  std::string case_id, digest, id;
  bool withdrawn = false;
};

class Sending {
 public:
  Sending(store::Engine engine, unsigned seed)
      : remote_{seed},
        bureau_{engine, {.logins = kLogins, .integrator_interval_ms = 50, .more = settings()}} {
    bureau_.start();
    people_ = std::make_unique<People>(bureau_.address(), kLogins);
  }

  /// Decisions that only wait for the second person.
  void work_out_cases() {
    for (const auto& script : {venue_script(), licence_script(), venue_script()}) {
      CaseInHand hand{*people_, script};
      hand.reach(script.back().name);
      const auto path = "/api/v1/publications/" + hand.id();
      const auto prepared = people_->as("gongli").post(path + "/prepare", Json::object());
      if (prepared.status != 200) throw std::runtime_error(prepared.body);
      published_.push_back(
          {hand.id(), prepared.json().at("digest"), prepared.json().at("publication")});
    }
  }

  void publish(std::size_t which) {
    const auto& one = published_.at(which);
    act(one, "publish", {{"digest", one.digest}});
  }
  void withdraw(std::size_t which) {
    auto& one = published_.at(which);
    one.withdrawn = true;
    act(one, "withdraw",
        {{"ground", "revoked"},
         {"organ", "云岭县人民政府"},
         {"document", "云政复决字〔2026〕3号"},
         {"revoked_on", to_string(local_day(SystemClock{}.now()))},
         {"reason", "决定被依法撤销"}});
  }

  void kill_and_start(std::chrono::milliseconds after) {
    std::this_thread::sleep_for(after);
    bureau_.kill();
    bureau_.start();
    for (const auto& login : kLogins) people_->as(login).go_to(bureau_.address());
  }

  void work_on(std::chrono::seconds time) { std::this_thread::sleep_for(time); }

  /// Waits until nothing is open any more; what was given up is tried again, as a person would.
  void settle(std::chrono::seconds within) {
    const auto until = std::chrono::steady_clock::now() + within;
    auto& editor = people_->as("dingning");
    while (std::chrono::steady_clock::now() < until) {
      bool open = false;
      for (const auto& each : deliveries()) {
        const auto state = each.at("state").get<std::string>();
        open = open || (state != "delivered" && state != "skipped");
        if (state == "dead") {
          (void)editor.send({.method = "POST",
                             .path = fmt::format("/api/v1/deliveries/{}/retry",
                                                 each.at("delivery").get<std::int64_t>()),
                             .key = fresh_key()});
        }
      }
      if (!open) return;
      std::this_thread::sleep_for(200ms);
    }
    ADD_FAILURE() << "still open: " << Json(deliveries()).dump(1);
  }

  void check() {
    const auto report = remote_.report();
    EXPECT_THAT(report.at("wrong"), IsEmpty()) << "what the documents do not allow";
    for (int i = 0; i < kOfEachKind; ++i) {
      check_hook(report.at("hooks").value(fmt::format("/hook/{}", i), Json::array()));
      check_weibo(report.at("weibo").at(fmt::format("token-{}", i)));
      check_wechat(report.at("wechat").at(fmt::format("wx-{}", i)));
    }
    std::cout << fmt::format("{} deliveries; what the remotes did: {}\n", deliveries().size(),
                             report.at("counted").dump());
    for (const auto& word : {"token-", "app-secret", "MfKQ9r8GKYqr", "T-wx-"}) {
      EXPECT_EQ(bureau_.said().find(word), std::string::npos) << "a secret in the log: " << word;
      EXPECT_EQ(people_->as("dingning").get("/api/v1/channels").body.find(word), std::string::npos);
    }
  }

  Remote& remote() { return remote_; }

 private:
  std::string settings() {
    write_file(folder_.path() / "hook", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    write_file(folder_.path() / "wechat", "app-secret\n");
    std::string out;
    for (int i = 0; i < kOfEachKind; ++i) {
      const auto weibo = fmt::format("weibo-{}", i);
      write_file(folder_.path() / weibo, fmt::format("token-{}\n", i));
      const auto common = fmt::format(
          "allow_internal = true\nallow_plain = true\nattempts = 1000\nfirst_wait_seconds = 1\n"
          "longest_wait_seconds = 1\nanswer_seconds = 1\nsettle_seconds = 4\n");
      out += fmt::format(
          "[channel.hook-{0}]\nkind = \"webhook\"\nurl = \"{1}/hook/{0}\"\nsecret_file = "
          "\"{2}/hook\"\n{3}"
          "[channel.weibo-{0}]\nkind = \"weibo\"\nurl = \"{1}\"\nsecret_file = \"{2}/weibo-{0}\"\n"
          "rip = \"203.0.113.9\"\n{3}"
          "[channel.wechat-{0}]\nkind = \"wechat\"\nurl = \"{1}\"\nsecret_file = \"{2}/wechat\"\n"
          "app_id = \"wx-{0}\"\nthumb_media_id = \"THUMB\"\n{3}",
          i, remote_.address(), folder_.path().string(), common);
    }
    return out;
  }

  void act(const Published& one, const std::string& verb, const Json& body) {
    const auto answer =
        people_->as("dingning")
            .post(fmt::format("/api/v1/publications/{}/{}", one.case_id, verb), body);
    ASSERT_EQ(answer.status, 200) << answer.body;
  }

  std::vector<Json> deliveries() {
    return people_->as("dingning").get("/api/v1/deliveries?limit=200").json().at("deliveries");
  }

  void check_hook(const Json& taken) {
    for (const auto& one : published_) {
      std::map<std::string, std::vector<std::int64_t>> orders;
      for (const auto& each : taken) {
        if (each.at("publication") != one.id) continue;
        orders[each.at("type")].push_back(each.at("order").get<std::int64_t>());
      }
      EXPECT_LE(orders["decision.published"].size(), 1U) << one.id;
      if (!one.withdrawn) {
        EXPECT_THAT(orders["decision.published"], SizeIs(1)) << one.id;
        EXPECT_THAT(orders["decision.withdrawn"], IsEmpty());
        continue;
      }
      // Withdrawn before anything went out, neither did.
      EXPECT_GE(orders["decision.withdrawn"].size(), orders["decision.published"].size()) << one.id;
      EXPECT_LE(orders["decision.withdrawn"].size(), 1U) << one.id;
      if (orders["decision.published"].empty()) continue;
      EXPECT_LT(orders["decision.published"].front(), orders["decision.withdrawn"].front());
    }
  }

  void check_once(const Json& ever, const Json& now) {
    for (const auto& one : published_) {
      const auto of = [&](const Json& list) {
        return std::ranges::count_if(list, [&](const Json& text) {
          return text.get<std::string>().find(one.id) != std::string::npos;
        });
      };
      EXPECT_LE(of(ever), 1) << one.id << " was put there more than once";
      EXPECT_EQ(of(now), one.withdrawn ? 0 : 1) << one.id;
    }
  }

  void check_weibo(const Json& account) {
    Json now = Json::array();
    for (const auto& [id, text] : account.at("posts").items()) now.push_back(text);
    check_once(account.at("ever"), now);
  }

  void check_wechat(const Json& account) { check_once(account.at("ever"), account.at("articles")); }

  TemporaryFolder folder_;
  Remote remote_;
  Bureau bureau_;
  std::unique_ptr<People> people_;
  std::vector<Published> published_;
};

void run(store::Engine engine, int kills) {
  const auto with = seed();
  SCOPED_TRACE(fmt::format("MINGCHA_KILL_SEED={}", with));
  std::cout << "seed " << with << std::endl;
  std::mt19937 chance{with};
  std::uniform_int_distribution<int> moment{0, 900};
  Sending sending{engine, with};
  sending.work_out_cases();
  sending.remote().misbehave({{"busy", .05},
                              {"full", .03},
                              {"trouble", .08},
                              {"liar", .06},
                              {"cut", .08},
                              {"hang_up", .05},
                              {"slow", .06},
                              {"late", .04},
                              {"lost", .04},
                              {"twice", .05}});
  const auto all = rounds(kills);
  for (int round = 0; round < all; ++round) {
    if (round == 0) sending.publish(0);
    if (round == all / 4) sending.publish(1);
    if (round == all / 2) sending.withdraw(0);
    if (round == all / 2) sending.publish(2);
    if (round == all / 2 + 1) sending.withdraw(2);  // Most of it has not gone out yet.
    sending.kill_and_start(std::chrono::milliseconds{moment(chance)});
  }
  sending.work_on(15s);  // While they still misbehave.
  sending.remote().misbehave(Json::object());
  sending.settle(300s);
  sending.check();
}

TEST(KilledWhileSending, EverythingArrivesExactlyOnceOnSqlite) { run(store::Engine::sqlite, 30); }
TEST(KilledWhileSending, EverythingArrivesExactlyOnceOnPostgres) {
  run(store::Engine::postgres, 10);
}

}  // namespace
}  // namespace mingcha::test
