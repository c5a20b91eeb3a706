// SPDX-License-Identifier: Apache-2.0
// The server is killed at random moments under load, with the integrator at work, and started
// again on the same data: what it acknowledged is there, nothing is there by halves, and no
// checkpoint that it ever showed is contradicted.
//
//   MINGCHA_KILL_SEED=…    repeats a run (threads do as they like, but the moments are the same)
//   MINGCHA_KILL_ROUNDS=…  more or fewer kills on SQLite
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "http/server/test_client.h"
#include "ledger/audit.h"
#include "ledger/policy.h"
#include "ledger/tile_store.h"
#include "test/api/worker.h"
#include "test/support/bureau.h"

namespace mingcha::test {
namespace {

using std::chrono::milliseconds;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr int kWorkers = 4;

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

/// An installation under load.
class Load {
 public:
  explicit Load(store::Engine engine)
      : bureau_{engine, {.logins = {"zhaomin", "caozheng"}, .integrator_interval_ms = 10}} {
    bureau_.start();
    for (int i = 0; i < kWorkers; ++i) {
      workers_.push_back(std::make_unique<Worker>(fmt::format("w{}", i), bureau_.address()));
    }
  }

  /// Lets everybody work, and does `end` in the middle of it after that time.
  template <typename End>
  void work(milliseconds time, End end) {
    std::atomic<bool> enough = false;
    std::vector<std::jthread> threads;
    for (auto& worker : workers_) {
      threads.emplace_back([&] { worker->work(bureau_.address(), enough); });
    }
    threads.emplace_back([&] { collect_checkpoints(enough); });
    std::this_thread::sleep_for(time);
    end();
    enough = true;
  }

  /// Holds what each worker was told against what is recorded, before he goes on. What was not
  /// acknowledged may be recorded or not: counts both.
  void check_after_restart() {
    for (auto& worker : workers_) {
      worker->go_to(bureau_.address());
      EXPECT_TRUE(worker->repeats_last_answer());
      if (worker->cases().empty()) continue;
      const auto& known = worker->cases().back();
      const auto recorded = worker->recorded(known.id);
      ASSERT_GE(recorded.size(), known.events.size()) << "an acknowledged event is gone";
      EXPECT_TRUE(std::ranges::equal(known.events, std::span{recorded}.first(known.events.size())));
      EXPECT_TRUE(worker->has_pending() || recorded.size() == known.events.size());
      if (recorded.size() > known.events.size()) ++done_unanswered_;
      if (worker->has_pending()) ++unanswered_;
    }
  }

  /// Everything, once the last commands were answered.
  void check_all() {
    std::vector<std::string> numbers;
    std::set<std::int64_t> places;
    for (auto& worker : workers_) {
      worker->finish_pending(bureau_.address());
      EXPECT_THAT(worker->surprises(), IsEmpty());
      for (const auto& known : worker->cases()) {
        // Equal, not only contained: a command that was done twice or by halves would show.
        EXPECT_EQ(worker->recorded(known.id), known.events);
        check_versions(known);
        check_files(*worker, known);
        numbers.insert(numbers.end(), known.numbers.begin(), known.numbers.end());
      }
    }
    check_numbers(numbers);
    check_list();
    check_log();
  }

  Bureau& bureau() { return bureau_; }
  std::vector<std::unique_ptr<Worker>>& workers() { return workers_; }
  [[nodiscard]] int done_unanswered() const { return done_unanswered_; }
  [[nodiscard]] int unanswered() const { return unanswered_; }

  [[nodiscard]] std::string report() const {
    int acknowledged = 0;
    std::size_t cases = 0;
    for (const auto& worker : workers_) {
      acknowledged += worker->acknowledged();
      cases += worker->cases().size();
    }
    return fmt::format(
        "{} commands acknowledged in {} cases; {} cut off, of which {} had been done; "
        "{} checkpoints seen",
        acknowledged, cases, unanswered_, done_unanswered_, checkpoints_.size());
  }

  void keep_checkpoint_file() {
    const auto file = bureau_.log_folder() / "checkpoint";
    if (std::filesystem::exists(file)) checkpoints_.insert(read_file(file));
  }

 private:
  void collect_checkpoints(const std::atomic<bool>& enough) {
    Client reader{bureau_.address()};
    while (!enough) {
      const auto answer = reader.get("/log/checkpoint");
      if (answer.status == 0) return;
      if (answer.status == 200) checkpoints_.insert(answer.body);
      std::this_thread::sleep_for(milliseconds{5});
    }
  }

  static void check_versions(const WorkedCase& known) {
    for (std::size_t i = 0; i < known.events.size(); ++i) {
      const auto& line = known.events[i];
      EXPECT_THAT(line.substr(line.find(' ') + 1), StartsWith(std::to_string(i + 1) + " "));
    }
  }

  static void check_files(Worker& worker, const WorkedCase& known) {
    const auto sight = worker.officer().get("/api/v1/cases/" + known.id).json();
    EXPECT_EQ(sight.at("evidence").size(), known.files.size());
    for (const auto& file : sight.at("evidence")) {
      const auto bytes = worker.officer().get(fmt::format("/api/v1/cases/{}/evidence/{}", known.id,
                                                          file.at("evidence").get<std::string>()));
      EXPECT_EQ(bytes.body, known.files.at(file.at("title").get<std::string>()));
    }
  }

  /// "云公（城）行罚决字〔2026〕12号": 1, 2, 3 … in each series, each once.
  static void check_numbers(const std::vector<std::string>& numbers) {
    std::map<std::string, std::vector<int>> series;
    for (const auto& number : numbers) {
      const std::string_view close = "〕";
      const auto at = number.find(close);
      ASSERT_NE(at, std::string::npos) << number;
      series[number.substr(0, at)].push_back(std::stoi(number.substr(at + close.size())));
    }
    for (auto& [name, taken] : series) {
      std::ranges::sort(taken);
      for (std::size_t i = 0; i < taken.size(); ++i) {
        ASSERT_EQ(taken[i], static_cast<int>(i) + 1) << name << " has a gap or a number twice";
      }
    }
  }

  /// No case that nobody was told of.
  void check_list() {
    std::size_t known = 0;
    for (const auto& worker : workers_) known += worker->cases().size();
    const auto list = workers_.front()->officer().get("/api/v1/cases").json();
    EXPECT_EQ(list.at("total").get<std::size_t>(), known);
  }

  void check_log() {
    wait_until_all_is_placed();
    Client reader{bureau_.address()};
    const auto policy_text = reader.get("/log/policy").body;
    const auto policy = ledger::parse_policy(policy_text);
    ASSERT_TRUE(policy.has_value());
    const auto newest_text = reader.get("/log/checkpoint").body;
    const auto& key = policy->logs.front().key;
    const auto newest = ledger::open_checkpoint(newest_text, key);
    ASSERT_TRUE(newest.has_value());
    std::vector<ledger::Checkpoint> older;
    for (const auto& text : checkpoints_) {
      const auto opened = ledger::open_checkpoint(text, key);
      ASSERT_TRUE(opened.has_value()) << text;
      older.push_back(opened->checkpoint);
    }
    ledger::FolderTileStore tiles{bureau_.log_folder()};
    for (const auto& finding : ledger::audit(tiles, newest->checkpoint, older)) {
      ADD_FAILURE() << finding.what.en;
    }
    check_by_another_program(policy_text);
  }

  void check_by_another_program(const std::string& policy) {
    const TemporaryFolder folder;
    write_file(folder.path() / "policy", policy);
    std::vector<std::string> words{"log", bureau_.log_folder().string(), "--policy",
                                   (folder.path() / "policy").string()};
    int count = 0;
    for (const auto& text : checkpoints_) {
      const auto file = folder.path() / fmt::format("older-{}", ++count);
      write_file(file, text);
      words.insert(words.end(), {"--older", file.string()});
    }
    const auto verdict = mingcha_verify(words);
    EXPECT_EQ(verdict.status, 0) << verdict.output;
  }

  /// Every event has a place of its own.
  void wait_until_all_is_placed() {
    std::set<std::int64_t> places;
    for (const auto& worker : workers_) {
      for (const auto& known : worker->cases()) {
        nlohmann::json events;
        for (int i = 0; i < 200; ++i) {
          events = without_looks(
              worker->officer().get("/api/v1/cases/" + known.id + "/timeline").json());
          if (events.back().contains("log_index")) break;
          std::this_thread::sleep_for(milliseconds{20});
        }
        for (const auto& event : events) {
          ASSERT_TRUE(event.contains("log_index")) << event;
          EXPECT_TRUE(places.insert(event.at("log_index").get<std::int64_t>()).second) << event;
        }
      }
    }
  }

  Bureau bureau_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::set<std::string> checkpoints_;
  int unanswered_ = 0, done_unanswered_ = 0;
};

void kill_and_check(store::Engine engine, int kills) {
  const auto used = seed();
  std::cout << "MINGCHA_KILL_SEED=" << used << std::endl;
  std::mt19937 random{used};
  const auto between = [&](int low, int high) {
    return milliseconds{std::uniform_int_distribution{low, high}(random)};
  };
  Load load{engine};
  for (int kill = 0; kill < kills && !testing::Test::HasFatalFailure(); ++kill) {
    SCOPED_TRACE(fmt::format("kill {}", kill));
    if (kill % 10 == 9) {
      // While it is starting, when it repairs what the last kill left.
      load.work(between(1, 20), [&] { load.bureau().kill(); });
      load.bureau().launch();
      std::this_thread::sleep_for(between(0, 300));
      load.bureau().kill();
      ++kill;
    } else {
      load.work(between(5, 250), [&] { load.bureau().kill(); });
    }
    load.keep_checkpoint_file();
    load.bureau().start();
    load.check_after_restart();
  }
  load.check_all();
  std::cout << load.report() << std::endl;
  // Without this the kills met nobody at work, and the test showed nothing.
  EXPECT_GT(load.unanswered(), 0);
}

TEST(KilledServer, KeepsWhatItAcknowledgedAndNothingByHalvesOnSqlite) {
  kill_and_check(store::Engine::sqlite, rounds(100));
}

TEST(KilledServer, KeepsWhatItAcknowledgedAndNothingByHalvesOnPostgres) {
  kill_and_check(store::Engine::postgres, std::min(10, rounds(10)));
}

TEST(StoppedServer, LeavesNoCommandDoneWithoutItsAnswer) {
  Load load{store::Engine::sqlite};
  for (int stop = 0; stop < 8; ++stop) {
    load.work(milliseconds{60 + 20 * stop}, [&] { EXPECT_EQ(load.bureau().stop(), 0); });
    load.keep_checkpoint_file();
    load.bureau().start();
    load.check_after_restart();
    EXPECT_EQ(load.done_unanswered(), 0) << "a command was carried out and its answer withheld";
  }
  load.check_all();
  std::cout << load.report() << std::endl;
}

TEST(StoppedServer, FinishesAFileThatIsStillArriving) {
  Bureau bureau{store::Engine::sqlite, {.logins = {"zhaomin"}}};
  bureau.start();
  People people{bureau.address(), {"zhaomin"}};
  CaseInHand hand{people, assault_script()};
  hand.reach("filing");
  Client officer{bureau.address()};
  const auto session = officer.sign_in("zhaomin", kPassword);
  const auto cookie = session.header("set-cookie");
  http::test::RawClient raw{static_cast<std::uint16_t>(
      std::stoi(bureau.address().substr(bureau.address().rfind(':') + 1)))};
  const std::string half(100'000, 'x');
  raw.send(fmt::format(
      "POST {} HTTP/1.1\r\nHost: a\r\nCookie: {}\r\nX-CSRF-Token: {}\r\nIdempotency-Key: {}\r\n"
      "Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{}",
      attach_path(hand.id(), "录像"), cookie.substr(0, cookie.find(';')),
      session.json().at("csrf").get<std::string>(), fresh_key(), 2 * half.size(), half));
  std::this_thread::sleep_for(milliseconds{200});

  std::jthread rest{[&] {
    std::this_thread::sleep_for(milliseconds{400});
    raw.send(half);
    EXPECT_THAT(raw.read_response(), StartsWith("HTTP/1.1 201 "));
  }};
  const int status = bureau.stop();
  rest.join();

  EXPECT_EQ(status, 0);
  bureau.start();
  people.as("zhaomin").go_to(bureau.address());
  const auto sight = hand.look();
  ASSERT_THAT(sight.at("evidence"), SizeIs(1));
  EXPECT_EQ(sight.at("evidence").at(0).at("size"), 2 * half.size());
  // What the last requests recorded had its place before the process ended.
  EXPECT_TRUE(hand.events().back().contains("log_index"));
}

}  // namespace
}  // namespace mingcha::test
