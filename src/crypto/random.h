// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingcha::crypto {

/// From the operating system's generator, fit for keys. Throws Fault when there is none.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// Compares in a time that depends on the lengths only.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

}  // namespace mingcha::crypto
