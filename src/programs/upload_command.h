// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace mingcha::programs {

/// `mingcha upload …`: sends files and folders of recordings to a server, and goes on where it
/// broke off. For docks; needs no data directory.
class UploadCommand {
 public:
  explicit UploadCommand(CLI::App& program);
  [[nodiscard]] bool chosen() const;
  /// The exit status: 0 when all have arrived.
  [[nodiscard]] int run() const;

  struct Options {
    std::string server, login, password_file, authority, source = "dock", device, officer, unit;
    std::filesystem::path state;
    unsigned parallel = 2;
    std::uint64_t bytes_a_second = 0;
    unsigned patience_minutes = 60;
    std::vector<std::filesystem::path> files;
  };

 private:
  CLI::App* command_;
  Options options_;
};

}  // namespace mingcha::programs
