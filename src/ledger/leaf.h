// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"
#include "ledger/leaf_type.h"
#include "ledger/merkle.h"

namespace mingcha::ledger {

/// The leaf that this one acts on.
struct LeafReference {
  std::uint64_t index = 0;
  Digest hash{};  ///< Leaf hash.

  bool operator==(const LeafReference&) const = default;
};

/// One public entry, ael-leaf/v1: nothing in it says who. The bytes that encode() gives are what
/// is stored, hashed and served; they are never written anew to verify.
struct Leaf {
  Instant at;       ///< Rounded by the caller: see to_leaf_time.
  std::string eid;  ///< 16 raw random bytes; the idempotency key. Never made from a case number.
  std::string org;  ///< Unified social credit code of the agency.
  std::optional<Digest> pub;         ///< publication_commitment of a published document.
  std::optional<LeafReference> ref;  ///< What it acts on.
  Digest root{};                     ///< Commitment::root of the private fields.
  LeafType type = LeafType::case_recorded;

  [[nodiscard]] std::string encode() const;
  bool operator==(const Leaf&) const = default;
};

/// Only exactly what encode() writes.
[[nodiscard]] Result<Leaf> parse_leaf(std::string_view bytes);

/// Cut to the minute, so that the leaf's time matches no other register to the second.
[[nodiscard]] Instant to_leaf_time(Instant at);

/// Commits to a published document without confirming guesses at a withdrawn one:
/// SHA-256("ael-doc/v1" 0 || u32(16) || salt || SHA-256(document)). `salt`: 16 random bytes,
/// served with the document while it is public, deleted on withdrawal.
[[nodiscard]] Digest publication_commitment(std::string_view salt, std::string_view document);

}  // namespace mingcha::ledger
