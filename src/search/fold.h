// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What is found when somebody looks for words: how texts are compared, what may be asked, and the
/// index of two-character pieces, the same on both engines.
namespace mingcha::search {

/// A text as it is compared. Full-width, compatibility and circled forms are ordinary ones, letters
/// small; brackets of every kind are ( and ), dashes -, middle dots ·, quotation marks " and '.
/// White space and invisible characters are gone: they stand between the characters of short
/// names. An end of a line is one "\n", which no query contains, so nothing is found across it.
/// What is not UTF-8 is left out.
[[nodiscard]] std::string fold(std::string_view text);

/// The same, with the stretch of the original that each byte came from.
struct Traced {
  std::string text;
  std::vector<std::size_t> begin, end;  ///< In bytes of the original.
};
[[nodiscard]] Traced fold_traced(std::string_view text);

/// Parts between white space of any kind, in order.
[[nodiscard]] std::vector<std::string_view> split_words(std::string_view text);

/// Whether a folded text has a character to look for: not only punctuation and signs.
[[nodiscard]] bool has_word_character(std::string_view folded);

}  // namespace mingcha::search
