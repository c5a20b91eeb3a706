// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>
#include <sys/types.h>

#include "test/support/temporary_folder.h"

namespace mingcha::test {

/// A PostgreSQL 15 server of our own on a Unix socket in a temporary folder, with fsync on.
/// Started as root it runs as user "postgres", else "nobody", for PostgreSQL refuses root. It ends
/// with the program, also when that is killed. Where PostgreSQL is missing the constructor throws,
/// so that a test fails instead of passing unseen.
class PostgresCluster {
 public:
  PostgresCluster();
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  /// One for the whole test program, started when first asked for. Call from the main thread: the
  /// server ends with the thread that started it.
  static PostgresCluster& shared();

  /// Makes an empty database. Returns its address for store::open.
  [[nodiscard]] std::string create_database();
  /// Makes an empty schema, which to store::open is as good and costs a hundredth of the time.
  /// Returns an address whose connections work in it.
  [[nodiscard]] std::string create_schema();

  /// Stops at once without a checkpoint, as a power cut would: the next start recovers.
  void crash();
  void start();

 private:
  void initialise();
  void wait_until_ready() const;
  void execute(const std::string& sql) const;
  [[nodiscard]] std::string conninfo(const std::string& database) const;

  TemporaryFolder folder_;
  pid_t server_ = 0;  ///< 0: not running.
  std::atomic<int> made_ = 0;
};

}  // namespace mingcha::test
