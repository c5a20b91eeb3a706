// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/commitment.h"

namespace mingcha::ledger {

// ael-text/v1: commits to a text piece by piece, so that a copy with some pieces masked can be held
// against the whole one by somebody who never sees those. doc/reference/redaction.md has the bytes.

/// Bytes of a text, on character borders.
struct Stretch {
  std::size_t begin = 0, end = 0;

  bool operator==(const Stretch&) const = default;
};

/// A text cut into pieces: each of `whole` is one, every other character is one for itself. What
/// stands in one piece does not show its length when it is masked.
struct PiecedText {
  std::string text;
  std::vector<Stretch> whole;  ///< In order, without overlap, not empty.
};

/// 16 bytes from which everything that hides the pieces derives.
[[nodiscard]] std::string text_seed(const RecordKey& key);

/// What the leaf carries as `pub`. The text is UTF-8.
[[nodiscard]] Digest text_commitment(std::string_view seed, const PiecedText& text);

/// A stretch of the text, and how many characters the masked copy has in its place.
struct Masking {
  Stretch original;
  std::size_t characters = 0;

  bool operator==(const Masking&) const = default;
};

/// One part of the masked copy, from left to right.
struct TextPart {
  bool shown = false;
  std::uint64_t characters = 0;  ///< Of the masked copy.
  std::uint64_t pieces = 0;      ///< Of the text. For what is shown it follows from the others.
  /// Only where shown: pieces of several characters, as (first character in this part, how many).
  std::vector<std::pair<std::uint64_t, std::uint64_t>> whole{};
  /// Where shown the seeds (16 bytes), where masked the hashes (32 bytes) of the largest subtrees
  /// that lie in the part, from left to right.
  std::vector<std::string> nodes{};

  bool operator==(const TextPart&) const = default;
};

struct TextProof {
  std::uint64_t pieces = 0;
  std::vector<TextPart> parts;

  /// {"parts":[{"characters":…,"nodes":["…"],"pieces":…,"shown":true,"whole":[[…,…]]}],"pieces":…}
  [[nodiscard]] std::string encode() const;
  bool operator==(const TextProof&) const = default;
};

/// `masks` in order and without overlap. A mask that cuts a piece takes all of it out of what can
/// be checked.
[[nodiscard]] TextProof prove_text(std::string_view seed, const PiecedText& text,
                                   std::span<const Masking> masks);

/// At most 4 MiB. Reads only.
[[nodiscard]] Result<TextProof> parse_text_proof(std::string_view json);

/// The commitment of every text of which `copy` shows what the proof says it shows; to be held
/// against the one in the log. Refuses a proof that does not fit the copy.
[[nodiscard]] Result<Digest> commitment_of(const TextProof& proof, std::string_view copy);

}  // namespace mingcha::ledger
