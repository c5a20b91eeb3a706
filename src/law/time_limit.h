// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "law/citation.h"
#include "law/derivation.h"

namespace mingcha::law {

class Calendar;

enum class StartDay { not_counted, counted };

/// What happens when the last day is a day off.
enum class LastDay {
  by_unit,        ///< calendar_days and months roll, hours stay.
  rolls_forward,  ///< To the next working day.
  stays,
};

enum class Subject {
  ordinary,
  /// Restraint of a person: counted in minutes from the moment, a day being 24 hours; never moved
  /// by a holiday (程序规定 35). Cannot be in working days.
  liberty,
};

enum class Direction {
  after,   ///< Must be done within the time after the start event.
  before,  ///< Must be done at least that long before the event ("听证七日前").
};

struct ExtensionRule {
  std::string id;
  int amount{};
  Unit unit{};
  int max_times = 1;
  Citation citation;
  std::string needs;  ///< Who or what must approve; the procedure gives it meaning.

  bool operator==(const ExtensionRule&) const = default;
};

/// A time limit as the law sets it. All of it is data of the pack: whether "five days" means
/// working days is `unit`, not code.
struct TimeLimit {
  std::string id;
  Text title;
  Citation citation;
  std::string starts_on;  ///< Name of the event.
  Text start_title;       ///< What people call that event: 「立案」. May be empty.
  int amount{};
  Unit unit{};
  StartDay start_day = StartDay::not_counted;
  LastDay last_day = LastDay::by_unit;
  Subject subject = Subject::ordinary;
  Direction direction = Direction::after;
  std::vector<std::string> suspended_by;  ///< Names of events during which the clock stands still.
  std::vector<ExtensionRule> extensions;
  std::map<std::string, Text> suspension_titles;  ///< What people call them; some may be missing.

  bool operator==(const TimeLimit&) const = default;
};

/// A definition that cannot be meant: amount not positive, liberty in working days, an extension
/// without id … Empty when it is sound.
[[nodiscard]] Findings check(const TimeLimit& limit);

/// A time during which the clock stood still.
struct Suspension {
  std::string event;  ///< One of TimeLimit::suspended_by.
  Instant from{};
  std::optional<Instant> to;  ///< Nothing while it lasts.
  Text reason;                ///< 「伤情鉴定」
};

struct Extension {
  std::string id;  ///< Of an ExtensionRule.
  Instant granted_at{};
};

/// What to do where a needed year is not in the calendar.
enum class Uncovered {
  refuse,       ///< No result.
  provisional,  ///< Weekends only; the derivation says so.
};

struct Course {
  Instant start{};
  std::vector<Suspension> suspensions;
  std::vector<Extension> extensions;
};

struct Due {
  /// The last millisecond in which the thing is done in time. For limits in days that is the end
  /// of the last day, local time.
  Instant at{};
  Derivation derivation;
  /// Facts without effect: a suspension the law does not know, an extension granted too late or
  /// once too often. They are left out of the computation and reported here.
  Findings findings;
  bool standing_still = false;  ///< A suspension lasts: `at` moves on as long as it does.
  bool provisional = false;     ///< A year was counted by weekends only.
};

/// When the time is up, and why. Counting:
/// - The start day does not count (程序规定 35) unless the limit says so; a limit in days ends with
///   its last day, a limit in months on the day of the same number or the month's last.
/// - Days on which the clock stands still are not counted. A suspension is itself a period, so
///   its first day belongs to the running clock and its last day to the suspension: from 3 to 8
///   March are five days. In hours and for liberty it counts to the millisecond.
/// - Extensions continue from the last day before any roll forward.
/// - Limits in hours start at the moment itself, not with the next full hour: the earlier end.
/// - Backwards ("听证七日前") the day of the event does not count: the seventh (working) day before
///   it is the last; where that is a day off and the limit rolls, the working day before.
/// Refuses (Refusal::invalid) ill-formed limits and courses, and what needs an uncovered year.
[[nodiscard]] Result<Due> compute(const TimeLimit& limit, const Course& course,
                                  const Calendar& calendar, Instant now,
                                  Uncovered uncovered = Uncovered::refuse);

/// Why this extension may not be granted now; empty when it may.
[[nodiscard]] Findings may_extend(const TimeLimit& limit, const Course& course,
                                  const std::string& extension_id, const Calendar& calendar,
                                  Instant now, Uncovered uncovered = Uncovered::refuse);

}  // namespace mingcha::law
