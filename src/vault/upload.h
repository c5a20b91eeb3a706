// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "crypto/checksum.h"
#include "vault/kept.h"

// Files that arrive in pieces, over days if need be. Knows no protocol: offsets, lengths, and when
// all is there. Digests run along from the first byte, and their state is kept with the offset.

namespace mingcha::vault {

enum class UploadKind {
  whole,    ///< A file of its own.
  partial,  ///< A piece of one; several are joined.
  joined,   ///< Made of partial ones.
};

enum class UploadPhase {
  arriving,   ///< Until it was moved to the vault; see `Upload::complete`.
  kept,       ///< In the vault; nobody has been told yet.
  delivered,  ///< Somebody took it over; `outcome` names what it has become.
  joined,     ///< A partial one whose bytes are in another; `outcome` names that.
};

struct UploadPlan {
  UploadKind kind = UploadKind::whole;
  std::optional<std::uint64_t> length;  ///< Told later when absent.
  std::string owner;
  std::map<std::string, std::string> metadata{};  ///< Any bytes as values.
};

struct Upload {
  std::string id;
  UploadKind kind = UploadKind::whole;
  std::string owner;
  std::map<std::string, std::string> metadata;
  std::vector<std::string> parts;  ///< Ids, of a joined one.
  Instant begun_at, changed_at;
  std::uint64_t offset = 0;  ///< What is durable: a crash takes none of it.
  std::optional<std::uint64_t> length;
  UploadPhase phase = UploadPhase::arriving;
  std::string outcome;

  [[nodiscard]] bool complete() const { return length && *length == offset; }
};

struct AppendOptions {
  std::optional<std::uint64_t> length{};  ///< Declared with this piece.
  struct Declared {
    crypto::ChecksumKind kind;
    std::string digest;  ///< Raw.
  };
  /// Of the bytes of this append. With it, all of them count or none.
  std::optional<Declared> checksum{};
};

/// Appends to one upload, until somebody else takes it over. One thread at a time.
class UploadWriter {
 public:
  UploadWriter() = default;
  UploadWriter(const UploadWriter&) = delete;
  UploadWriter& operator=(const UploadWriter&) = delete;
  /// Without `close`: broken off. What arrived is made durable, if the machine allows it.
  virtual ~UploadWriter() = default;

  /// Takes the piece and leaves another buffer in its place, for the next one. Refused: `locked`
  /// when somebody has taken over, `too_large` past the length (nothing of the piece is taken),
  /// `no_room` on a full disk (what fitted is kept). Nothing more may be appended then.
  [[nodiscard]] virtual Result<void> append(std::string& piece) = 0;
  /// All came. Durable when it returns. Refused: "checksum-differs", and the upload is as before;
  /// `locked`; `no_room`.
  [[nodiscard]] virtual Result<Upload> close() = 0;
  /// No more will come. Makes durable what arrived; with a checksum nothing counts.
  virtual void break_off() = 0;
};

/// Where uploads are kept while they arrive. Any thread, and several processes over one place.
/// Refusals: `not_found` for ids that are not there.
class UploadStore {
 public:
  UploadStore() = default;
  UploadStore(const UploadStore&) = delete;
  UploadStore& operator=(const UploadStore&) = delete;
  virtual ~UploadStore() = default;

  /// Refused with `no_room` when the length does not fit on the disk as it is now.
  [[nodiscard]] virtual Result<Upload> create(const UploadPlan& plan) = 0;
  /// As it was last made durable. Disturbs nobody.
  [[nodiscard]] virtual Result<Upload> find(std::string_view id) = 0;
  /// Ends whoever appends: his next piece is refused. The offset told is exact and final.
  [[nodiscard]] virtual Result<Upload> take_over(std::string_view id) = 0;
  /// Takes over, then appends at `offset`. Refused: `conflict` at another offset; "length-differs"
  /// when another length was declared before or less than there is; `forbidden` for what is made
  /// of parts; `out_of_order` once it has been moved to the vault.
  [[nodiscard]] virtual Result<std::shared_ptr<UploadWriter>> append(
      std::string_view id, std::uint64_t offset, const AppendOptions& options) = 0;
  /// Joins complete partial uploads of the plan's owner, in that order, by reading them once more:
  /// no digest of a whole follows from those of its parts. Asked again for the same parts, it
  /// answers with the same upload. Refused: "part-missing", "part-unfinished".
  [[nodiscard]] virtual Result<Upload> join(const std::vector<std::string>& parts,
                                            const UploadPlan& plan) = 0;
  /// Moves a complete upload to the vault; again, it says the same. Refused when it is empty or
  /// not complete.
  [[nodiscard]] virtual Result<Kept> keep(std::string_view id) = 0;
  /// Somebody has taken over what is in the vault.
  virtual void delivered(std::string_view id, const std::string& outcome) = 0;
  /// Refused with `forbidden` for a whole file that is complete: it is a file of the vault then.
  [[nodiscard]] virtual Result<void> remove(std::string_view id) = 0;
  /// Ids of complete whole files that nobody has taken over yet, the oldest first.
  [[nodiscard]] virtual std::vector<std::string> undelivered() = 0;
  /// Removes what changed before that moment last, but for what `undelivered` names. How many.
  virtual std::size_t expire(Instant unchanged_since) = 0;
};

}  // namespace mingcha::vault
