// SPDX-License-Identifier: Apache-2.0
// long_case: what a command costs in a case that is long already: decided, folded, committed.
//
// One client, one case after another, each of so many commands: those of the script, and the
// examination of evidence repeated in their middle. The mark is the disk: one flush a command.
#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "bench/case_ground.h"
#include "bench/case_load.h"
#include "bench/measure.h"
#include "crypto/random.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::bench {
namespace {

using store::Engine;

bool examines_evidence(const ScriptLine& line) {
  const auto* step = std::get_if<acts::DoStep>(&line.command);
  return step != nullptr && step->step == "evidence";
}

/// The script with its examination of evidence repeated until it has so many commands.
std::vector<ScriptLine> long_script(CaseGround& ground, int commands) {
  auto script = venue_script(ground);
  const auto found = std::ranges::find_if(script, examines_evidence);
  if (found == script.end()) throw std::runtime_error("the script examines no evidence");
  const auto wanted = static_cast<std::size_t>(commands);
  if (wanted <= script.size()) return script;
  const auto line = *found;
  script.insert(found, wanted - script.size(), line);
  return script;
}

struct Samples {
  std::vector<double> early, middle, late, whole, fold;  ///< Milliseconds.
};

Samples play_cases(Engine engine, const pack::Pack& pack, int cases, int commands) {
  const test::FreshDatabase fresh{engine};
  const Digest key = *to_digest(crypto::random_bytes(32));
  Samples samples;
  CaseGround ground{fresh.address(), pack, key};
  const auto script = long_script(ground, commands);
  for (int number = 0; number <= cases; ++number) {
    CaseLoad load{ground, script, fmt::format("case-{}", number), 1};
    double whole = 0;
    for (std::size_t line = 0; line < script.size(); ++line) {
      const auto taken = 1e3 * load.play(line, 1);
      whole += taken;
      if (number == 0) continue;  // Opens files and connections, prepares statements.
      const auto third = 3 * line / script.size();
      auto& part = third == 0 ? samples.early : third == 1 ? samples.middle : samples.late;
      part.push_back(taken);
    }
    if (number == 0) continue;
    samples.whole.push_back(whole);
    // Another instance knows nothing of the case and folds it from its events.
    CaseGround other{fresh.address(), pack, key};
    samples.fold.push_back(1e3 * seconds([&] {
                             if (!other.cases().look(script.front().visitor, load.case_id(0))) {
                               throw std::runtime_error("the case is not seen");
                             }
                           }));
  }
  return samples;
}

void print(const char* what, const std::vector<double>& samples) {
  fmt::print("  {:<44} {:>8.2f} {:>8.2f}\n", what, median(samples), percentile(samples, 0.95));
}

void run(const Options& options) {
  const auto pack = load_pack();
  const int cases = options.number("cases");
  const int commands = options.number("commands");
  const test::TemporaryFolder folder;
  fmt::print("{} cases of {} commands each, one client; this disk: {:.0f} flushes a second\n",
             cases, commands, flushes_per_second(folder.path(), std::chrono::seconds{2}));
  for (const auto engine : {Engine::sqlite, Engine::postgres}) {
    const auto samples = play_cases(engine, *pack, cases, commands);
    fmt::print("{:<46} {:>8} {:>8}\n", engine == Engine::sqlite ? "SQLite" : "PostgreSQL", "p50 ms",
               "p95 ms");
    print("a command of the first third", samples.early);
    print("a command of the second third", samples.middle);
    print("a command of the last third", samples.late);
    print("the whole case", samples.whole);
    print("the case folded from its events and shown", samples.fold);
  }
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("long_case", [&] {
    run({count, arguments, {{"cases", "20"}, {"commands", "60"}}});
  });
}
