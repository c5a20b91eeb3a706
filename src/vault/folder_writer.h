// SPDX-License-Identifier: Apache-2.0
// Inside vault/ only: one append to an upload in a folder.
#pragma once

#include <mutex>
#include <optional>

#include "vault/folder_uploads.h"
#include "vault/upload_digests.h"
#include "vault/upload_record.h"

namespace mingcha::vault {

inline constexpr const char* kPlanName = "about.json";
inline constexpr const char* kStateName = "state";
inline constexpr const char* kLeaseName = "lease";
inline constexpr const char* kDataName = "data";

/// Who may write to an upload: whoever took the number that stands in the file now. While a
/// `Held` lives nobody else, in any process, writes or takes a number.
class Lease {
 public:
  explicit Lease(const std::filesystem::path& place);

  class Held {
   public:
    explicit Held(const File& file);
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held();
    [[nodiscard]] std::uint64_t number() const;
    /// From now on everybody else's number is an old one.
    std::uint64_t take() const;

   private:
    const File& file_;
  };
  [[nodiscard]] Held hold() const { return Held{file_}; }

 private:
  File file_;
};

[[nodiscard]] Upload read_upload(const std::filesystem::path& place);
[[nodiscard]] Upload with_state(Upload plan, const UploadState& state);

class FolderWriter final : public UploadWriter {
 public:
  /// Call while the lease of that number is held.
  FolderWriter(const std::filesystem::path& place, std::uint64_t lease, Clock& clock,
               DigestThreads& threads, const FolderUploadsOptions& limits, AppendOptions options);
  ~FolderWriter() override;

  Result<void> append(std::string& piece) override;
  Result<Upload> close() override;
  void break_off() override;
  /// For another thread: breaks off, and refuses what comes after.
  void hand_over();

 private:
  Result<void> put(std::string& piece);
  Result<void> keep_what_fitted(std::size_t written);
  Result<void> settle();
  bool make_durable();
  void discard();
  void break_off_locked();

  std::mutex mutex_;
  std::filesystem::path place_;
  std::uint64_t number_;
  Clock& clock_;
  DigestThreads& threads_;
  FolderUploadsOptions limits_;
  AppendOptions options_;
  Lease lease_;
  StateFile file_;
  File data_;
  UploadState state_;  ///< As it is on the disk, but for `phase` and `length`.
  UploadDigests digests_;
  std::optional<crypto::Checksum> checksum_;
  std::uint64_t offset_;
  std::uint64_t pushed_;  ///< Up to here the disk has been asked to begin.
  Instant durable_at_;
  bool ended_ = false;
  bool handed_over_ = false;
};

[[nodiscard]] tl::unexpected<Rejection> refuse_upload(Refusal kind, const char* code, Text what,
                                                      Text cure = {});

}  // namespace mingcha::vault
