// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "vault/folder_vault.h"
#include "vault/upload.h"

namespace mingcha::vault {

class DigestThreads;
class FolderWriter;

struct FolderUploadsOptions {
  /// After so many bytes, or so much time, what arrived is made durable with its digests: what a
  /// crash in the middle of an append makes the sender send again.
  std::uint64_t durable_every_bytes = std::uint64_t{64} << 20U;
  std::chrono::milliseconds durable_every{2000};
};

/// Uploads in a folder on the vault's file system, a folder for each: what was planned, the state,
/// the bytes, and a counter whose lock and number say who may write. Several processes may share
/// it, as far as the file system's locks (flock) reach.
class FolderUploads final : public UploadStore {
 public:
  /// The folder must exist. Clears away what a crash left half made.
  FolderUploads(std::filesystem::path folder, const FolderVault& vault, Clock& clock,
                FolderUploadsOptions options = {});
  ~FolderUploads() override;  ///< Writers must be gone.

  Result<Upload> create(const UploadPlan& plan) override;
  Result<Upload> find(std::string_view id) override;
  Result<Upload> take_over(std::string_view id) override;
  Result<std::shared_ptr<UploadWriter>> append(std::string_view id, std::uint64_t offset,
                                               const AppendOptions& options) override;
  Result<Upload> join(const std::vector<std::string>& parts, const UploadPlan& plan) override;
  Result<Kept> keep(std::string_view id) override;
  void delivered(std::string_view id, const std::string& outcome) override;
  Result<void> remove(std::string_view id) override;
  std::vector<std::string> undelivered() override;
  std::size_t expire(Instant unchanged_since) override;

 private:
  using Path = std::filesystem::path;

  [[nodiscard]] Result<Path> place_of(std::string_view id) const;
  [[nodiscard]] Result<void> check_room(std::uint64_t bytes) const;
  void make(const Path& place, const Upload& upload) const;
  void show(const Path& made, const std::string& id) const;
  void end_own_writer(std::string_view id);
  std::shared_ptr<FolderWriter> open_writer(const Path& place, std::uint64_t lease,
                                            const AppendOptions& options);
  Result<void> check_parts(const std::vector<std::string>& parts, const std::string& owner,
                           std::vector<Upload>& found);
  Result<void> fill(const Path& place, const std::vector<Upload>& parts);
  void mark_joined(const std::vector<std::string>& parts, const std::string& whole);
  /// Calls with every upload that is there.
  void for_each(const std::function<void(const Upload&)>& look);

  Path folder_;
  const FolderVault& vault_;
  Clock& clock_;
  FolderUploadsOptions options_;
  std::unique_ptr<DigestThreads> threads_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<FolderWriter>, std::less<>> writers_;
};

}  // namespace mingcha::vault
