// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace mingcha::media {

/// Times during which something holds (black, silent), put together from one frame after another.
/// Frames arrive in order. A spell ends with the last frame that it was seen in, so that it is
/// never said to be longer than what was looked at.
class Spells {
 public:
  using Found = std::function<void(std::int64_t from_ms, std::int64_t to_ms)>;

  /// Told of every spell that lasts at least `least_ms`.
  Spells(std::int64_t least_ms, Found found) : least_ms_{least_ms}, found_{std::move(found)} {}

  void frame(bool holds, std::int64_t at_ms, std::int64_t lasts_ms) {
    if (!holds) return finish();
    if (!from_ms_) from_ms_ = at_ms;
    to_ms_ = at_ms + lasts_ms;
  }
  void finish() {
    if (from_ms_ && to_ms_ - *from_ms_ >= least_ms_) found_(*from_ms_, to_ms_);
    from_ms_.reset();
  }
  /// The end of the spell that goes on, if one does.
  [[nodiscard]] std::optional<std::int64_t> goes_to_ms() const {
    return from_ms_ ? std::optional{to_ms_} : std::nullopt;
  }

 private:
  std::int64_t least_ms_;
  Found found_;
  std::optional<std::int64_t> from_ms_;
  std::int64_t to_ms_ = 0;
};

}  // namespace mingcha::media
