// SPDX-License-Identifier: Apache-2.0
// How long it takes to say of 100,000 steps how far 500,000 pieces of recordings cover them; beside
// it one sort of as many numbers, which is the least that any way of doing it needs.
//   coverage_bench [--acts N] [--pieces N]
#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <fmt/format.h>

#include "bench/measure.h"
#include "recording/coverage.h"

namespace mingcha::bench {
namespace {

using recording::Keyed;

/// Acts of half an hour spread over a year, each its own key; the pieces lie around their acts.
struct Ground {
  Ground(std::uint32_t count, std::uint32_t pieces) {
    std::mt19937_64 random{20261201};
    std::uniform_int_distribution<std::int64_t> second{0, 365 * 86'400};
    for (std::uint32_t key = 0; key < count; ++key) {
      const Instant from{std::chrono::seconds{second(random)}};
      acts.push_back({key, {from, from + std::chrono::minutes{30}}});
    }
    std::uniform_int_distribution<std::uint32_t> which{0, count - 1};
    std::uniform_int_distribution<int> shift{-600, 1800};
    std::uniform_int_distribution<int> length{30, 900};
    for (std::uint32_t piece = 0; piece < pieces; ++piece) {
      const auto& act = acts[which(random)];
      const auto from = act.span.from + std::chrono::seconds{shift(random)};
      recorded.push_back({act.key, {from, from + std::chrono::seconds{length(random)}}});
    }
  }

  std::vector<Keyed> acts, recorded;
};

void run(const Options& options) {
  const auto acts = static_cast<std::uint32_t>(options.number("acts"));
  const auto pieces = static_cast<std::uint32_t>(options.number("pieces"));
  const Ground ground{acts, pieces};
  pack::RecordingThresholds limits;
  limits.gap_seconds = limits.late_start_seconds = limits.early_stop_seconds = 120;
  constexpr int kRuns = 7;
  std::vector<double> covered;
  std::vector<double> sorted;
  std::size_t gaps = 0;
  for (int run = 0; run < kRuns; ++run) {
    covered.push_back(1000 * seconds([&] {
                        gaps = 0;
                        for (const auto& one : cover_all(ground.acts, ground.recorded,
                                                         pack::RecordingGrade::full, limits)) {
                          gaps += one.gaps.size();
                        }
                      }));
    auto numbers = ground.recorded;
    sorted.push_back(1000 * seconds([&] {
                       std::ranges::sort(numbers, {},
                                         [](const Keyed& one) { return one.span.from; });
                     }));
  }
  fmt::print("{} steps, {} pieces, {} gaps\n\n", acts, pieces, gaps);
  const auto row = [](const char* what, const std::vector<double>& samples) {
    fmt::print("{:<44} {:>8.1f} {:>8.1f} {:>8.1f}\n", what, percentile(samples, 0), median(samples),
               percentile(samples, 1));
  };
  fmt::print("{:<44} {:>8} {:>8} {:>8}\n", "", "min, ms", "p50, ms", "max, ms");
  row("coverage and gaps of all", covered);
  row("beside it: sorting the pieces once", sorted);
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("coverage_bench", [&] {
    run({count, arguments, {{"acts", "100000"}, {"pieces", "500000"}}});
  });
}
