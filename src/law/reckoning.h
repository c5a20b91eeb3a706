// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <vector>

#include "law/calendar.h"
#include "law/time_limit.h"

namespace mingcha::law {

/// Asks the calendar about working days and keeps what it could not answer.
class WorkingDays {
 public:
  WorkingDays(const Calendar& calendar, Uncovered uncovered)
      : calendar_{calendar}, uncovered_{uncovered} {}

  /// For a year that is not covered: by the day of the week where that is allowed; else true, so
  /// that every count comes to its end, and `missing_year` says that the count is worthless.
  [[nodiscard]] bool contains(Day day);

  [[nodiscard]] const Calendar& calendar() const { return calendar_; }
  [[nodiscard]] const std::set<int>& guessed_years() const { return guessed_years_; }
  [[nodiscard]] std::optional<int> missing_year() const { return missing_year_; }

 private:
  const Calendar& calendar_;
  Uncovered uncovered_;
  std::set<int> guessed_years_;
  std::optional<int> missing_year_;
};

/// A stretch of time to be counted off: the limit itself, then each extension.
struct Stretch {
  int amount{};
  Unit unit{};
};

/// Days or moments on which the clock stands still, merged and rising.
struct StandStill {
  Day first{};
  Day last{};
  Instant from{};
  Instant to{};
  const Suspension* cause{};
};

/// The standstills that `suspensions` amount to by `now`; a later one begins where an earlier one
/// ends. Days: the first day of a suspension still counts, its last does not.
[[nodiscard]] std::vector<StandStill> standstills(const std::vector<Suspension>& suspensions,
                                                  Instant now);

/// Counts days off. Reads the calendar only for days it must know.
class DayCounter {
 public:
  DayCounter(WorkingDays& working_days, const std::vector<StandStill>& standstills)
      : working_days_{working_days}, standstills_{standstills} {}

  /// The last day of `stretches` that begin the day after `base`.
  [[nodiscard]] Day count(Day base, const std::vector<Stretch>& stretches);
  /// The day itself or the next working day (`direction` after), or the one before (before).
  [[nodiscard]] Day roll(Day day, Direction direction);
  /// The `amount`th (working) day before `event`.
  [[nodiscard]] Day count_back(Day event, const Stretch& stretch);

  [[nodiscard]] const std::vector<Step>& left_out() const { return left_out_; }

 private:
  [[nodiscard]] const StandStill* standstill_on(Day day) const;
  [[nodiscard]] Day count_days(Day base, int amount, Unit unit);
  [[nodiscard]] Day count_months(Day base, int amount);
  void leave_out(Day day);
  void note(StepKind kind, Day day, const Text& reason);

  WorkingDays& working_days_;
  const std::vector<StandStill>& standstills_;
  std::vector<Step> left_out_;
};

/// The day of the same number `months` later (or earlier), or that month's last.
[[nodiscard]] Day add_months(Day day, int months);

}  // namespace mingcha::law
