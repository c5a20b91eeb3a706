// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace mingcha::search {

/// In characters (code points), the end not included.
struct Stretch {
  std::size_t begin = 0, end = 0;

  bool operator==(const Stretch&) const = default;
};

/// A piece of a text around the first place that was found.
struct Snippet {
  std::string text;            ///< One line; "…" where it was cut.
  std::vector<Stretch> marks;  ///< What was found, in order, without overlap.

  bool operator==(const Snippet&) const = default;
};

/// All that the query finds in the text, by byte, in order, without overlap.
[[nodiscard]] std::vector<Stretch> found_in(std::string_view text, const Query& query);

/// At most `longest` characters and the two marks of a cut. Without any place: the text's
/// beginning.
[[nodiscard]] Snippet snippet_of(std::string_view text, const Query& query, std::size_t longest);

}  // namespace mingcha::search
