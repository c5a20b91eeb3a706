// SPDX-License-Identifier: Apache-2.0
#include "base/instant.h"

#include <charconv>
#include <cstdint>

#include <fmt/format.h>

namespace mingcha {
namespace {

using std::chrono::floor;
using std::chrono::milliseconds;
using std::chrono::year_month_day;

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string date_part(Day day) {
  const year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

struct Clock24 {
  std::int64_t hour, minute, second, milli;
};

Clock24 split(milliseconds since_midnight) {
  const auto total = since_midnight.count();
  return {total / 3'600'000, total / 60'000 % 60, total / 1000 % 60, total % 1000};
}

/// Offset of "Z" or "+hh:mm", in minutes.
std::optional<int> parse_zone(std::string_view zone) {
  if (zone == "Z" || zone == "z") return 0;
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':') return std::nullopt;
  const auto hours = digits(zone, 1, 2);
  const auto minutes = digits(zone, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const int offset = *hours * 60 + *minutes;
  return zone[0] == '-' ? -offset : offset;
}

}  // namespace

Day local_day(Instant at) { return floor<std::chrono::days>(at + kLocalOffset); }

Instant start_of(Day day) { return Instant{day} - kLocalOffset; }

milliseconds time_of_day(Instant at) { return at - start_of(local_day(at)); }

std::string to_utc_string(Instant at) {
  const auto day = floor<std::chrono::days>(at);
  const auto [hour, minute, second, milli] = split(at - day);
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", date_part(day), hour, minute, second);
  if (milli != 0) text += fmt::format(".{:03}", milli);
  return text + "Z";
}

std::string to_local_string(Instant at) {
  const auto [hour, minute, second, milli] = split(time_of_day(at));
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", date_part(local_day(at)), hour, minute, second);
  if (milli != 0) text += fmt::format(".{:03}", milli);
  return text + "+08:00";
}

std::string to_string(Day day) { return date_part(day); }

std::string to_chinese(Day day) {
  const year_month_day ymd{day};
  return fmt::format("{}年{}月{}日", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::string to_chinese(Instant at) {
  const auto time = split(time_of_day(at));
  return fmt::format("{} {}时{:02}分", to_chinese(local_day(at)), time.hour, time.minute);
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year < 1900 || *year > 2999) return std::nullopt;
  const year_month_day ymd{std::chrono::year{*year},
                           std::chrono::month{static_cast<unsigned>(*month)},
                           std::chrono::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok()) return std::nullopt;
  return Day{ymd};
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
      text[16] != ':') {
    return std::nullopt;
  }
  const auto day = parse_day(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (!day || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;

  auto rest = text.substr(19);
  int milli = 0;
  if (rest.front() == '.') {
    rest.remove_prefix(1);
    std::size_t length = 0;
    while (length < rest.size() && rest[length] >= '0' && rest[length] <= '9') ++length;
    if (length == 0 || length > 9) return std::nullopt;
    for (std::size_t i = 0; i < 3; ++i) milli = milli * 10 + (i < length ? rest[i] - '0' : 0);
    rest.remove_prefix(length);
  }
  const auto zone = parse_zone(rest);
  if (!zone) return std::nullopt;
  return Instant{*day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute - *zone} +
         std::chrono::seconds{*second} + milliseconds{milli};
}

Instant SystemClock::now() { return floor<milliseconds>(std::chrono::system_clock::now()); }

}  // namespace mingcha
