// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mingcha::sheets {

enum class DayCount { since_1900, since_1904 };

/// A number as the file keeps it ("4.6E1") as people see it: "46"; what is no number as it is.
[[nodiscard]] std::string plain_number(std::string_view text);

/// The day behind a number of days: "2026-03-02". What is no such number as it is.
[[nodiscard]] std::string day_of(std::string_view text, DayCount count);

/// Whether a number format shows a date: has y, m or d outside of quotes and brackets.
[[nodiscard]] bool is_date_format(std::string_view code);
/// The same for the formats that every workbook has without naming them.
[[nodiscard]] bool is_date_format(int id);

/// "C12": the column, from 0; -1 where it is none.
[[nodiscard]] int column_of(std::string_view reference);

}  // namespace mingcha::sheets
