// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::test {

/// Small recordings, made by ffmpeg when first asked for and kept in the build folder. A name with
/// another way of making it is another clip. Throws std::runtime_error with what ffmpeg said.
[[nodiscard]] std::filesystem::path clip(const std::string& name,
                                         const std::vector<std::string>& arguments);

/// 320×240, 25 frames a second, moving picture and a tone, with `filters` as options before
/// encoding, e.g. {"-vf", "…"}; H.264 and AAC unless they say otherwise.
[[nodiscard]] std::filesystem::path filmed(const std::string& name, int seconds,
                                           const std::vector<std::string>& options = {});

/// A file of these bytes beside the clips.
[[nodiscard]] std::filesystem::path written(const std::string& name, std::string_view bytes);

}  // namespace mingcha::test
