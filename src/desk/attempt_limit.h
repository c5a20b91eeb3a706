// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace mingcha::desk {

/// So many attempts per key at once, then one more with every `refill`. In memory: a restart
/// forgets, and each instance counts for itself. Safe to use from any thread.
class AttemptLimit {
 public:
  AttemptLimit(int burst, std::chrono::milliseconds refill) : burst_{burst}, refill_{refill} {}

  /// Uses up one attempt. Zero when there was one, else how long until the next.
  [[nodiscard]] std::chrono::milliseconds take(std::string_view key, Instant now);
  /// Gives the key its full burst again.
  void forgive(std::string_view key);

 private:
  // A key that has its full burst back is the same as none: dropped, so that made-up keys do not
  // fill the memory.
  void sweep(Instant now);

  // Kept as the moment when the burst will be full again: one number, exact, never drifting.
  std::map<std::string, Instant, std::less<>> full_at_;
  std::mutex mutex_;
  int burst_;
  std::chrono::milliseconds refill_;
  std::size_t sweep_at_ = 1024;
};

}  // namespace mingcha::desk
