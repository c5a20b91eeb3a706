// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/postgres_connection.h"

namespace mingcha::store {

/// A PostgreSQL database: a pool of connections, each write in a transaction of its own (the
/// server itself lets many of them share a flush).
class PostgresDatabase final : public Database {
 public:
  /// `conninfo`: URL or keywords as libpq takes them. Connects once, so as to fail early.
  explicit PostgresDatabase(std::string conninfo);
  ~PostgresDatabase() override;

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  void write(const std::function<Outcome(Session&)>& work) override;
  void read(const std::function<void(Session&)>& work) override;
  [[nodiscard]] std::uint64_t commits() const override { return commits_; }

 private:
  using Work = std::function<Outcome(Session&)>;
  class Lease;

  /// True when it committed.
  bool transact(const char* begin, const Work& work);
  bool try_once(const char* begin, const Work& work, Doom& doom);
  std::unique_ptr<PostgresConnection> take();
  void give_back(std::unique_ptr<PostgresConnection> connection);

  const std::string conninfo_;
  std::atomic<std::uint64_t> commits_ = 0;

  std::mutex mutex_;  ///< Guards the two below.
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  int open_ = 0;
};

}  // namespace mingcha::store
