// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::law {

enum class DayKind {
  working_day,          ///< Monday to Friday, not a holiday.
  weekend,              ///< Saturday or Sunday, neither holiday nor worked.
  holiday,              ///< Off by the State Council's notice, whatever day of the week.
  swapped_working_day,  ///< A Saturday or Sunday worked in exchange (调休).
};

/// Working days: weekends, and the State Council's yearly notices on top of them.
class Calendar {
 public:
  struct LoadError {
    std::string file;
    int line{};
    Text message;
  };

  /// Adds one year from CSV: a line "date,kind,name" on top (the name may be missing), then
  /// "2026-10-01,holiday,国庆节" or "2026-10-10,workday,国庆节". All lines of a file belong to one
  /// year, which then is covered. Lines that begin with # and empty lines are passed over.
  /// On error the calendar is unchanged.
  [[nodiscard]] tl::expected<void, LoadError> load(std::string_view csv, const std::string& file);

  [[nodiscard]] bool covers(std::chrono::year year) const { return years_.contains(year); }
  [[nodiscard]] bool covers(Day day) const;
  [[nodiscard]] const std::set<std::chrono::year>& years() const { return years_; }

  /// By the notices loaded; by the day of the week alone where the year is not covered: callers
  /// who must not guess ask `covers` first.
  [[nodiscard]] DayKind kind_of(Day day) const;
  [[nodiscard]] bool is_working_day(Day day) const;
  /// 国庆节; empty for ordinary days and weekends.
  [[nodiscard]] std::string_view name_of(Day day) const;

 private:
  struct SpecialDay {
    DayKind kind{};
    std::string name;
  };
  std::map<Day, SpecialDay> special_;
  std::set<std::chrono::year> years_;
};

}  // namespace mingcha::law
