// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "law/citation.h"

namespace mingcha::law {

enum class Unit { hours, calendar_days, working_days, months };

/// 「三十日」「五个工作日」「二十四小时」 / "30 days", "5 working days".
[[nodiscard]] Text name_of(Unit unit, int amount);

enum class StepKind {
  limit,              ///< What the law says: citation, amount, unit.
  start,              ///< The start event and its moment.
  start_not_counted,  ///< The start day does not count.
  holiday_left_out,   ///< first to last: a holiday, not counted. `reason` names it.
  weekend_left_out,   ///< first to last: a weekend, not counted.
  swapped_counted,    ///< first: a weekend day that is worked and therefore counts.
  suspended,          ///< first to last, or from `at` to `until`: not counted, for `reason`.
  standing_still,     ///< The suspension since `first` lasts: the clock stands still.
  suspension_void,    ///< A suspension the law does not provide.
  extended,           ///< By `amount` `unit`, granted at `at`.
  extension_void,     ///< An extension without effect, for `reason`.
  rolled,             ///< The last day `first` was a day off, for `reason`: moved to `last`.
  liberty_stays,      ///< Not moved by holidays because it restrains a person.
  provisional,        ///< The year `amount` is not in the calendar: weekends only.
  result_day,         ///< Time until the end of the day `first`; `at` is its last millisecond.
  result_moment,      ///< Time until the moment `at`.
};

/// One step of the reckoning. Which members mean something is said at the kind.
struct Step {
  StepKind kind{};
  Citation citation;
  int amount{};
  Unit unit{};
  Day first{};
  Day last{};
  Instant at{};
  Instant until{};
  Text reason;
  std::int64_t days{};  ///< How many days from first to last were left out.

  bool operator==(const Step&) const = default;
};

/// How a due moment came about, in the order in which a person would reckon it.
struct Derivation {
  std::vector<Step> steps;

  bool operator==(const Derivation&) const = default;
};

/// One sentence, as officer and party read it.
[[nodiscard]] Text to_text(const Step& step, const Statutes& statutes);
/// One sentence a step, in order; neighbouring weekends gathered into one.
[[nodiscard]] std::vector<Text> to_sentences(const Derivation& derivation,
                                             const Statutes& statutes);

}  // namespace mingcha::law
