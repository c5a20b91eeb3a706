// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace mingcha::channels {

struct BackOff {
  std::chrono::milliseconds first{10'000};
  std::chrono::milliseconds longest{4 * 3'600'000};
};

/// How long to wait after the `attempts`-th failure: twice as long each time, up to the longest;
/// of that, a chance part of up to one half is left out, so that many do not come back at once.
/// `chance`: any number.
[[nodiscard]] std::chrono::milliseconds wait_after(std::int64_t attempts, const BackOff& back_off,
                                                   std::uint32_t chance);

}  // namespace mingcha::channels
