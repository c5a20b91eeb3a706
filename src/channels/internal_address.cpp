// SPDX-License-Identifier: Apache-2.0
#include "channels/internal_address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace mingcha::channels {
namespace {

struct Block {
  std::uint32_t network;
  unsigned bits;
};

constexpr std::uint32_t of(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24U | b << 16U | c << 8U | d;
}

// The IANA registry of special-purpose addresses, all that are not globally reachable.
constexpr std::array<Block, 15> kBlocks{{{of(0, 0, 0, 0), 8},
                                         {of(10, 0, 0, 0), 8},
                                         {of(100, 64, 0, 0), 10},
                                         {of(127, 0, 0, 0), 8},
                                         {of(169, 254, 0, 0), 16},
                                         {of(172, 16, 0, 0), 12},
                                         {of(192, 0, 0, 0), 24},
                                         {of(192, 0, 2, 0), 24},
                                         {of(192, 88, 99, 0), 24},
                                         {of(192, 168, 0, 0), 16},
                                         {of(198, 18, 0, 0), 15},
                                         {of(198, 51, 100, 0), 24},
                                         {of(203, 0, 113, 0), 24},
                                         {of(224, 0, 0, 0), 4},
                                         {of(240, 0, 0, 0), 4}}};

bool is_internal_v4(std::uint32_t address) {
  return std::ranges::any_of(kBlocks, [&](const Block& block) {
    return (address ^ block.network) >> (32 - block.bits) == 0;
  });
}

std::uint32_t v4_at(const std::array<std::uint8_t, 16>& bytes, std::size_t at) {
  return of(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool begins(const std::array<std::uint8_t, 16>& bytes, std::initializer_list<std::uint8_t> with) {
  return std::equal(with.begin(), with.end(), bytes.begin());
}

bool is_internal_v6(const std::array<std::uint8_t, 16>& bytes) {
  if (begins(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) {  // NAT64
    return is_internal_v4(v4_at(bytes, 12));
  }
  if (begins(bytes, {0x20, 0x02})) return is_internal_v4(v4_at(bytes, 2));  // 6to4
  if ((bytes[0] & 0xe0U) != 0x20) return true;  // Not 2000::/3: ::1, mapped, fc00::, fe80::, ff00::
  return begins(bytes, {0x20, 0x01, 0x00, 0x00}) ||  // Teredo
         begins(bytes, {0x20, 0x01, 0x0d, 0xb8});    // documentation
}

}  // namespace

bool is_internal(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_internal_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return true;
  sockaddr_in6 v6{};
  std::memcpy(&v6, &address, sizeof v6);
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return is_internal_v6(bytes);
}

}  // namespace mingcha::channels
