// SPDX-License-Identifier: Apache-2.0
#include "http/rate_limit.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace mingcha::http {

using std::chrono::seconds;
using std::chrono::steady_clock;

std::string counted_as(std::string_view address) {
  const std::string text{address};
  if (text.starts_with("127.") || text == "::1" || text.empty()) return {};
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  return "6:" + std::string{reinterpret_cast<const char*>(bytes.data()), 8};
}

seconds RateLimit::take(std::string_view address, unsigned cost, Moment now) {
  const auto key = counted_as(address);
  if (per_minute_ == 0 || key.empty()) return seconds{0};
  const auto minute = std::chrono::duration_cast<steady_clock::duration>(std::chrono::minutes{1});
  const auto price = minute * std::min(cost, per_minute_) / per_minute_;
  const std::scoped_lock lock{mutex_};
  if (full_at_.size() >= sweep_at_) sweep(now);
  const auto found = full_at_.find(key);
  const auto full_at = (found == full_at_.end() ? now : std::max(found->second, now)) + price;
  if (full_at > now + minute) {
    return std::chrono::ceil<seconds>(full_at - now - minute);
  }
  full_at_.insert_or_assign(key, full_at);
  return seconds{0};
}

// An address that has its full minute back is the same as none. Whoever comes from ever new
// addresses makes the map grow; it is swept again only when it has doubled.
void RateLimit::sweep(Moment now) {
  std::erase_if(full_at_, [&](const auto& entry) { return entry.second <= now; });
  sweep_at_ = std::max<std::size_t>(4096, full_at_.size() * 2);
}

}  // namespace mingcha::http
