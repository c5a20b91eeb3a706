// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/instant.h"
#include "desk/sign_in.h"
#include "people/visitor.h"
#include "store/look_store.h"

namespace mingcha::store {
class Database;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Who looked at what, and who tried to sign in: a trail beside the record. Safe to use from any
/// thread.
class TrailDesk {
 public:
  TrailDesk(store::Database& database, Clock& clock) : database_{database}, clock_{clock} {}

  /// Is durable when this returns: nobody is shown what he is not recorded to have seen. Looks of
  /// the same person at the same thing within ten minutes are one. `what`: case, timeline,
  /// evidence, paper, drafts, search, recording; `thing`: which evidence, paper or recording. A
  /// recording that belongs to no case stands in the place of the case.
  void looked(const people::Visitor& visitor, const std::string& case_id, const std::string& what,
              const std::string& thing, bool sealed);
  /// The same for many at once.
  struct Look {
    std::string case_id, what, thing;
    bool sealed = false;
    std::string purpose{};  ///< Said for this look; empty: the visitor's, where it is sealed.
  };
  void looked(const people::Visitor& visitor, const std::vector<Look>& looks);
  /// In order of time, the newest thousand. Whether the asker may know is the caller's matter.
  [[nodiscard]] std::vector<store::StoredLook> looks_at(const std::string& case_id);

  void attempted(const SignInAttempt& attempt);
  [[nodiscard]] std::vector<store::StoredSignInAttempt> sign_ins(std::int64_t offset,
                                                                 std::int64_t limit);

 private:
  [[nodiscard]] bool known(const std::string& key, Instant now);

  store::Database& database_;
  Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Instant> recent_;  ///< Spares the database the asking.
};

}  // namespace mingcha::desk
