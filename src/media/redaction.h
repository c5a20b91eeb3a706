// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace mingcha::media {

enum class Cover {
  filled,     ///< Black: for text, numbers, screens.
  pixelised,  ///< Four by four cells, whatever the size: for faces; colours and light remain.
};

/// A part of the picture that is covered for some time. The rectangle is relative to the picture as
/// it is shown: 0 to 1 from the upper left.
struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  Cover cover = Cover::filled;
};

struct MuteSpan {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
};

struct Redaction {
  std::vector<Box> boxes;
  std::vector<MuteSpan> muted;
};

/// Covering and muting begin this much early and end this much late: a frame is seen until the next
/// one comes, and sound is cut frame by frame.
inline constexpr std::int64_t kMarginMs = 100;

/// Every reason why it cannot be carried out as written: no part at all, a rectangle that is not in
/// the picture, a span without length, more than 200 parts.
[[nodiscard]] Result<Redaction> checked(Redaction redaction);

/// The filters for ffmpeg that do it, from [0:v:0] to [v]; rectangles are widened to whole pairs of
/// pixels, so that no colour is left at an edge.
[[nodiscard]] std::string picture_filters(const Redaction& redaction);
/// A chain for the sound; "anull" when nothing is muted.
[[nodiscard]] std::string sound_filters(const Redaction& redaction);

}  // namespace mingcha::media
