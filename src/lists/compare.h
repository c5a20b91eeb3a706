// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lists/state.h"

namespace mingcha::lists {

enum class Difference { added, changed, ended };

/// One entry that two versions of a list say differently.
struct EntryDifference {
  Difference kind{};
  std::string key;
  const Span* before = nullptr;      ///< Points into the states; null where there was none.
  const Span* after = nullptr;       ///
  std::vector<std::string> columns;  ///< Those that differ; "from" and "to" for the days.
};

struct Comparison {
  std::int64_t unchanged = 0;
  std::vector<EntryDifference> differences;  ///< By key.
};

/// Each entry as its last span says: what was there and is ended or gone is `ended`. The states
/// must outlive the answer.
[[nodiscard]] Comparison compare(const State& before, const State& after);

/// Columns in which the values differ.
[[nodiscard]] std::vector<std::string> differing_columns(const Values& before, const Values& after);

}  // namespace mingcha::lists
