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

namespace {

std::string purpose_of(const people::Visitor& visitor, const TrailDesk::Look& look) {
  if (!look.purpose.empty()) return look.purpose;
  return look.sealed ? visitor.purpose : std::string{};
}

}  // namespace

void TrailDesk::looked(const people::Visitor& visitor, const std::string& case_id,
                       const std::string& what, const std::string& thing, bool sealed) {
  looked(visitor, {{case_id, what, thing, sealed}});
}

void TrailDesk::looked(const people::Visitor& visitor, const std::vector<Look>& looks) {
  const auto now = clock_.now();
  std::map<std::string, store::StoredLook> fresh;  // By key: each once.
  for (const auto& look : looks) {
    const store::StoredLook stored{visitor.person_id, look.case_id, look.what,
                                   look.thing,        now,          purpose_of(visitor, look),
                                   look.sealed};
    // Another purpose is another look.
    auto key = stored.person_id + "\n" + stored.case_id + "\n" + stored.what + "\n" + stored.thing +
               "\n" + stored.purpose;
    if (!known(key, now)) fresh.emplace(std::move(key), stored);
  }
  if (fresh.empty()) return;
  std::vector<std::string> added;
  database_.write([&](Session& session) {
    added.clear();
    for (const auto& [key, look] : fresh) {
      if (store::add_look(session, look, now - kOneLook)) added.push_back(key);
    }
    return added.empty() ? Outcome::roll_back : Outcome::commit;
  });
  // Those not added are known to another instance, or from before a restart: asked again next time.
  const std::lock_guard lock{mutex_};
  if (recent_.size() + added.size() > kRememberedMost) recent_.clear();
  for (const auto& key : added) recent_[key] = now;
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
