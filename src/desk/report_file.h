// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace mingcha::vault {
class FolderVault;
}  // namespace mingcha::vault

namespace mingcha::desk {

/// Where files that leave the house are kept, byte for byte, and where they are written first: a
/// folder on the vault's file system.
struct FileRoom {
  const vault::FolderVault& vault;
  std::filesystem::path arrivals;
};

struct KeptFile {
  std::string format;  ///< csv | xlsx | json | jsonl
  std::string sha256;
  std::int64_t size = 0;
};

using SheetRows = std::vector<std::vector<std::string>>;

/// Writes the table (format csv or xlsx) and keeps it. Throws Fault when the disk fails.
[[nodiscard]] KeptFile keep_sheet(const FileRoom& room, const std::string& format,
                                  const std::vector<std::string>& columns, const SheetRows& rows);
[[nodiscard]] KeptFile keep_bytes(const FileRoom& room, const std::string& format,
                                  const std::string& bytes);
/// The bytes of a kept file; Fault when they are not there or not the same any more.
[[nodiscard]] std::string kept_bytes(const FileRoom& room, const std::string& sha256);

}  // namespace mingcha::desk
