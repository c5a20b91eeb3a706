// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/database.h"
#include "store/sqlite_connection.h"

namespace mingcha::store {

/// One SQLite file: a single writer thread that commits for many callers at once, and a few
/// connections for readers.
class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(std::string path);
  /// Carries out what waits, then closes. Nobody may be inside a call.
  ~SqliteDatabase() override;

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  void write(const std::function<Outcome(Session&)>& work) override;
  void read(const std::function<void(Session&)>& work) override;
  [[nodiscard]] std::uint64_t commits() const override { return commits_; }

 private:
  using Work = std::function<Outcome(Session&)>;
  /// Lives on its caller's stack until `done`, which is set under mutex_.
  struct Job {
    const Work* work = nullptr;
    std::exception_ptr error;
    bool kept = false;
    bool done = false;
    std::condition_variable wake;
  };
  using Batch = std::vector<Job*>;

  void write_until_closed();
  std::size_t take_waiting(Batch& batch);
  void run_batch(Batch& batch);
  void run_works(Batch& batch);
  void run_job(Job& job);
  void finish(const Batch& batch);
  std::unique_ptr<SqliteConnection> take_reader();
  void return_reader(std::unique_ptr<SqliteConnection> reader);

  const std::string path_;
  SqliteConnection writer_;  ///< Used by thread_ alone.
  std::atomic<std::uint64_t> commits_ = 0;

  std::mutex mutex_;  ///< Guards waiting_, closing_ and every Job in flight.
  std::condition_variable work_arrived_;
  std::deque<Job*> waiting_;
  bool closing_ = false;

  std::mutex readers_mutex_;  ///< Guards the two below.
  std::condition_variable reader_returned_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;
  int readers_open_ = 0;

  std::thread thread_;  ///< Last: starts when all else is there.
};

}  // namespace mingcha::store
