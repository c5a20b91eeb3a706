// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/commitment.h"
#include "ledger/merkle.h"
#include "ledger/policy.h"
#include "ledger/receipt.h"

namespace mingcha::ledger {

/// Somebody's look at a record, as its hash in a batch commits to it. What the values mean is not
/// the log's matter.
struct LookRecord {
  std::string id, person, case_id, what, thing, purpose;
  std::int64_t at = 0;  ///< Milliseconds since 1970 in UTC.
  bool sealed = false;
  std::string salt;  ///< See look_salt().

  /// The bytes that are hashed: one JSON object, members in byte order, all values strings.
  [[nodiscard]] std::string encode() const;
};

/// base64url of the first 16 bytes of HMAC-SHA-256(key, "ael-look-salt/v1" 0 || id). `key`: the
/// batch's own, so that the hashes beside a look that is proven tell nothing of the others.
[[nodiscard]] std::string look_salt(const Digest& key, std::string_view id);

/// The field of a batch's leaf that holds the root over its looks, in hex.
inline constexpr std::string_view kLooksRootField = "looks.root";

/// That one look stands in a batch whose root is in the public log. doc/reference/receipts.md has
/// the format.
struct LookProof {
  std::string look;  ///< Byte for byte.
  std::uint64_t index = 0, size = 0;
  Hashes path;          ///< From its sibling up to the root's child.
  std::string receipt;  ///< Of the batch, its root shown.

  [[nodiscard]] std::string to_string() const;
};

/// At most 8 MiB. Reads only.
[[nodiscard]] Result<LookProof> parse_look_proof(std::string_view bytes);

/// The batch's receipt; invalid when anything is not proven.
[[nodiscard]] Result<Receipt> verify_look(const LookProof& proof, const Policy& policy);

}  // namespace mingcha::ledger
