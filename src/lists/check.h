// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "law/citation.h"
#include "lists/event.h"
#include "pack/list.h"

/// Whether the values of an entry are what the list's columns take.
namespace mingcha::lists {

/// What is wrong with one cell.
struct CellProblem {
  std::string column;
  Finding finding;  ///< `where` is empty.
};

struct Checked {
  Values values;  ///< In normal form: NFC, trimmed, ids of choices, "yes"/"no", ISO days.
  std::vector<CellProblem> problems;
};

/// Takes values as people write them: choices by id or label, 是/否, 2026年3月2日, 2026/3/2,
/// citations joined with 、 , or ;. What a spreadsheet would calculate is refused.
[[nodiscard]] Checked check_values(const pack::ListKind& kind, const law::Statutes& statutes,
                                   const Values& raw);

/// Its key columns' values, joined with kCellBar. Values in normal form.
[[nodiscard]] std::string key_of(const pack::ListKind& kind, const Values& values);

/// A day as people write it; nothing when it is none.
[[nodiscard]] std::optional<std::string> to_day(std::string_view text);

/// Whether a program that opens a spreadsheet would take the text for a formula.
[[nodiscard]] bool looks_like_formula(std::string_view text);

/// The citations of a value in normal form.
[[nodiscard]] std::vector<std::string> citations_in(std::string_view value);

/// Whether the entry is kept from the public.
[[nodiscard]] bool is_withheld(const pack::ListKind& kind, const Values& values);

/// Only the open columns.
[[nodiscard]] Values open_values(const pack::ListKind& kind, const Values& values);

}  // namespace mingcha::lists
