// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mingcha::search {

/// What is looked for: every term must stand somewhere in the text.
struct Query {
  std::vector<std::string> terms;  ///< Folded, without "\n", each once; never none.

  bool operator==(const Query&) const = default;
};

inline constexpr std::size_t kQueryLongest = 200;  ///< Characters.

/// White space parts the terms; there are no operators, and a quotation mark is a character. Terms
/// of punctuation alone are passed over. Malformed: "bad-text". Invalid: "too-long", and
/// "nothing-to-search" where no term is left.
[[nodiscard]] Result<Query> read_query(std::string_view text);

[[nodiscard]] bool matches(std::string_view folded, const Query& query);

}  // namespace mingcha::search
