// SPDX-License-Identifier: Apache-2.0
// Packs: how long it takes to read one, and to read and prove it, as at the first start of a
// server.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "bench/measure.h"
#include "pack/load.h"
#include "pack/prove.h"

namespace mingcha::bench {
namespace {

struct Cost {
  double wall_ms = 0, processor_ms = 0;
};

/// The median of so many runs.
Cost cost_of(const std::filesystem::path& folder, pack::Proofs proofs, int runs) {
  std::vector<double> wall;
  std::vector<double> processor;
  for (int i = 0; i < runs; ++i) {
    const double used = processor_seconds();
    wall.push_back(1000 * seconds([&] {
                     if (!pack::load(folder, proofs)) throw std::runtime_error("refused");
                   }));
    processor.push_back(1000 * (processor_seconds() - used));
  }
  return {median(wall), median(processor)};
}

void run(int count, char** arguments) {
  const Options options{count, arguments, {{"pack", "packs/public-security"}, {"runs", "5"}}};
  const std::filesystem::path folder{options.text("pack")};
  const auto loaded = pack::load(folder);
  if (!loaded) throw std::runtime_error(loaded.error().findings.front().what.en);
  const auto& pack = **loaded;
  fmt::print("{}: {} procedures, {} items, {} rules, {} documents\n", pack.id,
             pack.procedures.size(), pack.items.size(), pack.rules.size(), pack.documents.size());
  fmt::print("{:<18} {:>9} {:>14}\n", "", "wall ms", "processor ms");
  double longest = 0;
  std::string which;
  for (const auto& [id, item] : pack.items) {
    const auto& procedure = pack.procedures.at(item.procedure);
    const double used = processor_seconds();
    if (!pack::prove(pack, procedure, item).empty()) throw std::runtime_error("unproved");
    const double cost = processor_seconds() - used;
    if (cost > longest) which = id;
    longest = std::max(longest, cost);
  }
  fmt::print("longest proof: {} ({:.0f} ms)\n", which, 1000 * longest);
  for (const auto proofs : {pack::Proofs::known, pack::Proofs::run}) {
    const auto cost = cost_of(folder, proofs, options.number("runs"));
    fmt::print("{:<18} {:>9.0f} {:>14.0f}\n",
               proofs == pack::Proofs::known ? "read" : "read and proved", cost.wall_ms,
               cost.processor_ms);
  }
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  return mingcha::bench::run_program("pack_bench", [&] { mingcha::bench::run(count, arguments); });
}
