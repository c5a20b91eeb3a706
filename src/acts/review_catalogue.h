// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "cel/explain.h"

namespace mingcha::pack {
struct Item;
struct MajorCondition;
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::acts {

/// One kind of major decision, as the public reads it.
struct CatalogueEntry {
  const pack::MajorCondition* condition = nullptr;
  Text when;                             ///< The condition in words.
  std::vector<const pack::Item*> items;  ///< Those on which such a decision can be made.
  std::vector<std::string> categories;   ///< Of the items, each once.
};

/// 重大执法决定法制审核目录清单, out of the very conditions that close the gate (118号; columns of
/// the published lists). Points into the pack. A condition that no item can meet is left out.
[[nodiscard]] std::vector<CatalogueEntry> review_catalogue(const pack::Pack& pack);

/// What people call the names, choices and units in conditions. Refers to the pack.
[[nodiscard]] cel::Labels labels_of(const pack::Pack& pack);

}  // namespace mingcha::acts
