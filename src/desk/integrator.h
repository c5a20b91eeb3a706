// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "crypto/sm2.h"
#include "ledger/note.h"
#include "ledger/policy.h"
#include "ledger/tree.h"
#include "ledger/witness.h"

namespace mingcha::ledger {
class TileStore;
}  // namespace mingcha::ledger

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

struct LogKeys {
  ledger::NoteSigner signer;          ///< Its name is the log's origin.
  std::optional<crypto::Sm2Key> sm2;  ///< A second line by the national algorithm.
};

/// What an integrator has reached so far, for tests that stop it in the middle.
enum class IntegratorStage { entries_placed, tiles_written, head_moved };

/// Gives committed events their place in the public log: one instance at a time, in batches, from
/// a job of its own. A command's answer never waits for it.
class Integrator {
 public:
  /// `folder` is where `tiles` lives; the checkpoint, the only file that changes, is put there too.
  Integrator(store::Database& database, ledger::TileStore& tiles, std::filesystem::path folder,
             const LogKeys& keys);
  ~Integrator();

  /// Places what waits, writes tiles, signs and publishes a checkpoint. Returns how many entries
  /// became visible. Running it again after a crash anywhere finishes what was begun.
  /// `organisation`: the agency's credit code, in every leaf.
  std::int64_t run(const std::string& organisation);

  /// Asks the witnesses that have not cosigned the newest checkpoint yet; good lines are added to
  /// it. Does not hold up `run`: where the log has grown meanwhile, the lines are kept with the
  /// checkpoint that was asked about, and the next call asks about the newer one.
  void ask_witnesses(const std::vector<ledger::Policy::Witness>& witnesses,
                     const ledger::Post& post);

  /// Called after each stage; a test throws from it.
  void on_stage(std::function<void(IntegratorStage)> hook) { hook_ = std::move(hook); }

 private:
  void place_entries(const std::string& organisation);
  [[nodiscard]] std::int64_t publish();
  void open_tree(store::Session& session);
  void show_checkpoint();
  void reached(IntegratorStage stage) const;

  store::Database& database_;
  ledger::TileStore& tiles_;
  std::filesystem::path folder_;
  const LogKeys& keys_;
  std::mutex mutex_;
  std::unique_ptr<ledger::TreeWriter> tree_;
  std::mutex witness_mutex_;  ///< Taken before the other one.
  std::map<std::string, std::uint64_t> witness_sizes_;
  std::function<void(IntegratorStage)> hook_;
};

/// "checkpoint", below the log's prefix.
inline constexpr const char* kCheckpointPath = "checkpoint";

}  // namespace mingcha::desk
