// SPDX-License-Identifier: Apache-2.0
#include "law/calendar.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace mingcha::law {
namespace {

std::chrono::year year_of(Day day) { return std::chrono::year_month_day{day}.year(); }

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const auto comma = line.find(',');
    fields.push_back(trim(line.substr(0, comma)));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

struct Line {
  Day day{};
  DayKind kind{};
  std::string name;
};

using Read = tl::expected<Line, Text>;

Read read_line(const std::vector<std::string_view>& fields, std::size_t columns) {
  if (fields.size() != columns) {
    return tl::unexpected(
        Text{fmt::format("应有 {} 列，实有 {} 列", columns, fields.size()),
             fmt::format("{} columns expected, {} found", columns, fields.size())});
  }
  const auto day = parse_day(fields[0]);
  if (!day) {
    return tl::unexpected(Text{fmt::format("“{}”不是日期，应写作 2026-10-01", fields[0]),
                               fmt::format("'{}' is no day; write 2026-10-01", fields[0])});
  }
  Line line{*day, DayKind::holiday, columns > 2 ? std::string{fields[2]} : std::string{}};
  if (fields[1] == "holiday") return line;
  if (fields[1] != "workday") {
    return tl::unexpected(Text{fmt::format("“{}”应为 holiday 或 workday", fields[1]),
                               fmt::format("'{}' must be holiday or workday", fields[1])});
  }
  if (!is_weekend(*day)) {
    return tl::unexpected(
        Text{"调休上班日应当是周六或者周日", "a swapped working day must be a Saturday or Sunday"});
  }
  line.kind = DayKind::swapped_working_day;
  return line;
}

std::size_t columns_of(std::string_view header) {
  if (header == "date,kind") return 2;
  return header == "date,kind,name" ? 3 : 0;
}

}  // namespace

tl::expected<void, Calendar::LoadError> Calendar::load(std::string_view csv,
                                                       const std::string& file) {
  int number = 0;
  const auto fail = [&](Text message) {
    return tl::unexpected(LoadError{file, number, std::move(message)});
  };
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  std::size_t columns = 0;
  std::optional<std::chrono::year> year;
  std::map<Day, SpecialDay> read;
  while (!csv.empty()) {
    ++number;
    const auto end = csv.find('\n');
    const auto text = trim(csv.substr(0, end));
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    if (text.empty() || text.starts_with('#')) continue;
    if (columns == 0) {
      columns = columns_of(text);
      if (columns == 0)
        return fail({"首行应为 date,kind,name", "the first line must be date,kind,name"});
      continue;
    }
    auto line = read_line(split(text), columns);
    if (!line) return fail(line.error());
    if (year.value_or(year_of(line->day)) != year_of(line->day)) {
      return fail({"一个文件只能写一年", "a file holds one year only"});
    }
    year = year_of(line->day);
    if (!read.emplace(line->day, SpecialDay{line->kind, line->name}).second) {
      return fail({"日期重复", "the day is there twice"});
    }
  }
  if (!year) return fail({"文件里没有日期", "the file holds no day"});
  if (!years_.insert(*year).second) {
    return fail({fmt::format("{} 年已经录入", static_cast<int>(*year)),
                 fmt::format("{} is loaded already", static_cast<int>(*year))});
  }
  special_.merge(read);
  return {};
}

bool Calendar::covers(Day day) const { return covers(year_of(day)); }

DayKind Calendar::kind_of(Day day) const {
  const auto found = special_.find(day);
  if (found != special_.end()) return found->second.kind;
  return is_weekend(day) ? DayKind::weekend : DayKind::working_day;
}

bool Calendar::is_working_day(Day day) const {
  const auto kind = kind_of(day);
  return kind == DayKind::working_day || kind == DayKind::swapped_working_day;
}

std::string_view Calendar::name_of(Day day) const {
  const auto found = special_.find(day);
  return found == special_.end() ? std::string_view{} : std::string_view{found->second.name};
}

}  // namespace mingcha::law
