// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "base/result.h"

/// What may be imposed in a case, and why: the tiers of the articles that its item applies, by the
/// law of the day of the act; the part of each range that the discretion benchmark leaves.
namespace mingcha::acts {

/// In the field's unit. The benchmark lies within the law.
struct Amount {
  const pack::Field* field = nullptr;
  pack::Range lawful, benchmark;
};

/// One way to use the tier; all of its amounts are due together.
struct LawfulPenalty {
  const pack::Choice* kind = nullptr;
  std::vector<Amount> amounts;
};

struct PenaltyRange {
  const pack::PenaltyTier* tier = nullptr;
  const pack::BenchmarkStep* step = nullptr;  ///< Null where no step holds: the whole range.
  bool mitigated = false;                     ///< What is lighter is lawful as well.
  std::vector<LawfulPenalty> penalties;
  Text derivation;  ///< Article, its words, why this tier, why this step.
};

/// The tiers that hold. Empty: the pack has none for the item, or facts are missing that say which
/// one it is (`missing`).
struct PenaltyRanges {
  std::vector<PenaltyRange> ranges;
  std::vector<std::string> missing;  ///< Field ids.
};

/// The part of a range that a benchmark step leaves: from and to so many hundredths of its width.
[[nodiscard]] pack::Range share_of(const pack::Range& lawful, const pack::Range& percent);

[[nodiscard]] PenaltyRanges penalty_ranges(const CaseView& view);

/// Why what is imposed is not lawful, or lies outside the benchmark without reasons. Empty where
/// nothing is imposed yet.
[[nodiscard]] Findings penalty_findings(const CaseView& view);

/// Whether what is imposed is lawful and lies outside the benchmark; nothing where that cannot be
/// said yet.
[[nodiscard]] std::optional<bool> departs_from_benchmark(const CaseView& view);

}  // namespace mingcha::acts
