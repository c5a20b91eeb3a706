// SPDX-License-Identifier: Apache-2.0
#include "desk/trail_desk.h"

#include "store/database.h"

namespace mingcha::desk {
namespace {

using store::Outcome;
using store::Session;

constexpr std::chrono::minutes kOneLook{10};
constexpr std::size_t kRememberedMost = 20'000;

}  // namespace

bool TrailDesk::known(const std::string& key, Instant now) {
  const std::lock_guard lock{mutex_};
  const auto found = recent_.find(key);
  return found != recent_.end() && found->second > now - kOneLook;
}

void TrailDesk::looked(const people::Visitor& visitor, const std::string& case_id,
                       const std::string& what, const std::string& thing, bool sealed) {
  const store::StoredLook look{visitor.person_id,
                               case_id,
                               what,
                               thing,
                               clock_.now(),
                               sealed ? visitor.purpose : std::string{},
                               sealed};
  // Another purpose is another look.
  const auto key =
      look.person_id + "\n" + case_id + "\n" + what + "\n" + thing + "\n" + look.purpose;
  if (known(key, look.at)) return;
  bool added = false;
  database_.write([&](Session& session) {
    added = store::add_look(session, look, look.at - kOneLook);
    return added ? Outcome::commit : Outcome::roll_back;
  });
  if (!added) return;  // By another instance, or before a restart: asked again next time.
  const std::lock_guard lock{mutex_};
  if (recent_.size() >= kRememberedMost) recent_.clear();
  recent_[key] = look.at;
}

std::vector<store::StoredLook> TrailDesk::looks_at(const std::string& case_id) {
  std::vector<store::StoredLook> out;
  database_.read([&](Session& session) { out = store::looks_at(session, case_id, 1000); });
  return out;
}

void TrailDesk::attempted(const SignInAttempt& attempt) {
  database_.write([&](Session& session) {
    store::add_sign_in_attempt(
        session, {attempt.person_id, attempt.client_address, attempt.at, attempt.outcome});
    return Outcome::commit;
  });
}

std::vector<store::StoredSignInAttempt> TrailDesk::sign_ins(std::int64_t offset,
                                                            std::int64_t limit) {
  std::vector<store::StoredSignInAttempt> out;
  database_.read([&](Session& session) { out = store::sign_in_attempts(session, offset, limit); });
  return out;
}

}  // namespace mingcha::desk
