// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace mingcha::programs {

/// What has been sent where, in a small file, so that an uploader that is started again goes on.
/// A file that changed since is another file. Any thread.
class UploadMemory {
 public:
  /// Throws Fault when the file is there and cannot be read.
  UploadMemory(std::filesystem::path file, std::string server);

  struct Entry {
    std::string address;
    std::string recording;  ///< Empty until it has arrived.
  };
  [[nodiscard]] std::optional<Entry> find(const std::filesystem::path& file);
  /// Written at once.
  void keep(const std::filesystem::path& file, const Entry& entry);

 private:
  [[nodiscard]] std::string key_of(const std::filesystem::path& file) const;

  std::filesystem::path file_;
  std::string server_;
  std::mutex mutex_;
  nlohmann::ordered_json entries_ = nlohmann::ordered_json::object();
};

/// Below $XDG_STATE_HOME, or where that stands by default.
[[nodiscard]] std::filesystem::path usual_memory();

}  // namespace mingcha::programs
