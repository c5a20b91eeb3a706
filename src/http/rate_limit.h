// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace mingcha::http {

/// How many requests of the public each address may make: a minute's worth at once, then as they
/// come back. In memory: a restart forgets, and each instance counts for itself. Safe to use from
/// any thread.
class RateLimit {
 public:
  /// 0: no limit.
  explicit RateLimit(unsigned per_minute) : per_minute_{per_minute} {}

  /// Uses up `cost` requests. Zero when there were as many, else after how many whole seconds
  /// there will be. What costs more than a minute's worth costs just that.
  [[nodiscard]] std::chrono::seconds take(std::string_view address, unsigned cost,
                                          std::chrono::steady_clock::time_point now);

 private:
  using Moment = std::chrono::steady_clock::time_point;
  void sweep(Moment now);

  // When the address will have its full minute back: one number, exact, never drifting.
  std::map<std::string, Moment, std::less<>> full_at_;
  std::mutex mutex_;
  unsigned per_minute_;
  std::size_t sweep_at_ = 4096;
};

/// Who counts as one: an IPv4 address, or the 64 bits of an IPv6 network, which is what one
/// subscriber has. Empty for this machine itself: behind a web server whose header is not trusted
/// everybody comes from here, and would be locked out together.
[[nodiscard]] std::string counted_as(std::string_view address);

}  // namespace mingcha::http
