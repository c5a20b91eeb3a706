// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "cel/expression.h"

namespace mingcha::pack {

/// Which of a case's days puts it into a year.
enum class AnnualDay { opened, decided, closed };

/// Kinds of which a decision counts in one only.
enum class AnnualKind {
  none,
  named,  ///< The columns stand from light to heavy: the heaviest that holds counts.
  other,  ///< Where no named one holds.
};

struct AnnualColumn {
  std::string id;
  Text title;
  AnnualDay day{};
  AnnualKind kind{};
  std::optional<cel::Expression> when;  ///< Absent: every case of the category.
  std::string sum;                      ///< Whole yuan of this field are added up; empty: counted.
  std::string distinct;                 ///< Different values of this field are counted.
  bool by_hand = false;                 ///< Not in the record of cases: entered with its source.
};

/// One table of the annual report (行政执法统计年报).
struct AnnualTable {
  std::string id;
  Text title;
  std::string category;  ///< Of items; the agency has no such power while the pack has none.
  std::vector<AnnualColumn> columns;

  [[nodiscard]] const AnnualColumn* column(const std::string& column_id) const;
};

struct Annual {
  std::string article;
  std::string confirm_article;  ///< Why a second person confirms.
  std::string sealed_article;   ///< Why small sums are not told.
  int due_month = 0, due_day = 0;
  /// A sum of fewer records than this is not told where one of them is sealed.
  std::int64_t small = 0;
  std::vector<Text> rules;  ///< How it is counted, for readers.
  std::vector<AnnualTable> tables;

  [[nodiscard]] const AnnualTable* table(const std::string& table_id) const;
};

}  // namespace mingcha::pack
