// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "pack/choice.h"

namespace mingcha::pack {

enum class ColumnType {
  text,       ///< One line.
  long_text,  ///< Paragraphs.
  integer,
  day,
  boolean,   ///< "yes" or "no".
  choice,    ///< One of `choices`, by id.
  citation,  ///< Articles the entry rests on, joined with "、".
};

/// A column of a list.
struct ListColumn {
  std::string id;
  Text title;
  ColumnType type{};
  bool required = false;
  bool open = true;  ///< Shown to the public; the others are for the agency alone.
  std::vector<Choice> choices;
  std::size_t longest = 200;  ///< Characters.
  Text help;

  /// The choice with this id or label; null when there is none.
  [[nodiscard]] const Choice* choice(std::string_view text) const;
};

/// Where the entries of a list come from.
enum class ListSource {
  kept,        ///< People keep them, as versions with their days.
  items,       ///< Enforcement items of the pack.
  catalogue,   ///< What the pack has reviewed.
  benchmarks,  ///< The pack's penalty tiers and benchmark steps.
};

/// A list that is published (清单): what its entries say and what tells them apart.
struct ListKind {
  std::string id;
  Text title;
  Text about;           ///< What the public finds in it, in a sentence.
  std::string article;  ///< Why it is published.
  ListSource source = ListSource::kept;
  std::vector<ListColumn> columns;  ///< Empty unless the list is kept.
  std::vector<std::string> key;     ///< Columns that together name an entry, for ever.
  /// The boolean column that keeps an entry from the public, and why; empty: none does.
  std::string withheld, withheld_article;
  std::vector<std::string> identity;  ///< Columns that tell who it is.

  [[nodiscard]] const ListColumn* column(std::string_view column_id) const;
};

}  // namespace mingcha::pack
