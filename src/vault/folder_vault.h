// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "vault/kept.h"

namespace mingcha::vault {

/// Files of evidence, or recordings, in one folder, by their SHA-256. Written once, never changed.
/// Losing it loses the evidence: back it up with the database. Who can write it can destroy files
/// but not exchange them: their digests are in the record and in the public log.
class FolderVault {
 public:
  /// The folder must exist, so that a mistyped path cannot start a second vault.
  explicit FolderVault(std::filesystem::path folder);

  /// Hashes a file that has arrived and moves it in; durable when this returns. `declared` is the
  /// sender's own SHA-256 (hex): another one means that the file was cut off or changed on the
  /// way, and nothing is kept. Empty files are refused, no path (no byte arrived) among them.
  [[nodiscard]] Result<Kept> keep(const std::filesystem::path& arrived,
                                  const std::optional<std::string>& declared) const;

  /// Moves in a file of the same file system whose digests ran along as it arrived; durable when
  /// this returns. Refused when it is empty.
  [[nodiscard]] Result<void> adopt(const std::filesystem::path& arrived, const Kept& kept) const;

  /// Nothing when there is no such file.
  [[nodiscard]] std::optional<std::filesystem::path> find(std::string_view sha256) const;

  /// Nothing happens where there is no such file. Gone for good when this returns.
  void remove(std::string_view sha256) const;

  /// Hashes the kept file again.
  [[nodiscard]] bool intact(std::string_view sha256) const;

 private:
  [[nodiscard]] std::filesystem::path place_of(std::string_view sha256) const;

  std::filesystem::path folder_;
};

}  // namespace mingcha::vault
