// SPDX-License-Identifier: Apache-2.0
// case_bench: durable commands of casework a second, beside what the engine does raw.
//
// Ours: so many clients, each with cases of its own, going through a whole case by
// desk::CaseDesk. Raw: the rows that those commands left, with the same bytes, through the
// engine's C API and nothing else: SQLite in one thread, in as many transactions as our writer
// made of the clients' commands; PostgreSQL with as many connections as our pool, one transaction
// a command. So both ask for the same number of disk flushes.
#include <algorithm>

#include <fmt/format.h>

#include "bench/case_ground.h"
#include "bench/case_load.h"
#include "bench/measure.h"
#include "bench/raw_engine.h"
#include "bench/written_rows.h"
#include "crypto/random.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::bench {
namespace {

using store::Engine;

constexpr int kPoolMax = 24;  // As the pool in src/store/postgres_database.cpp.
constexpr std::int64_t kAt = 1'772'424'306'007;

using Rows = std::vector<std::vector<WrittenRow>>;

Digest random_key() { return *to_digest(crypto::random_bytes(32)); }

std::string name_of(const ScriptLine& line) {
  if (const auto* step = std::get_if<acts::DoStep>(&line.command)) return step->step;
  return std::holds_alternative<acts::OpenCase>(line.command) ? "(opens)" : "(attaches)";
}

struct Figures {
  double rate = 0;       ///< Commands a second.
  double processor = 0;  ///< Microseconds of this process for a command; without PostgreSQL's.
  std::uint64_t commits = 0;
};

Figures measure_ours(Engine engine, const pack::Pack& pack, int cases, int clients, bool lines) {
  const test::FreshDatabase fresh{engine};
  CaseGround ground{fresh.address(), pack, random_key()};
  const auto script = venue_script(ground);
  // Connections, prepared statements and files are there before the clock starts.
  CaseLoad warm{ground, script, "warm", clients};
  for (std::size_t line = 0; line < script.size(); ++line) (void)warm.play(line, clients);
  CaseLoad load{ground, script, "load", cases};
  const auto before = ground.database().commits();
  const auto used = processor_seconds();
  double taken = 0;
  for (std::size_t line = 0; line < script.size(); ++line) {
    const auto line_taken = load.play(line, clients);
    if (lines) fmt::print("    {:<24} {:>8.0f}/s\n", name_of(script[line]), cases / line_taken);
    taken += line_taken;
  }
  const auto commands = static_cast<double>(script.size()) * cases;
  return {commands / taken, 1e6 * (processor_seconds() - used) / commands,
          ground.database().commits() - before};
}

Rows model(const pack::Pack& pack) {
  const test::FreshDatabase fresh{Engine::sqlite};
  CaseGround ground{fresh.address(), pack, random_key()};
  return written_rows(ground, venue_script(ground));
}

/// One raw client's commands: every `stride`th case from `first`, in `commits` transactions.
void insert_share(RawClient& client, const Rows& rows, int cases, int first, int stride,
                  std::uint64_t commits) {
  const auto mine = static_cast<std::uint64_t>((cases - first + stride - 1) / stride);
  const auto commands = mine * rows.size();
  std::uint64_t done = 0;
  std::uint64_t commit = 1;
  std::vector<RawRow> together;
  std::vector<std::string> streams;
  streams.reserve(commands);  // RawRow refers into it.
  for (std::size_t line = 0; line < rows.size(); ++line) {
    for (int number = first; number < cases; number += stride) {
      streams.push_back(fmt::format("case/{}/{}", number, line));
      std::int64_t version = 0;
      for (const auto& row : rows[line]) {
        together.push_back({streams.back(), ++version, row.table, row.bytes, "person/0001", kAt,
                            "command-key-0001"});
      }
      if (++done != commands * commit / commits) continue;
      client.commit_together(together);
      together.clear();
      ++commit;
    }
  }
}

Figures measure_raw(Engine engine, const Rows& rows, int cases, int clients,
                    std::uint64_t commits) {
  const test::FreshDatabase fresh{engine};
  create_raw_table(fresh.address());
  const int connections = engine == Engine::sqlite ? 1 : std::min(clients, kPoolMax);
  std::vector<std::unique_ptr<RawClient>> raw;
  for (int i = 0; i < connections; ++i) {
    raw.push_back(connect_raw(fresh.address()));
    const auto stream = fmt::format("warm/{}", i);
    const RawRow warm{stream, 1, "warm", "", "", kAt, ""};
    raw.back()->commit_together({&warm, 1});
  }
  const auto each = std::max<std::uint64_t>(1, commits / static_cast<unsigned>(connections));
  const auto used = processor_seconds();
  const auto taken = seconds([&] {
    in_threads(connections, [&](int i) {
      insert_share(*raw[static_cast<std::size_t>(i)], rows, cases, i, connections, each);
    });
  });
  const auto commands = static_cast<double>(rows.size()) * cases;
  return {commands / taken, 1e6 * (processor_seconds() - used) / commands, commits};
}

void report(Engine engine, const pack::Pack& pack, const Rows& rows, int cases, int clients,
            int runs, bool lines) {
  std::vector<double> ours, raw, shares, our_processor, raw_processor;
  std::uint64_t commits = 0;
  for (int run = 0; run < runs; ++run) {
    const auto figures = measure_ours(engine, pack, cases, clients, lines);
    const auto mark = measure_raw(engine, rows, cases, clients, figures.commits);
    commits = figures.commits;
    ours.push_back(figures.rate);
    raw.push_back(mark.rate);
    shares.push_back(100 * figures.rate / mark.rate);
    our_processor.push_back(figures.processor);
    raw_processor.push_back(mark.processor);
  }
  fmt::print(
      "{:<10} {:>7} {:>8} {:>10.0f} {:>10.0f} {:>6.0f} %  {:>7.0f} {:>7.0f}   {:.0f} to {:.0f}\n",
      engine == Engine::sqlite ? "SQLite" : "PostgreSQL", clients, commits, median(ours),
      median(raw), median(shares), median(our_processor), median(raw_processor),
      percentile(ours, 0), percentile(ours, 1));
  std::fflush(stdout);
}

void run(const Options& options) {
  const auto pack = load_pack();
  const auto rows = model(*pack);
  std::size_t count = 0;
  std::size_t bytes = 0;
  for (const auto& line : rows) {
    for (const auto& row : line) {
      ++count;
      bytes += row.bytes.size();
    }
  }
  const int cases = options.number("cases");
  const test::TemporaryFolder folder;
  fmt::print("{} cases of {} commands; a command leaves {:.1f} rows, {:.0f} bytes\n", cases,
             rows.size(), static_cast<double>(count) / static_cast<double>(rows.size()),
             static_cast<double>(bytes) / static_cast<double>(rows.size()));
  fmt::print("this disk: {:.0f} flushes a second, one after another\n\n",
             flushes_per_second(folder.path(), std::chrono::seconds{2}));
  fmt::print("{:<10} {:>7} {:>8} {:>10} {:>10} {:>8}  {:>7} {:>7}   {}\n", "engine", "clients",
             "commits", "ours, 1/s", "raw, 1/s", "of raw", "our µs", "raw µs", "ours, range");
  for (const std::string engine : {"sqlite", "postgres"}) {
    if (options.text("engine") != "both" && options.text("engine") != engine) continue;
    for (const int clients : options.numbers("clients")) {
      report(engine == "sqlite" ? Engine::sqlite : Engine::postgres, *pack, rows, cases, clients,
             options.number("runs"), options.text("lines") == "yes");
    }
  }
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("case_bench", [&] {
    run({count,
         arguments,
         {{"cases", "256"},
          {"clients", "1,16,64"},
          {"engine", "both"},
          {"lines", "no"},
          {"runs", "3"}}});
  });
}
