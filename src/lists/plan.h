// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "lists/check.h"
#include "lists/state.h"
#include "pack/list.h"

namespace mingcha::lists {

/// One line of what somebody wants to change.
struct Wish {
  enum class Kind {
    add,     ///< Refused where the entry is there.
    change,  ///< Refused where it is not.
    set,     ///< Either; nothing where nothing differs.
    end,
  };
  Kind kind{};
  std::string key;    ///< Of the entry to change or end.
  Values values;      ///< As people write them.
  std::string day;    ///< From when; of an end: the last day.
  std::string where;  ///< What findings name: "/changes/3", "第4行". Columns are added to it.
};

struct Plan {
  /// Which wish and which of its columns a finding is about; the column may be empty.
  struct Place {
    std::size_t wish = 0;
    std::string column;
  };
  std::vector<Change> changes;
  std::int64_t unchanged = 0;
  Findings findings;          ///< In the order of the wishes; none where all of it can be done.
  std::vector<Place> places;  ///< One a finding.
};

/// How many changes a set may hold, and how many findings are told.
inline constexpr std::size_t kChangesMax = 20'000;
inline constexpr std::size_t kFindingsMax = 1'000;

/// From wishes to changes of the list as it is, or to everything that is wrong with them.
[[nodiscard]] Plan plan(const pack::ListKind& kind, const law::Statutes& statutes,
                        const State& state, const std::vector<Wish>& wishes);

/// What has changed in the list since the set was prepared and concerns the same entries.
[[nodiscard]] Findings conflicts(const State& state, const ListPrepared& set);

/// "100001｜某某" as people read it: the key's values.
[[nodiscard]] std::string shown_key(const std::string& key);

}  // namespace mingcha::lists
