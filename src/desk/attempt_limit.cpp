// SPDX-License-Identifier: Apache-2.0
#include "desk/attempt_limit.h"

#include <algorithm>

namespace mingcha::desk {

std::chrono::milliseconds AttemptLimit::take(std::string_view key, Instant now) {
  const std::lock_guard lock{mutex_};
  if (full_at_.size() >= sweep_at_) sweep(now);
  const auto found = full_at_.find(key);
  const Instant full_at = found == full_at_.end() ? now : std::max(found->second, now);
  const auto wait = full_at + refill_ - (now + burst_ * refill_);
  if (wait > std::chrono::milliseconds::zero()) return wait;
  full_at_.insert_or_assign(std::string{key}, full_at + refill_);
  return std::chrono::milliseconds::zero();
}

void AttemptLimit::forgive(std::string_view key) {
  const std::lock_guard lock{mutex_};
  if (const auto found = full_at_.find(key); found != full_at_.end()) full_at_.erase(found);
}

void AttemptLimit::sweep(Instant now) {
  std::erase_if(full_at_, [now](const auto& entry) { return entry.second <= now; });
  sweep_at_ = std::max<std::size_t>(1024, 2 * full_at_.size());
}

}  // namespace mingcha::desk
