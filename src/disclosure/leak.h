// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "disclosure/personal.h"

namespace mingcha::disclosure {

/// A place in served bytes that holds something personal.
struct Hit {
  std::size_t offset{};  ///< Of its first byte, as served.
  Kind kind{};
  std::string label;    ///< Of the known value; empty for a pattern.
  std::string excerpt;  ///< Its first character and stars: tells what to look for, gives nothing.

  bool operator==(const Hit&) const = default;
};

/// Looks through bytes that are about to be served for the values that are masked or closed, and
/// for every pattern of personal data (find_patterns). Each also behind HTML character references,
/// percent-encoding and JSON escapes, in any mixture; known values also within base64 (standard
/// and URL alphabet) and in other letter case. What equals an open value (the agency's phone) is no
/// hit. Values of one character are not looked for. Compressed bytes are not opened: give their
/// content. In order of place.
[[nodiscard]] std::vector<Hit> scan(std::string_view bytes,
                                    const std::vector<PersonalValue>& values);

}  // namespace mingcha::disclosure
