// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/database.h"
#include "test/support/child.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {

inline constexpr const char* kPassword = "yunling-2026-test";

struct BureauOptions {
  std::vector<std::string> logins;  ///< Persons of demo/agency.json; login and person are the same.
  int integrator_interval_ms = 100;
  std::string more{};  ///< At the end of the settings file.
};

/// An installation of the real program with the fictional bureau of demo/, set up as doc/operating
/// says: `init`, `people`, `account`, `serve`, on a port that is free. Days in the certificates are
/// moved so that 孙浩's ended yesterday and 陈斌's ends today.
class Bureau {
 public:
  Bureau(store::Engine engine, const BureauOptions& options);

  /// Starts `mingcha serve` and waits until it says where it listens, which is another port each
  /// time; throws when it does not.
  void start();
  /// Starts without waiting: for those who kill it meanwhile.
  void launch();
  void wait_until_ready();
  /// SIGKILL, at once.
  void kill();
  /// SIGTERM, and the exit status.
  int stop();

  /// Of the server's process, while it runs.
  [[nodiscard]] pid_t id() const { return server_->id(); }
  /// `mingcha audit`, beside the server or without it.
  [[nodiscard]] Finished audit() const;

  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] std::filesystem::path log_folder() const { return folder_.path() / "log"; }
  /// Address of its database, for whoever writes there before the server starts.
  [[nodiscard]] const std::string& database() const { return database_; }
  [[nodiscard]] std::filesystem::path data() const { return folder_.path(); }
  /// What the server said on its streams since it was set up.
  [[nodiscard]] std::string said() const;

 private:
  void configure(const BureauOptions& options) const;
  void set_up(const BureauOptions& options);
  [[nodiscard]] Finished mingcha(std::vector<std::string> words, std::string_view input = {}) const;
  [[nodiscard]] std::filesystem::path config() const { return folder_.path() / "mingcha.toml"; }
  [[nodiscard]] std::filesystem::path output() const { return folder_.path() / "output"; }

  TemporaryFolder folder_;
  std::string database_;
  std::string address_;
  std::unique_ptr<Child> server_;
};

/// Runs `mingcha-verify` with these words.
[[nodiscard]] Finished mingcha_verify(std::vector<std::string> words);

}  // namespace mingcha::test
