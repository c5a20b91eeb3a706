// SPDX-License-Identifier: Apache-2.0
#include "store/postgres_database.h"

#include <chrono>
#include <exception>
#include <random>
#include <thread>
#include <utility>

namespace mingcha::store {
namespace {

// PostgreSQL takes 100 by default, and several instances may share it.
constexpr int kConnectionsMax = 24;
// With the pauses below a restart of the server is ridden out; after that it counts as failed.
constexpr int kAttemptsMax = 6;

constexpr const char* kBeginWrite = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
constexpr const char* kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Random, so that those who collided do not collide again.
void pause_after(int attempt, Doom doom) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int longest_ms = doom == Doom::connection ? 50 << attempt : 5 * attempt;
  std::uniform_int_distribution<int> millis{longest_ms / 2, longest_ms};
  std::this_thread::sleep_for(std::chrono::milliseconds{millis(random)});
}

bool is_worth_another(Doom doom) { return doom == Doom::try_again || doom == Doom::connection; }

}  // namespace

/// Gives the connection back to the pool however its use ends.
class PostgresDatabase::Lease {
 public:
  explicit Lease(PostgresDatabase& database) : database_{database}, connection_{database.take()} {}
  ~Lease() {
    connection_->roll_back();
    database_.give_back(std::move(connection_));
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  PostgresConnection& operator*() const { return *connection_; }

 private:
  PostgresDatabase& database_;
  std::unique_ptr<PostgresConnection> connection_;
};

PostgresDatabase::PostgresDatabase(std::string conninfo) : conninfo_{std::move(conninfo)} {
  const Lease first{*this};
}

PostgresDatabase::~PostgresDatabase() = default;

std::unique_ptr<PostgresConnection> PostgresDatabase::take() {
  std::unique_lock lock{mutex_};
  returned_.wait(lock, [this] { return !idle_.empty() || open_ < kConnectionsMax; });
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  ++open_;
  lock.unlock();
  try {
    return std::make_unique<PostgresConnection>(conninfo_);
  } catch (...) {
    lock.lock();
    --open_;
    lock.unlock();
    returned_.notify_one();
    throw;
  }
}

void PostgresDatabase::give_back(std::unique_ptr<PostgresConnection> connection) {
  std::unique_lock lock{mutex_};
  if (!connection->is_lost()) {
    idle_.push_back(std::move(connection));
    lock.unlock();
    returned_.notify_one();
    return;
  }
  // The others were mostly lost with it (the server restarted): each would cost an attempt.
  const auto lost = std::exchange(idle_, {});
  open_ -= static_cast<int>(lost.size()) + 1;
  lock.unlock();
  returned_.notify_all();
}

/// `doom` says, when this throws, whether another attempt is worth while.
bool PostgresDatabase::try_once(const char* begin, const Work& work, Doom& doom) {
  doom = Doom::connection;
  const Lease lease{*this};
  doom = Doom::none;
  PostgresConnection& connection = *lease;
  connection.begin(begin);
  PostgresSession session{connection};
  Outcome outcome{};
  try {
    outcome = work(session);
  } catch (...) {
    if (session.doom()) doom = connection.doom();
    throw;
  }
  if (session.doom()) {
    doom = connection.doom();
    // A refusal that rests on a deadlock is none: the work is asked again.
    if (outcome == Outcome::commit || is_worth_another(doom)) {
      std::rethrow_exception(session.doom());
    }
  }
  if (outcome == Outcome::roll_back) return false;
  // What a loss leaves: before the COMMIT arrived, nothing; after it, everything; and we cannot
  // tell which. So this is never tried again here: the caller asks by the command's key.
  try {
    connection.commit();
  } catch (const StoreFault&) {
    if (connection.doom() == Doom::try_again) doom = Doom::try_again;
    throw;
  }
  return true;
}

bool PostgresDatabase::transact(const char* begin, const Work& work) {
  for (int attempt = 1;; ++attempt) {
    Doom doom = Doom::none;
    try {
      return try_once(begin, work, doom);
    } catch (...) {
      if (attempt == kAttemptsMax || !is_worth_another(doom)) throw;
    }
    pause_after(attempt, doom);
  }
}

void PostgresDatabase::write(const Work& work) {
  if (transact(kBeginWrite, work)) ++commits_;
}

void PostgresDatabase::read(const std::function<void(Session&)>& work) {
  transact(kBeginRead, [&](Session& session) {
    work(session);
    return Outcome::roll_back;
  });
}

}  // namespace mingcha::store
