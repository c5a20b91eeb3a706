// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mingcha {

/// Bytes are std::string throughout: what is hashed is what is stored and sent.
[[nodiscard]] std::string to_hex(std::string_view bytes);
/// Lower or upper case. Nothing for odd length or other characters.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

/// Standard alphabet with padding (RFC 4648 s4).
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Strict: right padding, no white space, no bits left over.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// URL alphabet without padding (RFC 4648 s5).
[[nodiscard]] std::string to_base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// A JSON string literal with minimal escapes, quotes included (RFC 8785 s3.2.2.2).
[[nodiscard]] std::string to_json_string(std::string_view utf8);

/// A SHA-256 or SM3 value: 32 raw bytes.
using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] inline std::string_view as_bytes(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}
/// Nothing unless exactly 32 bytes.
[[nodiscard]] std::optional<Digest> to_digest(std::string_view bytes);

}  // namespace mingcha
