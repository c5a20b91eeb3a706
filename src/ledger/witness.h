// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/policy.h"
#include "ledger/reader.h"

namespace mingcha::ledger {

// Asking witnesses for cosignatures (c2sp.org/tlog-witness).

/// The body of POST <prefix>/add-checkpoint.
struct AddCheckpoint {
  std::uint64_t old_size = 0;  ///< The size that the witness saw last.
  Hashes proof;                ///< Consistency from there; at most 63.
  std::string checkpoint;      ///< Signed, verbatim.

  [[nodiscard]] std::string to_string() const;
  bool operator==(const AddCheckpoint&) const = default;
};
[[nodiscard]] Result<AddCheckpoint> parse_add_checkpoint(std::string_view body);

struct HttpAnswer {
  int status = 0;  ///< 0: no answer at all.
  std::string content_type;
  std::string body;
};

enum class WitnessOutcome {
  cosigned,     ///< 200.
  stale,        ///< 409: the witness has seen `size` and wants the proof from there.
  unknown_log,  ///< 404.
  not_ours,     ///< 403: no signature by a key that the witness knows for this log.
  refused,      ///< 400, 422: our request or our proof is wrong. Look into it.
  unreachable,  ///< No answer, 5xx, or an answer that makes no sense. Try again later.
};

struct WitnessAnswer {
  WitnessOutcome outcome = WitnessOutcome::unreachable;
  std::vector<NoteSignature> signatures;  ///< For cosigned; not yet verified.
  std::uint64_t size = 0;                 ///< For stale.
};
[[nodiscard]] WitnessAnswer read_answer(const HttpAnswer& answer);

/// Sends one POST and returns what came back; status 0 when nothing did. Must not throw.
using Post = std::function<HttpAnswer(const std::string& url, const std::string& body)>;

struct Cosigned {
  WitnessOutcome outcome = WitnessOutcome::unreachable;
  /// The witness's line, verified against its key and our checkpoint. Only with `cosigned`.
  std::optional<NoteSignature> signature;
  /// What to remember as `last_size` for the next time.
  std::uint64_t witness_size = 0;
};

/// Asks one witness for its cosignature, and once more when it turns out to have seen another size.
/// `reader` reads the tree of the checkpoint's size; `last_size` is what this witness saw last as
/// far as we know (0 at first). A witness that has seen more than we have published is `refused`:
/// then our log was rolled back.
[[nodiscard]] Cosigned ask_witness(const Policy::Witness& witness,
                                   const SignedCheckpoint& checkpoint, TreeReader& reader,
                                   std::uint64_t last_size, const Post& post);

}  // namespace mingcha::ledger
