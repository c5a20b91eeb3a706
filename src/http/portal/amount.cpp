// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"

#include <array>
#include <chrono>

#include <fmt/format.h>

#include "base/assert.h"

namespace mingcha::portal {
namespace {

constexpr std::array<const char*, 10> kDigits{"零", "壹", "贰", "叁", "肆",
                                              "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<const char*, 4> kPlaces{"", "拾", "佰", "仟"};
constexpr std::array<const char*, 3> kGroups{"", "万", "亿"};

// Four digits, 1 to 9999, with 零 for gaps inside but not for those at either end.
std::string to_capital_group(std::int64_t group) {
  std::string out;
  bool gap = false;
  for (int place = 3; place >= 0; --place) {
    std::int64_t unit = 1;
    for (int i = 0; i < place; ++i) unit *= 10;
    const auto digit = static_cast<std::size_t>(group / unit % 10);
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += kDigits[0];
    gap = false;
    out += kDigits[digit];
    out += kPlaces[static_cast<std::size_t>(place)];
  }
  return out;
}

std::string to_capital_number(std::int64_t number) {
  std::string out;
  bool gap = false;
  for (int index = 2; index >= 0; --index) {
    std::int64_t unit = 1;
    for (int i = 0; i < index; ++i) unit *= 10000;
    const std::int64_t group = number / unit % 10000;
    if (group == 0) {
      gap = !out.empty();
      continue;
    }
    if (!out.empty() && (gap || group < 1000)) out += kDigits[0];
    gap = false;
    out += to_capital_group(group);
    out += kGroups[static_cast<std::size_t>(index)];
  }
  return out;
}

}  // namespace

std::string to_grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3;) {
    at -= 3;
    out.insert(at, ",");
  }
  return out;
}

std::string to_counted(std::uint64_t number, bool exact) {
  return to_grouped(number) + (exact ? "" : "+");
}

std::string to_yuan(std::int64_t fen) {
  MINGCHA_ASSERT(fen >= 0);
  std::string out = to_grouped(static_cast<std::uint64_t>(fen / 100));
  if (const std::int64_t rest = fen % 100; rest != 0) {
    out += rest < 10 ? ".0" : ".";
    out += std::to_string(rest);
  }
  return out + "元";
}

std::string to_capital_yuan(std::int64_t fen) {
  MINGCHA_ASSERT(fen >= 0 && fen < 100'000'000'000'000);
  if (fen == 0) return "零元整";
  const std::int64_t yuan = fen / 100;
  const auto jiao = static_cast<std::size_t>(fen / 10 % 10);
  const auto rest = static_cast<std::size_t>(fen % 10);
  std::string out;
  if (yuan > 0) out = to_capital_number(yuan) + "元";
  if (jiao == 0 && rest == 0) return out + "整";
  if (jiao > 0)
    out += std::string{kDigits[jiao]} + "角";
  else if (yuan > 0)
    out += kDigits[0];
  if (rest > 0) out += std::string{kDigits[rest]} + "分";
  return out;
}

std::string to_words(Day day, Language language) {
  if (language == Language::zh) return to_chinese(day);
  const std::chrono::year_month_day date{day};
  constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

}  // namespace mingcha::portal
