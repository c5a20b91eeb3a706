// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "disclosure/personal.h"

namespace mingcha::disclosure {

/// A stretch of bytes that looks like a personal value of a kind.
struct Match {
  std::size_t begin{};
  std::size_t end{};
  Kind kind{};

  bool operator==(const Match&) const = default;
};

/// Identity numbers (18 characters with check digit, 15 digits with a date that exists), mobile
/// phones, landlines, bank cards (Luhn), plates, e-mail, addresses down to the house number. Also
/// in full-width characters and with spaces, points or hyphens between the digits. Unified credit
/// codes, document numbers and long hexadecimal or base64 words are not taken for any of them.
/// In order, without overlap. `text` may be any bytes.
[[nodiscard]] std::vector<Match> find_patterns(std::string_view text);

/// Where a known value stands in the text, whatever the width of its characters and the white
/// space between them (numbers: also hyphens and points). In order, without overlap.
[[nodiscard]] std::vector<Match> find_value(std::string_view text, const PersonalValue& value);

}  // namespace mingcha::disclosure
