// SPDX-License-Identifier: Apache-2.0
// store_bench [events] [body bytes]: how much of an engine's own speed the write path keeps.
//
// Ours: so many clients, each appending one event a transaction through Database::write. Raw: the
// same bytes through the engine's C API and nothing else, with the same number of disk flushes
// asked for: SQLite in one thread, as many transactions as our writer made of the clients' works;
// PostgreSQL with as many connections as our pool, one transaction an event.
#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bench/measure.h"
#include "bench/raw_engine.h"
#include "store/event_store.h"
#include "test/support/fresh_database.h"

namespace mingcha::bench {
namespace {

using store::Engine;

constexpr int kPoolMax = 24;  // As the pool in src/store/postgres_database.cpp.
constexpr std::int64_t kAt = 1'772'424'306'007;

struct Load {
  int events = 0;
  std::string body;
};

void append_one(store::Database& database, const Load& load, const std::string& stream,
                std::int64_t version) {
  database.write([&](store::Session& session) {
    const store::EncodedEvent event{"noted", load.body, "person/0001", from_millis(kAt)};
    if (!store::append(session, stream, version, {&event, 1}, "command-key-0001")) {
      throw std::runtime_error("conflict");
    }
    return store::Outcome::commit;
  });
}

struct Ours {
  double seconds = 0;
  std::uint64_t commits = 0;
};

Ours measure_ours(Engine engine, const Load& load, int clients) {
  const test::FreshDatabase fresh{engine};
  const auto database = store::open(fresh.address());
  const int each = load.events / clients;
  // Connections, prepared statements and files are there before the clock starts.
  in_threads(clients,
             [&](int client) { append_one(*database, load, fmt::format("warm/{}", client), 0); });
  const auto before = database->commits();
  const auto taken = seconds([&] {
    in_threads(clients, [&](int client) {
      const auto stream = fmt::format("case/{}", client);
      for (int version = 0; version < each; ++version) {
        append_one(*database, load, stream, version);
      }
    });
  });
  return {taken, database->commits() - before};
}

/// One raw client's share: `events` rows in `commits` transactions of nearly equal size.
void insert_share(RawClient& client, const Load& load, const std::string& stream, int events,
                  int commits) {
  std::vector<RawRow> rows;
  for (int event = 0, commit = 1; event < events; ++event) {
    rows.push_back({stream, event + 1, "noted", load.body, "person/0001", kAt, "command-key-0001"});
    if (event + 1 == static_cast<std::int64_t>(events) * commit / commits) {
      client.commit_together(rows);
      rows.clear();
      ++commit;
    }
  }
}

/// Events a second.
double measure_raw(Engine engine, const Load& load, int clients, std::uint64_t commits) {
  const test::FreshDatabase fresh{engine};
  create_raw_table(fresh.address());
  const int connections = engine == Engine::sqlite ? 1 : std::min(clients, kPoolMax);
  std::vector<std::unique_ptr<RawClient>> raw;
  for (int i = 0; i < connections; ++i) {
    raw.push_back(connect_raw(fresh.address()));
    insert_share(*raw.back(), load, fmt::format("warm/{}", i), 1, 1);
  }
  const int events = load.events / clients * clients / connections;
  const int each_commits = std::max(1, static_cast<int>(commits) / connections);
  const auto taken = seconds([&] {
    in_threads(connections, [&](int i) {
      insert_share(*raw[static_cast<std::size_t>(i)], load, fmt::format("case/{}", i), events,
                   std::min(events, each_commits));
    });
  });
  return events * connections / taken;
}

void report(Engine engine, const Load& load, int clients) {
  const auto ours = measure_ours(engine, load, clients);
  const auto raw = measure_raw(engine, load, clients, ours.commits);
  const auto rate = load.events / clients * clients / ours.seconds;
  fmt::print("{:<10} {:>7} {:>9} {:>12.0f} {:>12.0f} {:>7.0f} %\n",
             engine == Engine::sqlite ? "SQLite" : "PostgreSQL", clients, ours.commits, rate, raw,
             100 * rate / raw);
}

int run(int count, char** arguments) {
  const int events = count > 1 ? std::atoi(arguments[1]) : 6'400;
  const int body_bytes = count > 2 ? std::atoi(arguments[2]) : 600;
  if (events < 64 || body_bytes < 12) {
    fmt::print(stderr, "store_bench [events >= 64] [body bytes >= 12]\n");
    return 2;
  }
  const Load load{events, fmt::format(R"({{"text":"{}"}})",
                                      std::string(static_cast<std::size_t>(body_bytes - 11), 'x'))};
  fmt::print("{} events of {} bytes\n", events, load.body.size());
  fmt::print("{:<10} {:>7} {:>9} {:>12} {:>12} {:>9}\n", "engine", "clients", "commits",
             "ours, 1/s", "raw, 1/s", "of raw");
  for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
    for (const int clients : {1, 16, 64}) report(engine, load, clients);
  }
  return 0;
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  try {
    return mingcha::bench::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "store_bench: {}\n", error.what());
    return 1;
  }
}
