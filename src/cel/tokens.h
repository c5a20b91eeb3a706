// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cel/node.h"

namespace mingcha::cel {

enum class TokenKind { end, integer, text, name, symbol };

struct Token {
  TokenKind kind{};
  std::string text;  ///< The characters; for TokenKind::text what they mean, without quotes.
  std::size_t offset{};
};

/// Ends with one TokenKind::end. `source` must be well-formed UTF-8.
[[nodiscard]] tl::expected<std::vector<Token>, Problem> tokenize(std::string_view source);

}  // namespace mingcha::cel
