// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

/// What can happen to a published list: changes are prepared by one person and confirmed by
/// another, or given up. One stream for each list.
namespace mingcha::lists {

/// Column id → value in normal form (lists/check.h). Empty values are left out.
using Values = std::map<std::string, std::string>;

enum class ChangeKind { add, change, end };

struct Change {
  ChangeKind kind{};
  std::string key;  ///< Of the entry (key_of).
  Values values;    ///< All of them, as from `day`; none where it ends.
  std::string day;  ///< From when it holds; of an end: the last day.

  bool operator==(const Change&) const = default;
};

struct ListPrepared {
  std::int64_t set = 0;         ///< Counted within the list from 1.
  std::int64_t base = 0;        ///< Version of the list that the changes were made on.
  std::string reason, article;  ///< Why; the article may be empty.
  std::vector<Change> changes;
};

/// A second person confirmed the set; from now on the list has the next version.
struct ListConfirmed {
  std::int64_t set = 0, number = 0;
  std::string confirmed_on;  ///< Day.
};

struct ListDiscarded {
  std::int64_t set = 0;
  std::string reason;
};

using Event = std::variant<ListPrepared, ListConfirmed, ListDiscarded>;

}  // namespace mingcha::lists
