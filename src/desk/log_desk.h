// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "ledger/leaf_type.h"
#include "ledger/manifest.h"
#include "ledger/policy.h"
#include "ledger/tile_store.h"

namespace mingcha::ledger {
struct Field;
}  // namespace mingcha::ledger

namespace mingcha::store {
class Database;
struct StoredEvent;
}  // namespace mingcha::store

namespace mingcha::desk {

class Recorder;
struct LogKeys;

struct LogState {
  std::int64_t size = 0;
  std::string root;                      ///< base64
  std::string checkpoint;                ///< The signed note.
  std::optional<Instant> checkpoint_at;  ///< Of the newest entry under it, to the minute.
  std::int64_t waiting = 0;              ///< Entries placed and not yet under a checkpoint.
};

/// Questions to the public log.
class LogDesk {
 public:
  LogDesk(store::Database& database, const Recorder& recorder, ledger::TileSource& tiles,
          const LogKeys& keys, ledger::Policy policy);

  [[nodiscard]] LogState state();
  /// The .tlog-proof of an event, all its fields shown. Not found while it has no place yet or
  /// its key was destroyed.
  [[nodiscard]] Result<std::string> receipt(std::int64_t seq);
  /// The same with only these fields shown; others than it has are passed over.
  [[nodiscard]] Result<std::string> receipt(std::int64_t seq,
                                            const std::vector<std::string>& fields);
  /// The public names of all entries of a type under the newest checkpoint, as the tiles have them.
  [[nodiscard]] std::vector<std::string> names_of(ledger::LeafType type);
  /// What stands in the QR code of a decision: "#1.<key id>.<index>.<record key>.<text digest>".
  [[nodiscard]] Result<std::string> paper_link(std::int64_t seq, const std::string& text_digest);
  /// The signed note that lies beside files handed out together, as kManifestName.
  [[nodiscard]] std::string sign_manifest(std::string what,
                                          const std::vector<ledger::Manifest::File>& files);
  /// Whom a verifier of this log should trust, to be published as a file.
  [[nodiscard]] const ledger::Policy& policy() const { return policy_; }

 private:
  using Shows = std::function<bool(const ledger::Field&)>;
  [[nodiscard]] Result<std::string> receipt_showing(std::int64_t seq, const Shows& shows);

  store::Database& database_;
  const Recorder& recorder_;
  ledger::TileSource& tiles_;
  const LogKeys& keys_;
  ledger::Policy policy_;
};

}  // namespace mingcha::desk
