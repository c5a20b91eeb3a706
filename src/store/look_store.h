// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {

class Session;

/// Somebody looked at something of a case.
struct StoredLook {
  std::string person_id, case_id;
  std::string what;   ///< case | timeline | evidence | paper | drafts
  std::string thing;  ///< Which evidence or paper; empty for the whole.
  Instant at;
  std::string purpose;
  bool sealed = false;
};

/// Unless the same person looked at the same thing for the same purpose after `not_since`. False
/// then.
bool add_look(Session& session, const StoredLook& look, Instant not_since);
/// Of a case, in order of time; the newest `limit`.
[[nodiscard]] std::vector<StoredLook> looks_at(Session& session, std::string_view case_id,
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
