// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "base/text.h"
#include "programs/settings.h"

namespace CLI {  // NOLINT(readability-identifier-naming): as the library spells it.
class App;
}  // namespace CLI

namespace mingcha::programs {

/// `mingcha pack …`: what a lawyer does with a pack before anybody works with it.
class PackCommand {
 public:
  /// Adds the subcommands to the program's.
  explicit PackCommand(CLI::App& program);

  /// 0 when all is well; what is wrong has been printed.
  int run();

 private:
  int check() const;
  int prove() const;
  int differ() const;
  int explain() const;
  int print() const;
  int what_if() const;
  [[nodiscard]] Language language() const { return english_ ? Language::en : Language::zh; }
  [[nodiscard]] Settings settings() const;
  CLI::App* add(const char* name, const char* what, int (PackCommand::*action)() const);

  CLI::App* command_;
  std::function<int()> action_;
  std::filesystem::path folder_, other_, agency_, config_, data_, root_ = ".";
  std::string what_;
  bool english_ = false;
};

}  // namespace mingcha::programs
