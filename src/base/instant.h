// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace mingcha {

/// A moment in UTC, to the millisecond. Stored as milliseconds since 1970.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A calendar day where the agency is. Never a moment.
using Day = std::chrono::sys_days;

/// China keeps one time without summer time: UTC+08:00. Applied only where people read or enter.
inline constexpr std::chrono::hours kLocalOffset{8};

[[nodiscard]] Day local_day(Instant at);
/// The first moment of that local day.
[[nodiscard]] Instant start_of(Day day);
/// Local time of day.
[[nodiscard]] std::chrono::milliseconds time_of_day(Instant at);

/// "2026-03-02T01:05:06.007Z"; milliseconds only where not zero.
[[nodiscard]] std::string to_utc_string(Instant at);
/// "2026-03-02T09:05:06+08:00", as the API shows it.
[[nodiscard]] std::string to_local_string(Instant at);
/// "2026-03-02".
[[nodiscard]] std::string to_string(Day day);
/// "2026年3月2日".
[[nodiscard]] std::string to_chinese(Day day);
/// "2026年3月2日 9时05分".
[[nodiscard]] std::string to_chinese(Instant at);

/// RFC 3339 with seconds and zone ("Z" or "+08:00"), up to nine fraction digits (cut to ms).
/// Nothing for anything else, impossible days and 24:00 among it.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);
/// "YYYY-MM-DD", a day that exists, years 1900 to 2999.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

[[nodiscard]] inline std::int64_t to_millis(Instant at) { return at.time_since_epoch().count(); }
[[nodiscard]] inline Instant from_millis(std::int64_t millis) {
  return Instant{std::chrono::milliseconds{millis}};
}

/// Where the time comes from. The domain never asks; the desk asks once per command.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() override;
};

/// A clock that stands still until told otherwise: stories, tests, demo data.
class SetClock final : public Clock {
 public:
  explicit SetClock(Instant at) : at_{at} {}
  [[nodiscard]] Instant now() override { return at_; }
  void set(Instant at) { at_ = at; }

 private:
  Instant at_;
};

}  // namespace mingcha
