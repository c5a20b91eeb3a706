// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/policy.h"

namespace mingcha::ledger {

/// A receipt file, ".tlog-proof" (c2sp.org/tlog-proof).
struct Proof {
  std::optional<std::string> extra;  ///< Raw bytes; not authenticated by themselves.
  std::uint64_t index = 0;
  Hashes path;             ///< At most 63.
  std::string checkpoint;  ///< Verbatim, with all signatures.

  [[nodiscard]] std::string to_string() const;
  bool operator==(const Proof&) const = default;
};

/// At most 4 MiB. Reads only; the checkpoint is readable, but nothing is verified.
[[nodiscard]] Result<Proof> parse_proof(std::string_view bytes);

struct Included {
  Attested attested;
  TreeHead head;
};

/// That the entry with this leaf hash is at the proof's index, in a tree that the policy accepts.
[[nodiscard]] Result<Included> verify_proof(const Proof& proof, const Digest& leaf,
                                            const Policy& policy);

}  // namespace mingcha::ledger
