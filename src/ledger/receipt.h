// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/commitment.h"
#include "ledger/extra.h"
#include "ledger/leaf.h"
#include "ledger/proof.h"
#include "ledger/reader.h"
#include "ledger/text_commitment.h"

namespace mingcha::ledger {

/// The receipt of the entry at `index`: proof, leaf and the fields of `shown`. `reader` reads the
/// tree of the checkpoint's size, which the entry must be in.
[[nodiscard]] Proof make_receipt(TreeReader& reader, std::uint64_t index,
                                 const SignedCheckpoint& checkpoint, std::vector<ShownField> shown,
                                 std::uint64_t digest_count);

/// What a receipt proves by itself.
struct Receipt {
  Included included;  ///< In which log, seen by whom and when.
  std::uint64_t index = 0;
  Digest hash{};  ///< Leaf hash.
  Leaf leaf;
  std::vector<Field> fields;  ///< Shown, and part of the record.
};

/// `entry`: the leaf's bytes from elsewhere (the log itself) for proofs that do not carry them;
/// where both are there they must be the same. Malformed: unreadable; invalid: not proven.
[[nodiscard]] Result<Receipt> verify_receipt(const Proof& proof, const Policy& policy,
                                             const std::optional<std::string>& entry = {});

/// Each expected field is among the shown ones with exactly that value.
[[nodiscard]] Result<void> verify_fields(const Receipt& receipt,
                                         const std::vector<Field>& expected);

/// The record key and all values give the leaf's root: these fields and no others were recorded.
[[nodiscard]] Result<void> verify_whole_record(const Receipt& receipt, const RecordKey& key,
                                               const std::vector<Field>& fields);

/// The leaf publishes exactly this document.
[[nodiscard]] Result<void> verify_document(const Receipt& receipt, std::string_view salt,
                                           std::string_view document);

/// The published document is the text of the decision that `published` refers to, but for what the
/// proof masks.
[[nodiscard]] Result<void> verify_redaction(const Receipt& published, const Receipt& decision,
                                            const TextProof& proof, std::string_view document);

/// The gate, seen from outside: `decision` refers to `review`, which is in the same log, earlier,
/// a review that passed, and has the hash that the decision names.
[[nodiscard]] Result<void> verify_review(const Receipt& decision, const Receipt& review);

}  // namespace mingcha::ledger
