// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// A decision as far as credit data goes; see migrations/derived/0011_credit.sql.
struct CreditRow {
  std::string case_id, table;
  bool fits = false, sealed = false;
  std::string article, reason, digest;
  std::string findings = "[]";  ///< As JSON.
  std::int64_t faults = 0;
  std::string decided_on;
  std::optional<Instant> due;

  bool operator==(const CreditRow&) const = default;
};

void put_credit(store::Session& session, const CreditRow& row);
void drop_credit(store::Session& session, const std::string& case_id);

/// A decision with how it stands in public and what of it went out last.
struct CreditStanding {
  CreditRow row;
  std::string publication;  ///< State of its publication.
  std::string number, title, unit_name;
  std::int64_t sent_batch = 0, sent_position = 0;  ///< 0: never.
  std::string sent_kind, sent_digest;
};

[[nodiscard]] std::optional<CreditStanding> find_credit(store::Session& session,
                                                        const std::string& case_id);
/// Of a table, those that something is to be done about: what is not on the platform as it is here,
/// and what waits for its publication. Due first.
[[nodiscard]] std::vector<CreditStanding> credit_to_do(store::Session& session,
                                                       const std::string& table,
                                                       std::int64_t limit);
/// How many of a table are on the platform as they are here.
[[nodiscard]] std::int64_t credit_up_to_date(store::Session& session, const std::string& table);
/// What went out and must not be known there any more: of every table, by batch and position.
[[nodiscard]] std::vector<CreditStanding> credit_to_recall(store::Session& session);

/// Decisions that are not reported, by the reason; nothing else of them.
struct CreditExcluded {
  std::string article, reason;
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<CreditExcluded> credit_excluded(store::Session& session);

struct CreditBatch {
  std::int64_t batch = 0, seq = 0;
  Instant at;
  std::string actor, table;
  std::int64_t rows = 0;
  std::string files;  ///< As JSON.
};
struct CreditSent {
  std::string case_id;
  std::int64_t batch = 0, position = 0;
  std::string kind, digest;
};
void put_batch(store::Session& session, const CreditBatch& batch,
               const std::vector<CreditSent>& rows);
/// Newest first.
[[nodiscard]] std::vector<CreditBatch> credit_batches(store::Session& session, std::int64_t limit);
/// The table in which something of the case went out; nothing: none of it did.
[[nodiscard]] std::optional<std::string> sent_table(store::Session& session,
                                                    const std::string& case_id);
/// Everything that went out of a case, oldest first.
[[nodiscard]] std::vector<CreditSent> sent_of(store::Session& session, const std::string& case_id);

}  // namespace mingcha::registers
