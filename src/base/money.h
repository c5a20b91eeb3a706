// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mingcha {

/// Fen as ten thousands of yuan, exactly: 1'250'000 → "1.25", 300'000 → "0.3", 1 → "0.000001".
[[nodiscard]] std::string to_wan(std::int64_t fen);

}  // namespace mingcha
