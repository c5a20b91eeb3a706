// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "http/portal/officers.h"
#include "http/portal/view.h"

namespace mingcha::portal {

/// A piece of a published text, with the places that were found.
struct SnippetView {
  struct Piece {
    std::string text;
    bool found{};
  };
  std::vector<Piece> pieces;
};

struct FoundDecision {
  DecisionSummary summary;
  SnippetView snippet;
};

struct FoundEntry {
  std::string path;  ///< Of the list it stands in.
  Text list;
  std::string title;
};

struct SearchView {
  std::string text, year, unit, kind;  ///< As asked.
  std::vector<int> years;
  std::vector<Choice> units, kinds;
  std::uint64_t decisions_total{}, items_total{}, officers_total{}, entries_total{};
  bool decisions_exact{true};  ///< False: there are more than decisions_total.
  std::vector<FoundDecision> decisions;
  std::vector<ItemSummary> items;
  std::vector<OfficerView> officers;
  std::vector<FoundEntry> entries;
};

/// GET /search?q=&kind=&year=&unit=
[[nodiscard]] std::string search_page(const SiteView& site, const SearchView& view);

}  // namespace mingcha::portal
