// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "media/report.h"

namespace mingcha::media {

struct LookRequest {
  Level level = Level::quick;
  Thresholds thresholds;
  std::optional<std::int64_t> began_at_ms;
};

/// Reads the recording on `descriptor` through. Throws OutOfMemory (media/probe/film.h).
[[nodiscard]] Report look(int descriptor, const LookRequest& request);

}  // namespace mingcha::media
