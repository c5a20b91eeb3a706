// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::store {

class Session;

struct StoredJob {
  std::string id, person_id, kind;
  std::string state;  ///< running | done | failed | cancelled
  std::int64_t done = 0, total = 0;
  Instant created_at, beat_at;
  std::string name, media_type;
  std::int64_t size = 0;
  Text problem;
};

void add_job(Session& session, const StoredJob& job);
[[nodiscard]] std::optional<StoredJob> find_job(Session& session, std::string_view id);
/// The newest first.
[[nodiscard]] std::vector<StoredJob> jobs_of(Session& session, std::string_view person_id,
                                             std::int64_t limit);
/// Running ones that said so after `alive_since`.
[[nodiscard]] std::int64_t running_jobs_of(Session& session, std::string_view person_id,
                                           Instant alive_since);

/// The three below change a running job only; false when it is not.
bool beat_job(Session& session, std::string_view id, std::int64_t done, std::int64_t total,
              Instant now);
bool finish_job(Session& session, std::string_view id, std::string_view name,
                std::string_view media_type, std::int64_t size, Instant now);
bool fail_job(Session& session, std::string_view id, const Text& problem, Instant now);
/// Whatever its state; its result goes.
void cancel_job(Session& session, std::string_view id);

void add_job_part(Session& session, std::string_view id, std::int64_t part, std::string_view bytes);
[[nodiscard]] std::string job_result(Session& session, std::string_view id);

/// Jobs ordered before this moment, with their results. Returns how many.
std::int64_t remove_jobs(Session& session, Instant before);

}  // namespace mingcha::store
