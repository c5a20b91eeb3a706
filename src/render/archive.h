// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::render {

/// Files put together as one ZIP, stored as they are: PDFs are compressed already. The same files
/// in the same order give the same bytes. Up to 4 GiB and 65,535 files.
class Archive {
 public:
  explicit Archive(const std::filesystem::path& file);
  /// Into `out`, which must outlive it.
  explicit Archive(std::ostream& out);

  /// `name` in UTF-8, "/" between folders. Fault when it cannot be written.
  void add(const std::string& name, std::string_view bytes);
  /// Writes the table of contents; nothing can be added afterwards.
  void finish();
  /// Bytes so far.
  [[nodiscard]] std::uint64_t size() const { return written_; }

 private:
  struct Entry {
    std::string name;
    std::uint32_t check = 0, size = 0, place = 0;
  };
  void write(std::string_view bytes);

  std::string what_;  ///< For messages.
  std::ofstream file_;
  std::ostream& out_;
  std::vector<Entry> entries_;
  std::uint64_t written_ = 0;
};

}  // namespace mingcha::render
