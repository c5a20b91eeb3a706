// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "law/citation.h"
#include "lists/state.h"
#include "pack/list.h"

namespace mingcha::lists {

/// An entry that rests on a text which changed since it was written (待更新).
struct Outdated {
  std::string key;
  std::string column;
  std::string citation;
  Text why;
};

/// Why the citation calls for another look at an entry that holds since `from`; empty: it does not.
[[nodiscard]] Text why_outdated(const law::Statutes& statutes, const std::string& citation,
                                const std::string& from, Day today);

/// Of the entries that hold on the day, those to be updated, by key.
[[nodiscard]] std::vector<Outdated> outdated_entries(const pack::ListKind& kind,
                                                     const law::Statutes& statutes,
                                                     const State& state, Day today);

}  // namespace mingcha::lists
