// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/instant.h"

namespace mingcha::desk {
struct Services;  // desk/services.h
}  // namespace mingcha::desk

namespace mingcha::programs {

/// Cameras and films for the demonstration, made with ffmpeg: of most steps that had to be
/// recorded, some with gaps, some late, one in a format that browsers do not play. Does nothing
/// where devices are registered already. `folder` is for what is being made. Throws Fault without
/// ffmpeg.
void load_demo_recordings(desk::Services& services, SetClock& clock,
                          const std::filesystem::path& folder);

}  // namespace mingcha::programs
