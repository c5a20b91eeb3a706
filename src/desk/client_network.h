// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mingcha::desk {

/// What stands for one client when attempts are counted: an IPv4 address itself, of an IPv6 address
/// the first 64 bits, which one household has to itself. Other text as it is.
[[nodiscard]] std::string client_network(const std::string& address);

}  // namespace mingcha::desk
