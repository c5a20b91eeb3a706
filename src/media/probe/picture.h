// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "media/probe/film.h"

extern "C" {
#include <libswscale/swscale.h>
}

namespace mingcha::media {

/// A few points of each picture, as luma 0–255. Points, not means: the noise of a running sensor
/// stays, and with it the difference between a still scene and a picture that stands.
class Points {
 public:
  static constexpr int kWidth = 160;
  static constexpr int kHeight = 90;
  using Luma = std::array<std::uint8_t, std::size_t{kWidth} * kHeight>;

  /// False when the picture is of a kind that cannot be read.
  [[nodiscard]] bool take(const AVFrame& frame);
  [[nodiscard]] const Luma& luma() const { return luma_; }

 private:
  struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
  };
  std::unique_ptr<SwsContext, FreeScaler> scaler_;
  Luma luma_{};
};

/// Whether 98 % of the points are darker than `luma`.
[[nodiscard]] bool is_black(const Points::Luma& points, int luma);
/// Mean difference, 0–255.
[[nodiscard]] double change(const Points::Luma& one, const Points::Luma& other);
/// The highest sample of a frame of sound, 1 being full scale.
[[nodiscard]] double peak(const AVFrame& frame);

}  // namespace mingcha::media
