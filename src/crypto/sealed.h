// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace mingcha::crypto {

/// AES-256-GCM with a random 96-bit nonce: nonce (12) || ciphertext || tag (16). `context` is
/// authenticated but not stored (what the secret belongs to), so that a sealed value moved to
/// another record does not open. Good for 2^32 seals under one key.
[[nodiscard]] std::string seal(const Digest& key, std::string_view secret,
                               std::string_view context);
/// Nothing when key, context or any byte differs.
[[nodiscard]] std::optional<std::string> open_sealed(const Digest& key, std::string_view sealed,
                                                     std::string_view context);

}  // namespace mingcha::crypto
