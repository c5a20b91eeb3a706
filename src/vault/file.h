// SPDX-License-Identifier: Apache-2.0
// Inside vault/ only: files by descriptor, with Fault for what fails.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace mingcha::vault {

class File {
 public:
  /// Throws Fault when it cannot be opened.
  File(const std::filesystem::path& path, int flags);
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  File(File&& other) noexcept;
  ~File();
  [[nodiscard]] int descriptor() const { return descriptor_; }

  [[nodiscard]] std::uint64_t size() const;
  /// Up to so many bytes; fewer only at the end.
  [[nodiscard]] std::size_t read_at(std::uint64_t offset, char* to, std::size_t count) const;
  /// How many bytes could be written before the disk was full (or a quota, or a limit).
  [[nodiscard]] std::size_t write_at(std::uint64_t offset, std::string_view bytes) const;
  void cut_to(std::uint64_t size) const;
  /// False when the disk turned out to be full; Fault for everything else.
  [[nodiscard]] bool sync() const;

 private:
  int descriptor_;
};

/// Makes the names in a folder durable.
void flush_folder(const std::filesystem::path& folder);
/// A new file, durable but for its name.
void write_new(const std::filesystem::path& path, std::string_view bytes);

}  // namespace mingcha::vault
