// SPDX-License-Identifier: Apache-2.0
#include "disclosure/served.h"

#include <algorithm>
#include <array>

namespace mingcha::disclosure {

bool is_opaque(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array kBeginnings{"%PDF-"sv,   "PK\x03\x04"sv,   "\x1F\x8B"sv,
                                   "\x89PNG"sv, "\xFF\xD8\xFF"sv, "GIF8"sv};
  return std::ranges::any_of(kBeginnings, [&](auto begin) { return bytes.starts_with(begin); });
}

}  // namespace mingcha::disclosure
