// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mingcha::vault {

struct Kept {
  std::uint64_t size = 0;
  std::string sha256, sm3;  ///< Hex, over the bytes as they arrived.

  bool operator==(const Kept&) const = default;
};

}  // namespace mingcha::vault
