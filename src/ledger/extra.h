// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/commitment.h"
#include "ledger/leaf.h"

namespace mingcha::ledger {

/// What our receipts carry in the proof's `extra` line: the leaf's own bytes, and the fields that
/// its holder chose to show. doc/reference/receipts.md has the format.
struct ReceiptExtra {
  std::string leaf;                ///< The entry, byte for byte.
  std::uint64_t digest_count = 0;  ///< Width of the field tree, decoys among it.
  std::vector<ShownField> shown;

  /// {"d":[["<disclosure>",<index>,["<hash>",…]],…],"leaf":"…","n":8}
  [[nodiscard]] std::string encode() const;
  bool operator==(const ReceiptExtra&) const = default;
};

/// At most 4 MiB. Reads only.
[[nodiscard]] Result<ReceiptExtra> parse_extra(std::string_view bytes);

/// The fields shown, each proven to be under `root`.
[[nodiscard]] Result<std::vector<Field>> verify_shown(std::span<const ShownField> shown,
                                                      std::uint64_t digest_count,
                                                      const Digest& root);

}  // namespace mingcha::ledger
