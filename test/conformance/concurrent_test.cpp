// SPDX-License-Identifier: Apache-2.0
// Many threads at once. Its own program, because it also runs under ThreadSanitizer.
#include <atomic>
#include <barrier>
#include <functional>
#include <thread>

#include <fmt/format.h>

#include "store/command_store.h"
#include "store/ledger_store.h"
#include "store/number_store.h"
#include "test/conformance/engine.h"

namespace mingcha::store {
namespace {

void in_threads(int count, const std::function<void(int)>& work) {
  std::barrier start{count};
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      work(i);
    });
  }
  for (auto& thread : threads) thread.join();
}

class Concurrent : public OnEachEngine {
 protected:
  std::int64_t version_of(const std::string& stream) {
    std::int64_t version = 0;
    database_->read([&](Session& session) { version = stream_version(session, stream); });
    return version;
  }
};

const EncodedEvent kNoted{"noted", R"({"text":"明察"})", "officer/1", kNoon};

TEST_P(Concurrent, WritersLoseNothingAndShareFlushes) {
  constexpr int kThreads = 16;
  constexpr int kCommands = 40;
  const auto before = database_->commits();

  in_threads(kThreads, [&](int thread) {
    const auto stream = fmt::format("case/{}", thread);
    for (int version = 0; version < kCommands; ++version) append_one(stream, version);
  });

  EXPECT_EQ(count("event"), kThreads * kCommands);
  for (int thread = 0; thread < kThreads; ++thread) {
    EXPECT_EQ(version_of(fmt::format("case/{}", thread)), kCommands);
  }
  const auto commits = database_->commits() - before;
  if (GetParam() == Engine::sqlite) {
    EXPECT_LT(commits, kThreads * kCommands / 2) << "hardly any flush was shared";
  } else {
    EXPECT_EQ(commits, kThreads * kCommands);
  }
}

TEST_P(Concurrent, AppendsOnTheSameVersionHaveExactlyOneWinner) {
  constexpr int kThreads = 12;
  for (std::int64_t round = 0; round < 10; ++round) {
    std::atomic<int> won = 0;
    std::atomic<int> lost = 0;
    in_threads(kThreads, [&](int) {
      bool mine = false;
      database_->write([&](Session& session) {
        const auto places = append(session, "case/1", round * 2, std::vector{kNoted, kNoted}, "k");
        mine = places.has_value();
        if (!mine) {
          EXPECT_EQ(places.error().kind, Refusal::conflict);
        }
        return mine ? Outcome::commit : Outcome::roll_back;
      });
      ++(mine ? won : lost);
    });
    ASSERT_EQ(won, 1);
    ASSERT_EQ(lost, kThreads - 1);
    ASSERT_EQ(version_of("case/1"), (round + 1) * 2);
  }
}

TEST_P(Concurrent, FailuresNeverTouchTheirNeighbours) {
  constexpr int kThreads = 12;
  constexpr int kCommands = 20;
  std::atomic<int> kept = 0;
  in_threads(kThreads, [&](int thread) {
    for (int i = 0; i < kCommands; ++i) {
      const auto stream = fmt::format("case/{}-{}", thread, i);
      const auto work = [&](Session& session) {
        EXPECT_TRUE(append(session, stream, 0, {&kNoted, 1}, "k").has_value());
        if (i % 4 == 1) throw std::runtime_error(stream);
        if (i % 4 == 2) session.run("UPDATE event SET body = ''");  // Refused by the database.
        return i % 4 == 3 ? Outcome::roll_back : Outcome::commit;
      };
      try {
        database_->write(work);
        EXPECT_TRUE(i % 4 == 0 || i % 4 == 3);
        if (i % 4 == 0) ++kept;
      } catch (const ConstraintViolation&) {
        EXPECT_EQ(i % 4, 2);
      } catch (const std::runtime_error& error) {
        EXPECT_EQ(i % 4, 1);
        EXPECT_EQ(error.what(), stream);  // Each gets his own.
      }
    }
  });
  EXPECT_EQ(count("event"), kept);
  EXPECT_EQ(kept, kThreads * kCommands / 4);
}

TEST_P(Concurrent, NumbersHaveNoGapsThoughManyAreRolledBack) {
  constexpr int kThreads = 8;
  constexpr int kTakes = 30;
  const NumberSeries series{"organ", "罚决字", 2026};
  in_threads(kThreads, [&](int thread) {
    for (int i = 0; i < kTakes; ++i) {
      database_->write([&](Session& session) {
        const auto number =
            take_number(session, series, fmt::format("case/{}", thread), i + 1,
                        [](std::int64_t serial) { return fmt::format("〔2026〕{}号", serial); });
        EXPECT_GT(number.serial, 0);
        return (i + thread) % 3 == 0 ? Outcome::roll_back : Outcome::commit;
      });
    }
  });
  database_->read([&](Session& session) {
    const auto taken = numbers(session, series);
    EXPECT_EQ(taken.size(), 160U);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      EXPECT_EQ(taken[i].serial, static_cast<std::int64_t>(i) + 1);
    }
  });
}

TEST_P(Concurrent, CommandsWithTheSameKeyAreSavedOnce) {
  std::atomic<int> saved = 0;
  in_threads(8, [&](int thread) {
    bool mine = false;
    std::optional<SavedCommand> found;
    database_->write([&](Session& session) {
      mine = save_command(session, "officer/1", "k", {std::to_string(thread), "{}", kNoon});
      found = find_command(session, "officer/1", "k");
      return mine ? Outcome::commit : Outcome::roll_back;
    });
    EXPECT_TRUE(found.has_value());
    if (mine) ++saved;
  });
  EXPECT_EQ(saved, 1);
}

TEST_P(Concurrent, LeavesReachTheLogOnceEachAndInOrderOfReference) {
  constexpr int kThreads = 6;
  constexpr int kEvents = 25;
  std::atomic<bool> writing = true;
  std::atomic<int> lost_the_lock = 0;
  const auto integrate = [&] {
    bool more = false;
    database_->write([&](Session& session) {
      more = false;
      if (!try_lock_integrator(session)) {
        ++lost_the_lock;
        return Outcome::roll_back;
      }
      auto index = log_length(session);
      std::vector<LogEntry> added;
      for (const Leaf& leaf : pending_leaves(session, 10)) {
        added.push_back({index + static_cast<std::int64_t>(added.size()), leaf.seq, leaf.eid});
      }
      more = !added.empty();
      EXPECT_TRUE(add_entries(session, index, added));
      return Outcome::commit;
    });
    return more;
  };
  std::vector<std::thread> integrators;
  for (int i = 0; i < 2; ++i) {
    integrators.emplace_back([&] {
      while (writing) integrate();
    });
  }
  in_threads(kThreads, [&](int thread) {
    std::optional<std::int64_t> previous;
    for (int i = 0; i < kEvents; ++i) {
      std::int64_t seq = 0;
      database_->write([&](Session& session) {
        seq = append(session, fmt::format("case/{}", thread), i, {&kNoted, 1}, "k")->front().seq;
        save_leaf(session, {.seq = seq,
                            .eid = std::to_string(seq),
                            .at = "t",
                            .type = "noted",
                            .root = "r",
                            .pub = {},
                            .ref_seq = previous});
        return Outcome::commit;
      });
      previous = seq;
    }
  });
  writing = false;
  for (auto& integrator : integrators) integrator.join();
  while (integrate()) {
  }

  EXPECT_EQ(count("log_entry"), kThreads * kEvents);
  EXPECT_EQ(count("leaf_pending"), 0);
  EXPECT_TRUE(query("SELECT 1 FROM leaf JOIN log_entry AS own ON own.seq = leaf.seq "
                    "JOIN log_entry AS referred ON referred.seq = leaf.ref_seq "
                    "WHERE referred.idx >= own.idx")
                  .empty());
}

TEST_P(Concurrent, ReadersAlwaysSeeWholeTransactions) {
  std::atomic<bool> writing = true;
  std::thread reader{[&] {
    while (writing) {
      EXPECT_EQ(count("event") % 3, 0);
    }
  }};
  in_threads(4, [&](int thread) {
    const std::vector<EncodedEvent> three(3, kNoted);
    for (int i = 0; i < 30; ++i) {
      write([&](Session& session) {
        EXPECT_TRUE(append(session, fmt::format("case/{}", thread), i * 3, three, "k").has_value());
      });
    }
  });
  writing = false;
  reader.join();
  EXPECT_EQ(count("event"), 360);
}

TEST_P(Concurrent, TwoDatabaseObjectsOnTheSamePlaceKeepVersionsApart) {
  const auto other = open(fresh_.address());
  std::atomic<int> appended = 0;
  in_threads(6, [&](int thread) {
    auto& database = thread % 2 == 0 ? *database_ : *other;
    for (int i = 0; i < 20; ++i) {
      bool mine = false;
      database.write([&](Session& session) {
        const auto version = stream_version(session, "case/1");
        mine = append(session, "case/1", version, {&kNoted, 1}, "k").has_value();
        return mine ? Outcome::commit : Outcome::roll_back;
      });
      if (mine) ++appended;
    }
  });
  EXPECT_EQ(version_of("case/1"), appended);
  EXPECT_EQ(count("event"), appended);
  EXPECT_GT(appended, 20);
}

INSTANTIATE_TEST_SUITE_P(Engines, Concurrent, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

// Two transactions that lock the same two rows crosswise: the server ends one of them, and it is
// run again without the caller noticing.
TEST(PostgresDeadlock, IsTriedAgain) {
  const test::FreshDatabase fresh{Engine::postgres};
  const auto database = open(fresh.address());
  database->write([](Session& session) {
    session.run("INSERT INTO setting (name, value) VALUES ('a', '0'), ('b', '0')");
    return Outcome::commit;
  });
  std::atomic<int> runs = 0;
  std::barrier both_hold_one{2};

  in_threads(2, [&](int thread) {
    bool first_run = true;
    database->write([&](Session& session) {
      constexpr std::string_view kUpdate = "UPDATE setting SET value = $2 WHERE name = $1";
      ++runs;
      const auto value = std::to_string(thread);
      session.run(kUpdate, {thread == 0 ? "a" : "b", value});
      if (std::exchange(first_run, false)) both_hold_one.arrive_and_wait();
      session.run(kUpdate, {thread == 0 ? "b" : "a", value});
      return Outcome::commit;
    });
  });

  EXPECT_EQ(runs, 3);
  database->read([](Session& session) {
    const auto rows = session.query("SELECT DISTINCT value FROM setting WHERE name IN ('a', 'b')");
    EXPECT_EQ(rows.size(), 1U);
  });
}

}  // namespace
}  // namespace mingcha::store
