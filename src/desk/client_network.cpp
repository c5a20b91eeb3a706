// SPDX-License-Identifier: Apache-2.0
#include "desk/client_network.h"

#include <arpa/inet.h>
#include <array>

#include "base/encoding.h"

namespace mingcha::desk {

std::string client_network(const std::string& address) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  // An IPv4 address in IPv6's clothes: all of them share their first 64 bits.
  constexpr std::string_view kMapped{"\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12};
  if (std::string_view{bytes.data(), 12} == kMapped) return address;
  return to_hex(std::string_view{bytes.data(), 8});
}

}  // namespace mingcha::desk
