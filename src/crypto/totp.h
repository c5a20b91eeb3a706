// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace mingcha::crypto {

/// RFC 4648 s6, upper case, without padding, as authenticator programs take secrets.
[[nodiscard]] std::string to_base32(std::string_view bytes);
/// Lower or upper case, without padding. Nothing for other characters or bits left over.
[[nodiscard]] std::optional<std::string> from_base32(std::string_view text);

/// Which 30-second step a moment lies in (RFC 6238, T0 = 1970).
[[nodiscard]] std::int64_t totp_step(Instant at);
/// The six digits of that step (HMAC-SHA-1, RFC 4226).
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step);
/// The step that `code` belongs to, looking one step back and one ahead for clocks that differ.
/// Keep the last step used and refuse anything not later: then a code works only once.
[[nodiscard]] std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code,
                                                     Instant at);

}  // namespace mingcha::crypto
