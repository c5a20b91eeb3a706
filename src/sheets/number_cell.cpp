// SPDX-License-Identifier: Apache-2.0
#include "sheets/number_cell.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "base/instant.h"

namespace mingcha::sheets {
namespace {

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace

std::string plain_number(std::string_view text) {
  constexpr double kExact = 9'007'199'254'740'992.0;  // 2^53: whole numbers up to it are exact.
  const auto number = number_in(text);
  if (!number || *number != std::floor(*number) || std::abs(*number) > kExact) {
    return std::string{text};
  }
  return std::to_string(static_cast<long long>(*number));
}

std::string day_of(std::string_view text, DayCount count) {
  constexpr double kLast = 2'958'466;  // The first day of the year 10000.
  const auto number = number_in(text);
  if (!number || *number < 1 || *number >= kLast) return std::string{text};
  auto days = static_cast<int>(*number);
  // The count from 1900 has a 29 February 1900 that never was.
  if (count == DayCount::since_1900 && days < 60) ++days;
  const auto start = count == DayCount::since_1900 ? *parse_day("1900-01-01") - std::chrono::days{2}
                                                   : *parse_day("1904-01-01");
  return to_string(start + std::chrono::days{days});
}

bool is_date_format(std::string_view code) {
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == '[' && !quoted) {
      bracketed = true;
    } else if (c == ']' && !quoted) {
      bracketed = false;
    } else if (!quoted && !bracketed && std::string_view{"yYmMdD"}.find(c) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool is_date_format(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
         (id >= 50 && id <= 54) || id == 57 || id == 58;
}

int column_of(std::string_view reference) {
  int column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + (c - 'A' + 1);
    if (column > 16'384) return -1;
  }
  return column - 1;
}

}  // namespace mingcha::sheets
