// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "desk/integrator.h"
#include "desk/recorder.h"
#include "ledger/tile_store.h"
#include "store/database.h"

namespace mingcha::bench {

/// A log as the server keeps one: database, recorder, tiles in a folder, both signatures.
class LogGround {
 public:
  /// `folder` must exist and be empty.
  LogGround(const std::string& address, std::filesystem::path folder);

  /// One event in a stream of its own with its leaf, durable on return. Returns its seq. `body` is
  /// JSON. Any thread.
  std::int64_t append(const std::string& body);
  /// So many at once in one transaction.
  void append_together(const std::string& body, int count);
  /// Returns how many entries came under a checkpoint.
  std::int64_t integrate();

  [[nodiscard]] store::Database& database() { return *database_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] std::string vkey() const { return keys_.signer.verifier().to_string(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<store::Database> database_;
  desk::Recorder recorder_;
  desk::LogKeys keys_;
  ledger::FolderTileStore tiles_;
  desk::Integrator integrator_;
};

/// Integrates again and again, as the server's job does, and tells which events became visible.
class SequencingJob {
 public:
  using Visible = std::function<void(std::int64_t seq, std::int64_t index)>;

  /// `visible` is called on the job's thread after the checkpoint that covers the entry is out.
  SequencingJob(LogGround& ground, std::chrono::milliseconds interval, Visible visible);
  /// After all that was committed before is visible.
  ~SequencingJob();
  SequencingJob(const SequencingJob&) = delete;
  SequencingJob& operator=(const SequencingJob&) = delete;

 private:
  void run();
  std::int64_t integrate_once();

  LogGround& ground_;
  std::chrono::milliseconds interval_;
  Visible visible_;
  std::int64_t size_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace mingcha::bench
