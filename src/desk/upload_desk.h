// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "vault/upload.h"

namespace mingcha::desk {

/// A recording that has arrived and lies in the vault.
struct ArrivedUpload {
  std::string upload;
  std::string uploader;  ///< Person id.
  /// As sent, but for "filename", which is a name without a path here. All of it is text.
  std::map<std::string, std::string> metadata;
  vault::Kept kept;
  std::optional<std::string> declared_sha256;  ///< Hex, by the sender.
  Instant begun_at, ended_at;                  ///< Of the sending.
  bool matches = true;                         ///< With what was declared, if anything was.
};

/// Takes an arrived recording into the record and says its id. May be called again for the same
/// upload, then gives the same id. A rejection leaves the file in the vault; it is asked again.
using Arrival = std::function<Result<std::string>(const ArrivedUpload&)>;

struct UploadRules {
  std::uint64_t largest = std::uint64_t{256} << 30U;
  std::chrono::hours unfinished_longest{24 * 7};
};

/// Recordings on their way in. An upload is its sender's alone: for everybody else there is none.
class UploadDesk {
 public:
  UploadDesk(vault::UploadStore& store, Clock& clock, Arrival arrival, UploadRules rules = {});

  /// `plan.owner` is the sender. Checks the metadata that this system knows of; refuses with
  /// `too_large` what is longer than the rules have it.
  [[nodiscard]] Result<vault::Upload> create(const vault::UploadPlan& plan);
  [[nodiscard]] Result<vault::Upload> join(const std::vector<std::string>& parts,
                                           const vault::UploadPlan& plan);
  [[nodiscard]] Result<vault::Upload> find(std::string_view sender, std::string_view upload) const;
  /// Ends whoever still sends: the offset is final.
  [[nodiscard]] Result<vault::Upload> take_over(std::string_view sender, std::string_view upload);
  [[nodiscard]] Result<std::shared_ptr<vault::UploadWriter>> append(
      std::string_view sender, std::string_view upload, std::uint64_t offset,
      const vault::AppendOptions& options);
  [[nodiscard]] Result<void> remove(std::string_view sender, std::string_view upload);

  /// To be called when an upload may have become complete: takes it into the record if so. A
  /// rejection is the arrival's, or that of an empty file, which is removed.
  [[nodiscard]] Result<vault::Upload> arrived(vault::Upload upload);

  /// When it will be removed if nobody goes on with it; nothing for what waits to be taken over.
  [[nodiscard]] std::optional<Instant> expires(const vault::Upload& upload) const;
  [[nodiscard]] bool has_expired(const vault::Upload& upload) const;
  [[nodiscard]] const UploadRules& rules() const { return rules_; }

  /// What is complete and not in the record, after a crash or a rejection. How many went in. What
  /// one of them throws does not keep the others from it.
  std::size_t deliver_waiting();
  std::size_t expire();

 private:
  [[nodiscard]] ArrivedUpload describe(const vault::Upload& upload, const vault::Kept& kept) const;

  vault::UploadStore& store_;
  Clock& clock_;
  Arrival arrival_;
  UploadRules rules_;
  std::mutex mutex_;
  std::set<std::string> arriving_;  ///< Being delivered at this moment.
};

/// The last part of a path of any system; nothing when that is no name: empty, dots, control
/// characters, no text, or more than 200 characters.
[[nodiscard]] std::optional<std::string> file_name_of(std::string_view sent);
/// A SHA-256 as 32 bytes, in hex or in base64; as hex in lower case.
[[nodiscard]] std::optional<std::string> declared_digest(std::string_view sent);

}  // namespace mingcha::desk
