// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "programs/settings.h"

namespace mingcha::programs {

struct DemoOptions {
  std::uint16_t port = 8080;
  std::filesystem::path data = "data/demo";
  std::filesystem::path root = ".";
  bool load_only = false;
};

/// Loads the pack and the fictional agency with its cases into an empty data directory, unless
/// they are there, serves, and says where to look.
int demo(const DemoOptions& options);

/// What `demo` runs with: everything below `data`, the pack below `root`.
[[nodiscard]] Settings demo_settings(const DemoOptions& options);

}  // namespace mingcha::programs
