// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "law/ladder.h"
#include "law/time_limit.h"
#include "pack/definition.h"

namespace mingcha::acts {

/// A course that a limit might take: "what if it began then, were extended, stood still". Touches
/// no case.
struct SupposedLimit {
  std::string procedure;  ///< kDisclosure: the limits of publication.
  std::string limit;
  law::Course course;
};

inline constexpr const char* kDisclosure = "disclosure";

struct Reckoned {
  law::TimeLimit limit;  ///< As it counts for what begins on that day.
  law::Due due;
  std::vector<law::Warning> warnings;  ///< When it speaks, by the pack's ladder.
};

/// Refuses a limit that the pack has not (limit-unknown), a start in a year without a calendar
/// (calendar-missing), times that stand still for more than ten years (suspension-too-long) and
/// what law::compute refuses. Years after the start are counted provisionally.
[[nodiscard]] Result<Reckoned> reckon(const pack::Pack& pack, const SupposedLimit& supposed,
                                      Instant now);

}  // namespace mingcha::acts
