// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace mingcha::http {

/// The file into which one request's body grows. Gone when this object goes, unless somebody has
/// renamed it: then what he made of it stays.
class BodyFile {
 public:
  BodyFile() = default;
  BodyFile(const BodyFile&) = delete;
  BodyFile& operator=(const BodyFile&) = delete;
  ~BodyFile();

  /// Throws Fault when the folder does not take a new file.
  void create(const std::filesystem::path& folder);
  /// Throws Fault when the disk is full or failing.
  void write(std::string_view bytes);
  /// No more is coming. Nothing is synced to the disk: that is for whoever keeps the file.
  void close();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// Creates the folder when missing and removes what a crash left behind in it. Throws Fault.
void clear_body_folder(const std::filesystem::path& folder);

}  // namespace mingcha::http
