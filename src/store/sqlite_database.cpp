// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite_database.h"

#include <utility>

#include "base/assert.h"

namespace mingcha::store {
namespace {

// Works that may share one flush. Bounds how long the first of them waits for the others.
constexpr std::size_t kBatchMax = 256;
constexpr int kReadersMax = 8;

}  // namespace

SqliteDatabase::SqliteDatabase(std::string path)
    : path_{std::move(path)}, writer_{path_, SqliteConnection::Use::write} {
  thread_ = std::thread([this] { write_until_closed(); });
}

SqliteDatabase::~SqliteDatabase() {
  {
    const std::lock_guard lock{mutex_};
    closing_ = true;
  }
  work_arrived_.notify_one();
  thread_.join();
}

void SqliteDatabase::write(const Work& work) {
  MINGCHA_ASSERT(std::this_thread::get_id() != thread_.get_id());  // It would wait for itself.
  Job job;
  job.work = &work;
  std::unique_lock lock{mutex_};
  waiting_.push_back(&job);
  work_arrived_.notify_one();
  job.wake.wait(lock, [&] { return job.done; });
  if (job.error) std::rethrow_exception(job.error);
}

void SqliteDatabase::write_until_closed() {
  Batch batch;
  while (true) {
    {
      std::unique_lock lock{mutex_};
      work_arrived_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
    }
    run_batch(batch);
    finish(batch);
    batch.clear();
  }
}

/// Moves waiting jobs into the batch, up to its bound. Returns how many came. Never waits.
std::size_t SqliteDatabase::take_waiting(Batch& batch) {
  const std::lock_guard lock{mutex_};
  std::size_t taken = 0;
  for (; !waiting_.empty() && batch.size() < kBatchMax; ++taken) {
    batch.push_back(waiting_.front());
    waiting_.pop_front();
  }
  return taken;
}

// Works inside one transaction, each within its savepoint; one commit, one flush.
//   crash before the commit:  nothing of any of them remains, and nobody was told otherwise;
//   crash inside the commit:  SQLite keeps all of them or none when the file is opened again;
//   crash after it:           all of them remain; callers who never heard ask again by their key.
// A refusal, too, is only told after the commit: it may rest on what an earlier work of the same
// batch wrote, and so is true only if that stays.
void SqliteDatabase::run_batch(Batch& batch) {
  try {
    writer_.run("BEGIN IMMEDIATE", {});
    run_works(batch);
    bool anything_kept = false;
    for (const Job* job : batch) anything_kept = anything_kept || job->kept;
    writer_.run(anything_kept ? "COMMIT" : "ROLLBACK", {});
    if (anything_kept) ++commits_;
  } catch (const std::exception& fault) {
    writer_.roll_back();
    if (batch.empty()) take_waiting(batch);  // BEGIN failed: those who wait must hear of it.
    // Plain StoreFault: a caller who knows UniqueViolation as its own must not see another's.
    const auto error = std::make_exception_ptr(StoreFault(fault.what()));
    for (Job* job : batch) job->error = error;
  }
}

/// Those who come while others are at work still catch this flush.
void SqliteDatabase::run_works(Batch& batch) {
  for (std::size_t next = 0; take_waiting(batch) > 0;) {
    for (; next < batch.size(); ++next) run_job(*batch[next]);
  }
}

void SqliteDatabase::run_job(Job& job) {
  writer_.run("SAVEPOINT work", {});
  SqliteSession session{writer_};
  try {
    const auto outcome = (*job.work)(session);
    if (outcome == Outcome::commit) job.error = session.doom();
    job.kept = outcome == Outcome::commit && !job.error;
  } catch (...) {
    job.kept = false;
    job.error = std::current_exception();
  }
  // On a full disk SQLite may have rolled back everything: then the whole batch has failed.
  if (!writer_.in_transaction()) throw StoreFault("SQLite gave the transaction up");
  if (!job.kept) writer_.run("ROLLBACK TO work", {});
  writer_.run("RELEASE work", {});
}

void SqliteDatabase::finish(const Batch& batch) {
  const std::lock_guard lock{mutex_};
  for (Job* job : batch) {
    job->done = true;
    // Under the lock: the caller owns the job and is gone as soon as it sees `done`.
    job->wake.notify_one();
  }
}

std::unique_ptr<SqliteConnection> SqliteDatabase::take_reader() {
  std::unique_lock lock{readers_mutex_};
  reader_returned_.wait(lock,
                        [this] { return !idle_readers_.empty() || readers_open_ < kReadersMax; });
  if (idle_readers_.empty()) {
    auto reader = std::make_unique<SqliteConnection>(path_, SqliteConnection::Use::read);
    ++readers_open_;
    return reader;
  }
  auto reader = std::move(idle_readers_.back());
  idle_readers_.pop_back();
  return reader;
}

void SqliteDatabase::return_reader(std::unique_ptr<SqliteConnection> reader) {
  reader->roll_back();
  {
    const std::lock_guard lock{readers_mutex_};
    idle_readers_.push_back(std::move(reader));
  }
  reader_returned_.notify_one();
}

void SqliteDatabase::read(const std::function<void(Session&)>& work) {
  auto reader = take_reader();
  try {
    // Deferred: the snapshot is taken at the first statement, so after every returned write.
    reader->run("BEGIN", {});
    SqliteSession session{*reader};
    work(session);
  } catch (...) {
    return_reader(std::move(reader));
    throw;
  }
  return_reader(std::move(reader));
}

}  // namespace mingcha::store
