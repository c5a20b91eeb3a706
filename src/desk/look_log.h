// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "store/look_store.h"

namespace mingcha::store {
class Database;
class Session;
struct StoredEvent;
}  // namespace mingcha::store

namespace mingcha::desk {

class LogDesk;
class Recorder;

/// The looks in the public log. Each batch of them is one event with one leaf, whose private fields
/// hold the root over the looks; the log says that there was a batch, and neither who looked nor at
/// what nor how often. Safe to use from any thread, and from many instances.
class LookLog {
 public:
  LookLog(store::Database& database, const Recorder& recorder, LogDesk& log, Clock& clock)
      : database_{database}, recorder_{recorder}, log_{log}, clock_{clock} {}

  /// Puts all looks that wait into batches of at most `most`, each in one transaction: after a
  /// crash anywhere every look is in one batch or still waits. Returns how many it took; another
  /// instance may be at the others.
  std::int64_t batch(std::int64_t most);

  [[nodiscard]] std::optional<store::StoredLook> find(std::int64_t look);
  /// The proof of one look, as doc/reference/receipts.md has it. Not found while its batch has no
  /// place in the log. Whether the asker may know is the caller's matter.
  [[nodiscard]] Result<std::string> proof(std::int64_t look);

  struct Audit {
    std::int64_t batches = 0, looks = 0;  ///< Held against the log.
    std::int64_t waiting = 0;             ///< Looks that are not under a checkpoint yet.
    Findings findings;                    ///< What does not agree; none when all does.
  };
  /// Holds every look of the database against its batch, every batch against the public log, and
  /// every batch in the public log against the database.
  [[nodiscard]] Audit audit();

 private:
  [[nodiscard]] std::int64_t batch_some(std::int64_t most);
  void audit_batch(const store::StoredEvent& event, Audit& out);
  void audit_looks(const store::StoredEvent& event, Audit& out);
  void audit_strays(Audit& out);
  void audit_log(Audit& out);

  store::Database& database_;
  const Recorder& recorder_;
  LogDesk& log_;
  Clock& clock_;
};

/// The stream of the batches' events.
inline constexpr const char* kLookStream = "looks";

}  // namespace mingcha::desk
