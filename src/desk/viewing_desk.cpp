// SPDX-License-Identifier: Apache-2.0
#include "desk/viewing_desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "pack/definition.h"
#include "registers/device_register.h"
#include "registers/recording_register.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using store::Outcome;
using store::Session;

/// Looks of one link at one thing within so long are one.
constexpr std::chrono::minutes kOneLook{10};

std::string digest_of(const std::string& token) {
  return to_hex(as_bytes(crypto::sha256("viewing/" + token)));
}

Rejection no_such_link() {
  return {Refusal::not_found,
          {"链接无效、已过期或者已收回", "this link is unknown, over, or was taken back"},
          {}};
}

void must(Findings& findings, const std::string& text, const char* where, Text what, Text cure,
          const std::string& article) {
  if (!trim(text).empty()) return;
  findings.push_back({"viewing-incomplete", std::move(what), article, std::move(cure), where});
}

Findings missing_in(const recording::ViewingGranted& granted, Instant now,
                    const std::string& article) {
  Findings out;
  must(out, granted.viewer, "viewer", {"没有写明查看人", "nobody is named who will watch"},
       {"请写明姓名", "name the person"}, article);
  must(out, granted.organ, "organ", {"没有写明单位", "no organ is named"},
       {"请写明律师事务所、检察院等", "the law firm, the procuratorate …"}, article);
  must(out, granted.basis, "basis", {"没有写明依据", "no basis is given"},
       {"请写明法律依据", "say by what right"}, article);
  must(out, granted.letter, "letter", {"没有写明公函或者委托手续", "no letter is named"},
       {"请写明文号或者委托书", "its number, or the power of attorney"}, article);
  const auto until = from_millis(granted.until);
  if (until <= now || until > now + std::chrono::hours{24 * kViewingDaysMost}) {
    out.push_back({"viewing-until",
                   {"截止时间应当在三十日以内", "it has to end within thirty days"},
                   article,
                   {"请选择截止时间", "choose when it ends"},
                   "until"});
  }
  if (granted.recordings.empty()) {
    out.push_back({"viewing-recordings",
                   {"没有选择音像记录", "no recording is chosen"},
                   article,
                   {"请选择允许查看的音像记录", "choose which may be watched"},
                   "recordings"});
  }
  return out;
}

}  // namespace

Result<std::string> ViewingDesk::grant(const people::Visitor& visitor,
                                       const recording::ViewingGranted& granted,
                                       const Envelope& envelope) {
  const auto seen = cases_.look(visitor, granted.case_id);
  if (!seen) return tl::unexpected<Rejection>(seen.error());
  const auto& article = book_.pack().recordings.hold_article;
  if (auto found = missing_in(granted, clock_.now(), article); !found.empty()) {
    return reject(Refusal::invalid, {"没有办理", "it was not granted"}, std::move(found));
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto own = registers::recordings_of_case(session, granted.case_id);
          const bool all = std::ranges::all_of(granted.recordings, [&](const auto& id) {
            return std::ranges::find(own, id) != own.end();
          });
          if (!all) {
            return reject(Refusal::invalid, {"没有办理", "it was not granted"},
                          {{"viewing-recordings",
                            {"有的音像记录不属于这个案件", "some do not belong to the case"},
                            article,
                            {"请刷新页面", "load the page again"},
                            "recordings"}});
          }
          const auto token = to_base64url(crypto::random_bytes(24));
          auto fresh = granted;
          fresh.viewing = "v-" + to_hex(crypto::random_bytes(6));
          fresh.token_sha256 = digest_of(token);
          const auto after = book_.add(session, recording::Viewing{}, fresh,
                                       {visitor.person_id, clock_.now(), envelope.key});
          if (!after) return tl::unexpected<Rejection>(after.error());
          return nlohmann::json{{"viewing", fresh.viewing}, {"token", token}}.dump();
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> ViewingDesk::end(const people::Visitor& visitor, const std::string& id,
                                     const std::string& reason, const Envelope& envelope) {
  std::string case_id;
  database_.read([&](Session& session) {
    if (const auto known = book_.viewing(session, id)) case_id = known->granted.case_id;
  });
  const auto seen = cases_.look(visitor, case_id);
  if (!seen) return tl::unexpected<Rejection>(no_such_link());
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          auto state = book_.viewing(session, id);
          if (!state || state->ended) return tl::unexpected<Rejection>(no_such_link());
          const auto after = book_.add(session, *std::move(state), recording::ViewingEnded{reason},
                                       {visitor.person_id, clock_.now(), envelope.key});
          if (!after) return tl::unexpected<Rejection>(after.error());
          return nlohmann::json{{"viewing", id}, {"version", after->version}}.dump();
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::vector<recording::Viewing>> ViewingDesk::of_case(const people::Visitor& visitor,
                                                             const std::string& case_id) {
  const auto seen = cases_.look(visitor, case_id);
  if (!seen) return tl::unexpected<Rejection>(seen.error());
  std::vector<recording::Viewing> out;
  database_.read([&](Session& session) {
    for (const auto& row : registers::viewings_of(session, case_id)) {
      out.push_back(*book_.viewing(session, row.viewing));
    }
  });
  return out;
}

Result<recording::Viewing> ViewingDesk::use(const std::string& token, const std::string& recording,
                                            const std::string& address) {
  Result<recording::Viewing> outcome = tl::unexpected<Rejection>(no_such_link());
  const auto now = clock_.now();
  database_.write([&](Session& session) {
    const auto row = registers::viewing_with(session, digest_of(token));
    if (!row) return Outcome::roll_back;
    auto state = book_.viewing(session, row->viewing);
    const auto& allowed = state->granted.recordings;
    if (!state->open(now) ||
        (!recording.empty() && std::ranges::find(allowed, recording) == allowed.end())) {
      return Outcome::roll_back;
    }
    const bool told = std::ranges::any_of(state->uses, [&](const auto& use) {
      return use.second.recording == recording && use.second.address == address &&
             now - use.first < kOneLook;
    });
    if (told) {
      outcome = *std::move(state);
      return Outcome::roll_back;
    }
    const auto key = "use/" + std::to_string(state->version);
    outcome = book_.add(session, *std::move(state), recording::ViewingUsed{recording, address},
                        {"outside", now, key});
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return outcome;
}

}  // namespace mingcha::desk
