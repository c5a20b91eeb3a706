// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

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

/// Loads, checks and proves a pack, runs its rules' examples. 0 when all is well.
int check_pack(const std::filesystem::path& folder);

/// Prints what the author of a pack could not confirm. 0 when the pack can be read.
int list_questions(const std::filesystem::path& folder);

}  // namespace mingcha::programs
