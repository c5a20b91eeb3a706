// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace mingcha::ledger {

/// What a log says of itself (c2sp.org/tlog-checkpoint).
struct Checkpoint {
  std::string origin;  ///< "log.bureau.example/enforcement"; also the name of the log's key.
  TreeHead head;
  std::vector<std::string> extensions;  ///< Further lines, none of ours.

  [[nodiscard]] std::string text() const;
  bool operator==(const Checkpoint&) const = default;
};

[[nodiscard]] Result<Checkpoint> parse_checkpoint_text(std::string_view text);

struct SignedCheckpoint {
  Checkpoint checkpoint;
  Note note;

  [[nodiscard]] std::string to_string() const { return note.to_string(); }
};

/// Reads only; nothing is verified.
[[nodiscard]] Result<SignedCheckpoint> parse_checkpoint(std::string_view bytes);

/// The origin is the signer's name. Before this is published the tiles must be durable, and the
/// caller must have recorded, by compare-and-swap, that this size and root are now signed: a log
/// that ever signs two roots for one size has destroyed what it is for.
[[nodiscard]] SignedCheckpoint sign_checkpoint(const TreeHead& head, const NoteSigner& signer);

/// Reads, and demands the signature of `log` and its name as the origin.
[[nodiscard]] Result<SignedCheckpoint> open_checkpoint(std::string_view bytes,
                                                       const VerifierKey& log);

}  // namespace mingcha::ledger
