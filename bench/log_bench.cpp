// SPDX-License-Identifier: Apache-2.0
// log_bench: how fast durable events get their place in the public log.
//
//   sequence  entries a second that the integrator gives a place, tiles and a checkpoint, when so
//             many leaves wait for it
//   append    events a second that so many clients make durable, each with its leaf, while the
//             integrator works beside them; the clock runs until the last one is visible
//   steady    at a fixed rate: from the command's return until the entry is under a signed
//             checkpoint that anybody can fetch
#include <algorithm>
#include <atomic>
#include <unordered_map>

#include <fmt/format.h>

#include "bench/log_ground.h"
#include "bench/measure.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::bench {
namespace {

using std::chrono::steady_clock;

const std::string kBody = fmt::format(R"({{"text":"{}"}})", std::string(600, 'x'));

/// A new log on a new database.
struct FreshLog {
  explicit FreshLog(store::Engine engine)
      : database{engine}, ground{database.address(), folder.path()} {}

  test::FreshDatabase database;
  test::TemporaryFolder folder;
  LogGround ground;
};

double sequence(store::Engine engine, int leaves) {
  FreshLog log{engine};
  for (int left = leaves; left > 0; left -= 400) {
    log.ground.append_together(kBody, std::min(left, 400));
  }
  std::int64_t placed = 0;
  const auto taken = seconds([&] {
    while (placed < leaves) placed += log.ground.integrate();
  });
  return static_cast<double>(placed) / taken;
}

struct Appended {
  double rate = 0;       ///< Events a second.
  double processor = 0;  ///< Microseconds of this process for an event, integrator included.
};

Appended append(store::Engine engine, int events, int clients, std::chrono::milliseconds interval) {
  FreshLog log{engine};
  in_threads(clients, [&](int) { (void)log.ground.append(kBody); });
  std::int64_t visible = 0;
  const auto used = processor_seconds();
  const auto taken = seconds([&] {
    const SequencingJob job{log.ground, interval, [&](std::int64_t, std::int64_t) { ++visible; }};
    in_threads(clients, [&](int client) {
      for (int i = client; i < events; i += clients) (void)log.ground.append(kBody);
    });
  });
  if (visible != events + clients) throw std::runtime_error("entries are missing");
  return {events / taken, 1e6 * (processor_seconds() - used) / events};
}

struct Steady {
  double rate = 0;  ///< As it came to be; a machine that is too slow falls behind.
  double append_p50 = 0, append_p99 = 0;    ///< ms until the command returned
  double visible_p50 = 0, visible_p99 = 0;  ///< ms from there until visible
};

/// When each event returned to its client and when it became visible.
class Moments {
 public:
  void returned(std::int64_t seq, steady_clock::time_point at) {
    const std::lock_guard lock{mutex_};
    returned_[seq] = at;
  }
  void visible(std::int64_t seq, steady_clock::time_point at) { visible_[seq] = at; }

  [[nodiscard]] std::vector<double> waits() const {
    std::vector<double> out;
    for (const auto& [seq, at] : returned_) {
      const std::chrono::duration<double, std::milli> wait = visible_.at(seq) - at;
      out.push_back(std::max(0.0, wait.count()));  // Visible before its client woke up.
    }
    return out;
  }

 private:
  std::mutex mutex_;
  std::unordered_map<std::int64_t, steady_clock::time_point> returned_;
  std::unordered_map<std::int64_t, steady_clock::time_point> visible_;  ///< The job's thread.
};

Steady steady(store::Engine engine, int rate, int clients, std::chrono::seconds time,
              std::chrono::milliseconds interval) {
  FreshLog log{engine};
  in_threads(clients, [&](int) { (void)log.ground.append(kBody); });
  while (log.ground.integrate() > 0) {
  }
  Moments moments;
  std::vector<std::vector<double>> appends(static_cast<std::size_t>(clients));
  const auto events = rate * static_cast<int>(time.count());
  double taken = 0;
  {
    const SequencingJob job{log.ground, interval, [&](std::int64_t seq, std::int64_t) {
                              moments.visible(seq, steady_clock::now());
                            }};
    const auto start = steady_clock::now();
    taken = seconds([&] {
      in_threads(clients, [&](int client) {
        for (int i = client; i < events; i += clients) {
          // By the clock, not after the last answer: who waits must not slow the load down.
          const auto due = start + std::chrono::nanoseconds{1'000'000'000LL * i / rate};
          std::this_thread::sleep_until(due);
          const auto seq = log.ground.append(kBody);
          const auto now = steady_clock::now();
          moments.returned(seq, now);
          appends[static_cast<std::size_t>(client)].push_back(
              std::chrono::duration<double, std::milli>(now - due).count());
        }
      });
    });
  }
  std::vector<double> all;
  for (const auto& some : appends) all.insert(all.end(), some.begin(), some.end());
  const auto waits = moments.waits();
  return {events / taken, percentile(all, 0.5), percentile(all, 0.99), percentile(waits, 0.5),
          percentile(waits, 0.99)};
}

const char* name_of(store::Engine engine) {
  return engine == store::Engine::sqlite ? "SQLite" : "PostgreSQL";
}

void report(store::Engine engine, const Options& options) {
  const int clients = options.number("clients");
  const std::chrono::milliseconds interval{options.number("interval-ms")};
  std::vector<double> placed;
  std::vector<double> appended;
  std::vector<double> processor;
  for (int run = 0; run < options.number("runs"); ++run) {
    placed.push_back(sequence(engine, options.number("leaves")));
    const auto got = append(engine, options.number("events"), clients, interval);
    appended.push_back(got.rate);
    processor.push_back(got.processor);
  }
  fmt::print("{:<10} sequence: {:.0f} entries/s ({:.0f} to {:.0f})\n", name_of(engine),
             median(placed), percentile(placed, 0), percentile(placed, 1));
  fmt::print("{:<10} append: {:.0f} events/s ({:.0f} to {:.0f}), {} clients; {:.0f} µs each\n",
             name_of(engine), median(appended), percentile(appended, 0), percentile(appended, 1),
             clients, median(processor));
  for (const int rate : options.numbers("rates")) {
    const auto got =
        steady(engine, rate, clients, std::chrono::seconds{options.number("seconds")}, interval);
    fmt::print(
        "{:<10} steady {}/s: {:.0f}/s came; append p50 {:.0f} ms, p99 {:.0f} ms; "
        "visible p50 {:.0f} ms, p99 {:.0f} ms\n",
        name_of(engine), rate, got.rate, got.append_p50, got.append_p99, got.visible_p50,
        got.visible_p99);
    std::fflush(stdout);
  }
}

void run(const Options& options) {
  fmt::print("events of {} bytes; a checkpoint at most every {} ms\n\n", kBody.size(),
             options.number("interval-ms"));
  for (const auto engine : {store::Engine::sqlite, store::Engine::postgres}) {
    const auto& wanted = options.text("engine");
    if (wanted == "both" || wanted == (engine == store::Engine::sqlite ? "sqlite" : "postgres")) {
      report(engine, options);
    }
  }
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("log_bench", [&] {
    run({count,
         arguments,
         {{"engine", "both"},
          {"leaves", "40000"},
          {"events", "20000"},
          {"clients", "64"},
          {"interval-ms", "500"},
          {"rates", "500,2000,5000"},
          {"seconds", "10"},
          {"runs", "3"}}});
  });
}
