// SPDX-License-Identifier: Apache-2.0
#include "store/job_store.h"

#include "store/database.h"

namespace mingcha::store {
namespace {

constexpr std::string_view kColumns =
    "id, person_id, kind, state, done, total, created_at, beat_at, name, media_type, size, "
    "problem_zh, problem_en";

StoredJob read_job(const Row& row) {
  StoredJob job;
  job.id = row.text(0);
  job.person_id = row.text(1);
  job.kind = row.text(2);
  job.state = row.text(3);
  job.done = row.integer(4);
  job.total = row.integer(5);
  job.created_at = from_millis(row.integer(6));
  job.beat_at = from_millis(row.integer(7));
  job.name = row.text(8);
  job.media_type = row.text(9);
  job.size = row.integer(10);
  job.problem = {row.text(11), row.text(12)};
  return job;
}

}  // namespace

void add_job(Session& session, const StoredJob& job) {
  session.run(
      "INSERT INTO job (" + std::string{kColumns} +
          ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      {job.id, job.person_id, job.kind, job.state, job.done, job.total, to_millis(job.created_at),
       to_millis(job.beat_at), job.name, job.media_type, job.size, job.problem.zh, job.problem.en});
}

std::optional<StoredJob> find_job(Session& session, std::string_view id) {
  const auto rows =
      session.query("SELECT " + std::string{kColumns} + " FROM job WHERE id = $1", {id});
  if (rows.empty()) return std::nullopt;
  return read_job(rows.front());
}

std::vector<StoredJob> jobs_of(Session& session, std::string_view person_id, std::int64_t limit) {
  std::vector<StoredJob> jobs;
  for (const auto& row :
       session.query("SELECT " + std::string{kColumns} +
                         " FROM job WHERE person_id = $1 ORDER BY created_at DESC, id LIMIT $2",
                     {person_id, limit})) {
    jobs.push_back(read_job(row));
  }
  return jobs;
}

std::int64_t running_jobs_of(Session& session, std::string_view person_id, Instant alive_since) {
  return session
      .query(
          "SELECT count(*) FROM job WHERE person_id = $1 AND state = 'running' AND beat_at >= $2",
          {person_id, to_millis(alive_since)})
      .front()
      .integer(0);
}

bool beat_job(Session& session, std::string_view id, std::int64_t done, std::int64_t total,
              Instant now) {
  return session.run(
             "UPDATE job SET done = $2, total = $3, beat_at = $4 "
             "WHERE id = $1 AND state = 'running'",
             {id, done, total, to_millis(now)}) == 1;
}

bool finish_job(Session& session, std::string_view id, std::string_view name,
                std::string_view media_type, std::int64_t size, Instant now) {
  return session.run(
             "UPDATE job SET state = 'done', name = $2, media_type = $3, size = $4, beat_at = $5, "
             "done = total WHERE id = $1 AND state = 'running'",
             {id, name, media_type, size, to_millis(now)}) == 1;
}

bool fail_job(Session& session, std::string_view id, const Text& problem, Instant now) {
  return session.run(
             "UPDATE job SET state = 'failed', problem_zh = $2, problem_en = $3, beat_at = $4 "
             "WHERE id = $1 AND state = 'running'",
             {id, problem.zh, problem.en, to_millis(now)}) == 1;
}

void cancel_job(Session& session, std::string_view id) {
  session.run("UPDATE job SET state = 'cancelled', size = 0 WHERE id = $1", {id});
  session.run("DELETE FROM job_part WHERE job_id = $1", {id});
}

void add_job_part(Session& session, std::string_view id, std::int64_t part,
                  std::string_view bytes) {
  session.run("INSERT INTO job_part (job_id, part, bytes) VALUES ($1, $2, $3)",
              {id, part, Blob{bytes}});
}

std::string job_result(Session& session, std::string_view id) {
  std::string bytes;
  for (const auto& row :
       session.query("SELECT bytes FROM job_part WHERE job_id = $1 ORDER BY part", {id})) {
    bytes += row.text(0);
  }
  return bytes;
}

std::int64_t remove_jobs(Session& session, Instant before) {
  session.run("DELETE FROM job_part WHERE job_id IN (SELECT id FROM job WHERE created_at < $1)",
              {to_millis(before)});
  return session.run("DELETE FROM job WHERE created_at < $1", {to_millis(before)});
}

}  // namespace mingcha::store
