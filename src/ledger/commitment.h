// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"

namespace mingcha::ledger {

// The private side of a leaf: salted fields under a Merkle root (ael-leaf/v1, with the
// disclosures of RFC 9901).

/// 32 random bytes for each record, kept only in the key store. Everything that hides a record
/// derives from it, so that deleting it makes the leaf say nothing.
struct RecordKey {
  Digest bytes{};

  [[nodiscard]] static RecordKey generate();
};

struct Field {
  std::string name;
  std::string value;  ///< Numbers in decimal, days ISO 8601.

  bool operator==(const Field&) const = default;
};

/// base64url of the first 16 bytes of HMAC-SHA-256(key, "ael-salt/v1" 0 || name).
[[nodiscard]] std::string field_salt(const RecordKey& key, std::string_view name);
/// base64url of ["<salt>","<name>","<value>"].
[[nodiscard]] std::string make_disclosure(std::string_view salt, const Field& field);
/// What a disclosure says. Refuses other arrays and values that are not strings.
[[nodiscard]] Result<Field> read_disclosure(std::string_view disclosure);
[[nodiscard]] Digest disclosure_digest(std::string_view disclosure);

/// One field shown, with the way from its digest to the root.
struct ShownField {
  std::string disclosure;
  std::uint64_t index = 0;
  Hashes path;

  bool operator==(const ShownField&) const = default;
};

class Commitment {
 public:
  [[nodiscard]] const Digest& root() const { return root_; }
  /// In the order of the fields given.
  [[nodiscard]] const std::vector<std::string>& disclosures() const { return disclosures_; }
  /// Disclosures and decoys, sorted: 8, 16, 32 … of them.
  [[nodiscard]] const Hashes& digests() const { return digests_; }
  /// `field` counts as given to commit().
  [[nodiscard]] ShownField show(std::size_t field) const;

 private:
  friend Result<Commitment> commit(const RecordKey& key, std::span<const Field> fields);

  std::vector<std::string> disclosures_;
  Hashes digests_;
  Digest root_{};
};

/// Values are brought to NFC first. Refuses text that is not UTF-8, names that are empty or come
/// twice, and more than 1024 fields.
[[nodiscard]] Result<Commitment> commit(const RecordKey& key, std::span<const Field> fields);

}  // namespace mingcha::ledger
