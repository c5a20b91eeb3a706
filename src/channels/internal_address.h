// SPDX-License-Identifier: Apache-2.0
#pragma once

struct sockaddr;

namespace mingcha::channels {

/// True for every address that does not belong to the public Internet: this machine, private and
/// shared networks, link-local, multicast, documentation, and IPv4 addresses of these kinds inside
/// IPv6 ones; also for families that are neither.
[[nodiscard]] bool is_internal(const sockaddr& address);

}  // namespace mingcha::channels
