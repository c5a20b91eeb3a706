// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::ledger {

/// Where tiles and bundles are read from. Paths are relative to the log's prefix, as
/// TileAddress::path writes them.
class TileSource {
 public:
  TileSource() = default;
  TileSource(const TileSource&) = delete;
  TileSource& operator=(const TileSource&) = delete;
  virtual ~TileSource() = default;

  /// Nothing when there is no such file; throws Fault when it cannot be read.
  [[nodiscard]] virtual std::optional<std::string> read(std::string_view path) = 0;
};

/// Where a log is written. What an implementation owes its callers:
/// - write() returns only when the bytes survive a power cut, and shows readers either nothing or
///   all of them.
/// - A path once written never changes: the same bytes again are accepted (and made durable again),
///   other bytes throw Fault and change nothing.
/// - One writer at a time; readers at any time.
class TileStore : public TileSource {
 public:
  virtual void write(std::string_view path, std::string_view bytes) = 0;
  /// Names in that folder, sorted; empty when there is no such folder.
  [[nodiscard]] virtual std::vector<std::string> list(std::string_view folder) = 0;
  /// Removes a file or an empty folder. Nothing happens when there is none.
  virtual void remove(std::string_view path) = 0;
};

/// Plain files under one folder, to be served by any web server as they are.
/// Losing it costs nothing as long as the events are kept: the same entries give the same files.
/// Who can write it can withhold entries but not forge any: every reader checks against the
/// checkpoint's root.
class FolderTileStore final : public TileStore {
 public:
  /// The folder must exist, so that a mistyped path cannot start a second history.
  explicit FolderTileStore(std::filesystem::path folder);

  [[nodiscard]] std::optional<std::string> read(std::string_view path) override;
  void write(std::string_view path, std::string_view bytes) override;
  [[nodiscard]] std::vector<std::string> list(std::string_view folder) override;
  void remove(std::string_view path) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace mingcha::ledger
