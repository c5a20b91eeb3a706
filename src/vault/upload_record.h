// SPDX-License-Identifier: Apache-2.0
// Inside vault/ only: how an upload is written down.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/running_digest.h"
#include "vault/file.h"
#include "vault/upload.h"

namespace mingcha::vault {

inline constexpr std::size_t kOutcomeBytesMax = 200;

/// What changes of an upload.
struct UploadState {
  std::uint64_t sequence = 0;  ///< Counts the times it was written.
  std::optional<std::uint64_t> length{};
  Instant changed_at{};
  UploadPhase phase = UploadPhase::arriving;
  std::string outcome{};
  crypto::RunningDigest sha256{crypto::HashKind::sha256};
  crypto::RunningDigest sm3{crypto::HashKind::sm3};

  /// The digests have counted along: there is no other number that could differ.
  [[nodiscard]] std::uint64_t offset() const { return sha256.size(); }
};

[[nodiscard]] std::string encode(const UploadState& state);
/// Nothing for what is not whole: a crash may have cut the writing off.
[[nodiscard]] std::optional<UploadState> decode_state(std::string_view bytes);

/// A file of two places that are written in turn, so that one is always whole, and of a size that
/// never changes, so that it can be written on a full disk.
class StateFile {
 public:
  static void create(const std::filesystem::path& path, const UploadState& state);
  explicit StateFile(const std::filesystem::path& path);

  /// The newer of the whole ones. Throws Fault when there is none.
  [[nodiscard]] UploadState read() const;
  /// Durable when it returns. Counts `sequence` up.
  void write(UploadState& state) const;

 private:
  File file_;
};

/// What never changes of an upload, as JSON.
[[nodiscard]] std::string encode_plan(const Upload& upload);
/// Throws Fault when it is not what `encode_plan` gave.
[[nodiscard]] Upload decode_plan(std::string_view json);

}  // namespace mingcha::vault
