// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "people/visitor.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

/// What a job tells while it works.
class JobProgress {
 public:
  JobProgress() = default;
  JobProgress(const JobProgress&) = delete;
  JobProgress& operator=(const JobProgress&) = delete;
  virtual ~JobProgress() = default;
  /// `done` of `total` pieces. Cheap; to be called at least every half minute. False when the job
  /// was cancelled or the server stops: then return at once, what you return is dropped.
  [[nodiscard]] virtual bool reached(std::int64_t done, std::int64_t total) = 0;
};

/// What a job made.
struct JobFile {
  std::string name;            ///< For the person who saves it, e.g. "案件清单.csv".
  std::string media_type;      ///< "text/csv; charset=utf-8"
  std::filesystem::path file;  ///< In the folder that the job was given; at most kJobFileLargest.
};
inline constexpr std::uint64_t kJobFileLargest = std::uint64_t{64} << 20U;

/// The work itself: runs on a thread of the job desk, in no transaction. `folder` is its own and
/// is removed afterwards. Whatever it refers to must live as long as the server.
using JobWork =
    std::function<Result<JobFile>(JobProgress& progress, const std::filesystem::path& folder)>;

struct JobState {
  std::string id, kind;
  std::string state;  ///< running | done | failed | cancelled
  std::int64_t done = 0, total = 0;
  Instant created_at;
  std::string name, media_type;  ///< When done.
  std::int64_t size = 0;
  Text problem;  ///< When failed.
};

/// Long work that a person orders and fetches later. State and result are in the database: every
/// instance answers for every job, and a job whose instance ended is said to have failed. Nobody
/// sees another person's jobs. Safe to use from any thread.
class JobDesk {
 public:
  /// `folder`: where jobs work; emptied at the start.
  JobDesk(store::Database& database, Clock& clock, std::filesystem::path folder, unsigned threads);
  JobDesk(const JobDesk&) = delete;
  JobDesk& operator=(const JobDesk&) = delete;
  ~JobDesk();  ///< Stops what runs; such jobs are failed.

  /// Answers the job's id. Refusal::too_many when this person has kJobsAtOnce running already, or
  /// the queue is full.
  [[nodiscard]] Result<std::string> start(const people::Visitor& visitor, const std::string& kind,
                                          JobWork work);
  [[nodiscard]] Result<JobState> look(const people::Visitor& visitor, const std::string& id);
  /// The newest first, at most 50.
  [[nodiscard]] std::vector<JobState> list(const people::Visitor& visitor);
  /// Stops it; what is done already stays done and loses its result.
  [[nodiscard]] Result<void> cancel(const people::Visitor& visitor, const std::string& id);
  /// The result's bytes; out_of_order while there is none.
  [[nodiscard]] Result<std::string> result(const people::Visitor& visitor, const std::string& id);

  /// Removes jobs that are older than a day, with their results.
  void sweep();

 private:
  struct Ordered {
    std::string id;
    JobWork work;
  };
  class Progress;

  [[nodiscard]] std::vector<std::string> waiting();
  void work_through_queue();
  void carry_out(const Ordered& job);
  void finish(const std::string& id, const Result<JobFile>& outcome);
  void keep(const std::string& id, const JobFile& made);
  void fail(const std::string& id, const Text& problem);

  store::Database& database_;
  Clock& clock_;
  std::filesystem::path folder_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Ordered> queue_;
  std::vector<std::thread> threads_;
};

inline constexpr std::int64_t kJobsAtOnce = 3;

}  // namespace mingcha::desk
