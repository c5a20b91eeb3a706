// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {

class Session;

/// Somebody looked at something of a case.
struct StoredLook {
  std::string person_id, case_id;
  std::string what;   ///< case | timeline | evidence | paper | drafts | search
  std::string thing;  ///< Which evidence or paper; empty for the whole.
  Instant at;
  std::string purpose;
  bool sealed = false;
  std::int64_t id = 0;                      ///< Given by the store.
  std::optional<std::int64_t> log_index{};  ///< Of its batch, once a checkpoint covers it.
};

/// Unless the same person looked at the same thing for the same purpose after `not_since`. False
/// then.
bool add_look(Session& session, const StoredLook& look, Instant not_since);
/// Of a case, in order of time; the newest `limit`.
[[nodiscard]] std::vector<StoredLook> looks_at(Session& session, std::string_view case_id,
                                               std::int64_t limit);

[[nodiscard]] std::optional<StoredLook> find_look(Session& session, std::int64_t id);

/// Where a look stands in the log: as which of its batch, which is an event of the record.
struct LookPlace {
  std::int64_t look = 0;   ///< Its id.
  std::int64_t seq = 0;    ///< The batch's event.
  std::int64_t place = 0;  ///< 0, 1, 2 …
  std::string hash;        ///< Leaf hash of the look, hex.
};

/// Lets one instance at a time make batches. Call first thing in `write`; false: another is at it.
[[nodiscard]] bool try_lock_look_batches(Session& session);
/// Looks that are in no batch yet, lowest id first. Asks a queue, as pending_leaves() does.
[[nodiscard]] std::vector<StoredLook> pending_looks(Session& session, std::int64_t limit);
[[nodiscard]] std::int64_t count_pending_looks(Session& session);
/// Puts looks into the batch of that event and takes them off the queue. UniqueViolation when one
/// of them is in a batch already.
void save_look_places(Session& session, std::span<const LookPlace> places);
[[nodiscard]] std::optional<LookPlace> place_of_look(Session& session, std::int64_t id);
/// By place.
[[nodiscard]] std::vector<LookPlace> places_in_batch(Session& session, std::int64_t seq);
/// Ids of looks that are in no batch and do not wait for one, which never happens by itself.
[[nodiscard]] std::vector<std::int64_t> stray_looks(Session& session, std::int64_t limit);
/// Batches that places name and that are no event of the record's stream of batches.
[[nodiscard]] std::vector<std::int64_t> stray_batches(Session& session, std::string_view stream,
                                                      std::int64_t limit);

struct StoredSignInAttempt {
  std::string person_id, client_address;
  Instant at;
  std::string outcome;
};

void add_sign_in_attempt(Session& session, const StoredSignInAttempt& attempt);
/// The newest first.
[[nodiscard]] std::vector<StoredSignInAttempt> sign_in_attempts(Session& session,
                                                                std::int64_t offset,
                                                                std::int64_t limit);

}  // namespace mingcha::store
