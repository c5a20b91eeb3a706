// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace mingcha::programs {

/// `mingcha portal …`: the public side as files.
class PortalCommand {
 public:
  explicit PortalCommand(CLI::App& program);
  [[nodiscard]] bool chosen() const;
  /// The exit status.
  [[nodiscard]] int run() const;

 private:
  CLI::App* command_;
  std::string config_ = "/etc/mingcha/mingcha.toml";
  std::filesystem::path data_, root_ = ".";
  std::filesystem::path folder_;
  std::string live_;
};

}  // namespace mingcha::programs
