// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lists/plan.h"
#include "lists/state.h"
#include "sheets/reader.h"

namespace mingcha::lists {

/// What becomes of entries that hold and are not in the file.
enum class Absent {
  keep,  ///< The file brings additions and changes.
  end,   ///< The file is the whole list: they end the day before.
};

struct ImportRules {
  std::string day;  ///< From when the changes hold, where a row has no day of its own.
  Absent absent = Absent::keep;
};

/// One thing wrong with a file, where whoever filled it in finds it.
struct RowProblem {
  std::int64_t row = 0;  ///< As a spreadsheet counts; 0: the file as a whole.
  std::string column;    ///< As its first line names it; may be empty.
  Finding finding;
};

struct Import {
  std::vector<Change> changes;  ///< Empty where there is any problem.
  std::int64_t unchanged = 0;
  std::vector<RowProblem> problems;  ///< By row; at most kFindingsMax.
};

/// The column that says from when a row holds, by id and by its names.
inline constexpr const char* kDayColumn = "in_force_from";
[[nodiscard]] Text title_of_day();

/// A table whose first line names columns by id or title, in any order, held against the list as it
/// is. Nothing of it is taken where anything is wrong. A row that repeats the day since which its
/// entry holds, and says something else, changes it from the day of the rules on.
[[nodiscard]] Import plan_import(const pack::ListKind& kind, const law::Statutes& statutes,
                                 const State& state, const sheets::Table& table,
                                 const ImportRules& rules);

}  // namespace mingcha::lists
