// SPDX-License-Identifier: Apache-2.0
#include "channels/back_off.h"

#include <algorithm>

namespace mingcha::channels {

std::chrono::milliseconds wait_after(std::int64_t attempts, const BackOff& back_off,
                                     std::uint32_t chance) {
  auto wait = back_off.first;
  for (std::int64_t i = 1; i < attempts && wait < back_off.longest; ++i) wait *= 2;
  wait = std::min(wait, back_off.longest);
  constexpr std::int64_t kParts = 1024;
  return wait - wait * static_cast<std::int64_t>(chance % kParts) / (2 * kParts);
}

}  // namespace mingcha::channels
