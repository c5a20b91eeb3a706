// SPDX-License-Identifier: Apache-2.0
// Inside ledger/: what its text formats have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/result.h"

namespace mingcha::ledger {

/// Sizes and indices stay below 2^63, so that sums of two never overflow.
inline constexpr std::uint64_t kLargestSize = (std::uint64_t{1} << 63U) - 1;

/// ASCII decimal without sign or leading zeros, at most kLargestSize.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// One hash in standard base64: 44 characters.
[[nodiscard]] std::optional<Digest> parse_hash(std::string_view base64);

/// Cuts the first line off `rest`, without its newline. Nothing when there is no newline.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& rest);

[[nodiscard]] tl::unexpected<Rejection> unreadable(std::string zh, std::string en);
[[nodiscard]] tl::unexpected<Rejection> not_proven(std::string zh, std::string en);

[[nodiscard]] std::string to_bytes(std::uint64_t value, std::size_t count);
/// Big-endian; `bytes` has at most eight.
[[nodiscard]] std::uint64_t from_bytes(std::string_view bytes);

}  // namespace mingcha::ledger
