// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mingcha::crypto {

/// Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet) and a random
/// 16-byte salt, as a PHC string: "$argon2id$v=19$m=19456,t=2,p=1$…". Takes some 20 ms.
[[nodiscard]] std::string hash_password(std::string_view password);

/// False also when `hash` is no argon2id PHC string, or asks for more than 256 MiB or 16 passes.
[[nodiscard]] bool verify_password(std::string_view password, std::string_view hash);

/// True when `hash` was made with weaker settings than today's and should be renewed at sign-in.
[[nodiscard]] bool needs_rehash(std::string_view hash);

}  // namespace mingcha::crypto
