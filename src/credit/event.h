// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// What can happen to credit data (双公示): a batch goes out. One stream for the agency; the
/// version of an event is the number of its batch.
namespace mingcha::credit {

/// A decision as it went out. What stood in the row is in the files.
struct Sent {
  std::string case_id;
  std::string kind;    ///< new | changed | revoked
  std::string digest;  ///< SHA-256 of the row, hex.
};

struct SentFile {
  std::string format;  ///< csv | xlsx | json
  std::string sha256;  ///< Hex.
  std::int64_t size = 0;
};

struct BatchExported {
  std::string table;
  std::string exported_on;  ///< Day.
  std::string pack, pack_version, pack_digest;
  std::vector<Sent> rows;
  std::vector<SentFile> files;
};

using Event = std::variant<BatchExported>;

}  // namespace mingcha::credit
