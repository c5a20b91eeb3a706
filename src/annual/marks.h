// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "base/instant.h"

/// What a case adds to the annual report (行政执法统计年报), by the pack's counting rules. Pure.
namespace mingcha::annual {

/// A case counts in a column, on a day.
struct Mark {
  std::string table, column;
  Day day{};
  std::int64_t amount = 1;  ///< Yuan where the column adds money up.
  std::string distinct;     ///< Digest of the value of which different ones are counted.

  bool operator==(const Mark&) const = default;
};

/// In the order of the pack. A case without a known kind, day or amount adds nothing there.
[[nodiscard]] std::vector<Mark> marks_of(const acts::CaseView& view);

/// Whether nothing but numbers may be told of the case.
[[nodiscard]] bool is_sealed(const acts::CaseView& view);

}  // namespace mingcha::annual
