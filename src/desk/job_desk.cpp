// SPDX-License-Identifier: Apache-2.0
#include "desk/job_desk.h"

#include <fstream>
#include <iterator>

#include "base/encoding.h"
#include "crypto/random.h"
#include "store/database.h"
#include "store/job_store.h"

namespace mingcha::desk {
namespace {

namespace fs = std::filesystem;
using store::Outcome;
using store::Session;

constexpr std::chrono::seconds kBeatEvery{1};
constexpr std::chrono::minutes kDeadAfter{2};  ///< Without a word from the instance that does it.
constexpr std::chrono::hours kKeptFor{24};
constexpr std::size_t kQueueLongest = 100;
constexpr std::size_t kPartBytes = std::size_t{1} << 20U;

const Text kInterrupted{"服务停止，任务未能完成，请重新提交", "the server stopped; order it again"};

JobState state_of(const store::StoredJob& job, Instant now) {
  JobState out{job.id,         job.kind, job.state,      job.done, job.total,
               job.created_at, job.name, job.media_type, job.size, job.problem};
  if (out.state == "running" && now - job.beat_at > kDeadAfter) {
    out.state = "failed";
    out.problem = kInterrupted;
  }
  return out;
}

Rejection no_such_job() { return {Refusal::not_found, {"没有这个任务", "no such job"}, {}}; }

/// Bytes of the file, or nothing when it is larger than may be kept.
std::optional<std::string> bytes_of(const fs::path& file) {
  if (fs::file_size(file) > kJobFileLargest) return std::nullopt;
  std::ifstream in{file, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in.eof() && in.fail()) throw Fault("cannot read what a job made: " + file.string());
  return bytes;
}

}  // namespace

/// Tells the database once a second, for those that wait as well, and learns from it whether
/// somebody cancelled.
class JobDesk::Progress : public JobProgress {
 public:
  Progress(JobDesk& desk, std::string id) : desk_{desk}, id_{std::move(id)} {}

  bool reached(std::int64_t done, std::int64_t total) override {
    if (desk_.stopping_ || cancelled_) return false;
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kBeatEvery && done != total) return true;
    told_ = now;
    const auto waiting = desk_.waiting();
    desk_.database_.write([&](Session& session) {
      cancelled_ = !store::beat_job(session, id_, done, total, desk_.clock_.now());
      for (const auto& id : waiting) store::beat_job(session, id, 0, 0, desk_.clock_.now());
      return Outcome::commit;
    });
    return !cancelled_;
  }

 private:
  JobDesk& desk_;
  std::string id_;
  bool cancelled_ = false;
  std::chrono::steady_clock::time_point told_{};
};

JobDesk::JobDesk(store::Database& database, Clock& clock, fs::path folder, unsigned threads)
    : database_{database}, clock_{clock}, folder_{std::move(folder)} {
  fs::remove_all(folder_);
  fs::create_directories(folder_);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work_through_queue(); });
}

JobDesk::~JobDesk() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
  for (const auto& job : queue_) {
    try {
      fail(job.id, kInterrupted);
    } catch (const std::exception&) {  // Then it is found dead after a while.
    }
  }
}

Result<std::string> JobDesk::start(const people::Visitor& visitor, const std::string& kind,
                                   JobWork work) {
  store::StoredJob job;
  job.id = "j" + to_hex(crypto::random_bytes(12));
  job.person_id = visitor.person_id;
  job.kind = kind;
  job.state = "running";
  job.created_at = job.beat_at = clock_.now();
  bool busy = false;
  {
    const std::lock_guard lock{mutex_};
    busy = queue_.size() >= kQueueLongest || stopping_;
  }
  if (!busy) {
    database_.write([&](Session& session) {
      busy = store::running_jobs_of(session, job.person_id, job.created_at - kDeadAfter) >=
             kJobsAtOnce;
      if (busy) return Outcome::roll_back;
      store::add_job(session, job);
      return Outcome::commit;
    });
  }
  if (busy) {
    return reject(Refusal::too_many,
                  {"正在进行的任务过多，请等其中一个完成", "too many jobs are running"},
                  {{"too-many-jobs",
                    {"每人同时至多进行三个任务", "each person has at most three at once"},
                    {},
                    {"等待完成，或取消其中一个", "wait for one to end, or cancel one"},
                    {}}});
  }
  {
    const std::lock_guard lock{mutex_};
    queue_.push_back({job.id, std::move(work)});
  }
  wake_.notify_one();
  return job.id;
}

Result<JobState> JobDesk::look(const people::Visitor& visitor, const std::string& id) {
  std::optional<store::StoredJob> job;
  database_.read([&](Session& session) { job = store::find_job(session, id); });
  if (!job || job->person_id != visitor.person_id) return tl::unexpected<Rejection>(no_such_job());
  return state_of(*job, clock_.now());
}

std::vector<JobState> JobDesk::list(const people::Visitor& visitor) {
  std::vector<JobState> out;
  std::vector<store::StoredJob> jobs;
  database_.read([&](Session& session) { jobs = store::jobs_of(session, visitor.person_id, 50); });
  for (const auto& job : jobs) out.push_back(state_of(job, clock_.now()));
  return out;
}

Result<void> JobDesk::cancel(const people::Visitor& visitor, const std::string& id) {
  if (const auto job = look(visitor, id); !job) return tl::unexpected<Rejection>(job.error());
  database_.write([&](Session& session) {
    store::cancel_job(session, id);
    return Outcome::commit;
  });
  return {};
}

Result<std::string> JobDesk::result(const people::Visitor& visitor, const std::string& id) {
  const auto job = look(visitor, id);
  if (!job) return tl::unexpected<Rejection>(job.error());
  if (job->state != "done") {
    return reject(Refusal::out_of_order, {"任务还没有结果", "the job has no result"},
                  {{"job-not-done",
                    {"任务状态：" + job->state, "the job is " + job->state},
                    {},
                    {"等任务完成后再下载", "fetch it when it is done"},
                    {}}});
  }
  std::string bytes;
  database_.read([&](Session& session) { bytes = store::job_result(session, id); });
  return bytes;
}

void JobDesk::sweep() {
  database_.write([&](Session& session) {
    store::remove_jobs(session, clock_.now() - kKeptFor);
    return Outcome::commit;
  });
}

std::vector<std::string> JobDesk::waiting() {
  const std::lock_guard lock{mutex_};
  std::vector<std::string> ids;
  for (const auto& job : queue_) ids.push_back(job.id);
  return ids;
}

void JobDesk::work_through_queue() {
  while (true) {
    Ordered job;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
      if (stopping_) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    carry_out(job);
  }
}

/// A job that throws has failed; the person hears no more of the machine than that.
void JobDesk::carry_out(const Ordered& job) {
  const auto folder = folder_ / job.id;
  try {
    fs::create_directories(folder);
    Progress progress{*this, job.id};
    if (progress.reached(0, 0)) finish(job.id, job.work(progress, folder));
    if (stopping_) fail(job.id, kInterrupted);
  } catch (const std::exception&) {
    try {
      fail(job.id, {"任务出错，未能完成", "the job went wrong"});
    } catch (const std::exception&) {  // The database is gone: found dead after a while.
    }
  }
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

void JobDesk::finish(const std::string& id, const Result<JobFile>& outcome) {
  if (stopping_) return;
  if (outcome) return keep(id, *outcome);
  Text problem = outcome.error().title;
  for (const auto& finding : outcome.error().findings) {
    problem.zh += "；" + finding.what.zh;
    problem.en += "; " + finding.what.en;
  }
  fail(id, problem);
}

void JobDesk::keep(const std::string& id, const JobFile& made) {
  const auto bytes = bytes_of(made.file);
  if (!bytes) {
    fail(id, {"结果超过64 MB，请缩小范围", "the result is over 64 MB; narrow what you ask for"});
    return;
  }
  database_.write([&](Session& session) {
    if (!store::finish_job(session, id, made.name, made.media_type,
                           static_cast<std::int64_t>(bytes->size()), clock_.now())) {
      return Outcome::roll_back;  // Cancelled meanwhile.
    }
    std::int64_t part = 0;
    for (std::size_t at = 0; at < bytes->size(); at += kPartBytes) {
      store::add_job_part(session, id, part++, std::string_view{*bytes}.substr(at, kPartBytes));
    }
    return Outcome::commit;
  });
}

void JobDesk::fail(const std::string& id, const Text& problem) {
  database_.write([&](Session& session) {
    store::fail_job(session, id, problem, clock_.now());
    return Outcome::commit;
  });
}

}  // namespace mingcha::desk
