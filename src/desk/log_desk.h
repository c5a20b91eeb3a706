// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "ledger/policy.h"
#include "ledger/tile_store.h"

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
  /// What stands in the QR code of a decision: "#1.<key id>.<index>.<record key>.<text digest>".
  [[nodiscard]] Result<std::string> paper_link(std::int64_t seq, const std::string& text_digest);
  /// Whom a verifier of this log should trust, to be published as a file.
  [[nodiscard]] const ledger::Policy& policy() const { return policy_; }

 private:
  store::Database& database_;
  const Recorder& recorder_;
  ledger::TileSource& tiles_;
  const LogKeys& keys_;
  ledger::Policy policy_;
};

}  // namespace mingcha::desk
