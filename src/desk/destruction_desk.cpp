// SPDX-License-Identifier: Apache-2.0
#include "desk/destruction_desk.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "pack/definition.h"
#include "recording/retention.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using people::Permission;
using store::Outcome;
using store::Session;

Rejection no_such_batch() { return {Refusal::not_found, {"没有这批销毁", "no such batch"}, {}}; }

tl::unexpected<Rejection> refused(Refusal kind, const char* code, Text what, Text cure,
                                  std::string article = {}, std::string where = {}) {
  return tl::unexpected<Rejection>(
      Rejection{kind, what, {{code, what, std::move(article), std::move(cure), std::move(where)}}});
}

std::string scope_of(const people::Visitor& visitor) {
  const bool all = sees_every_unit(visitor) || visitor.may(Permission::manage_recordings);
  return all ? std::string{} : visitor.unit_id;
}

}  // namespace

registers::RecordingPage DestructionDesk::over_by(const people::Visitor& visitor, Day day,
                                                  std::int64_t limit) {
  registers::RecordingPage out;
  if (!visitor.may(Permission::destroy_recording)) return out;
  database_.read([&](Session& session) {
    out = registers::over_by(session, scope_of(visitor), mingcha::to_string(day), limit);
  });
  return out;
}

StorageForecast DestructionDesk::forecast(const people::Visitor& visitor) {
  constexpr int kMonths = 12;
  StorageForecast out;
  if (!visitor.may(Permission::destroy_recording)) return out;
  const auto today = local_day(clock_.now());
  std::int64_t month_bytes = 0;
  database_.read([&](Session& session) {
    out.bytes = registers::bytes_kept(session);
    out.by_month =
        registers::bytes_by_month(session, start_of(recording::months_after(today, -kMonths)));
  });
  // The mean of the last three whole months; of what there is, where there are fewer.
  auto whole = out.by_month;
  if (whole.size() > 1) whole.pop_back();
  const auto counted = std::min<std::size_t>(3, whole.size());
  for (std::size_t at = 0; at < counted; ++at) month_bytes += whole[whole.size() - 1 - at].second;
  if (counted > 0) month_bytes /= static_cast<std::int64_t>(counted);
  auto bytes = out.bytes;
  for (int month = 1; month <= kMonths; ++month) {
    bytes += month_bytes;
    out.forecast.emplace_back(
        mingcha::to_string(recording::months_after(today, month)).substr(0, 7), bytes);
  }
  return out;
}

std::vector<registers::DestructionRow> DestructionDesk::list(const people::Visitor& visitor) {
  std::vector<registers::DestructionRow> out;
  if (!visitor.may(Permission::destroy_recording) && !visitor.may(Permission::supervise)) {
    return out;
  }
  database_.read([&](Session& session) { out = registers::list_destructions(session, {}, 200); });
  return out;
}

Findings DestructionDesk::kept_among(Session& session,
                                     const std::vector<std::string>& recordings) const {
  const auto& rules = book_.pack().recordings;
  const auto today = local_day(clock_.now());
  Findings out;
  for (const auto& id : recordings) {
    const auto state = book_.recording(session, id);
    const auto why = state ? recording::kept_because(*state, rules, today)
                           : std::optional{Text{"没有这段音像记录", "no such recording"}};
    if (!why) continue;
    const auto name = state ? state->received.name : id;
    out.push_back({"must-be-kept",
                   {"“" + name + "”不得销毁：" + why->zh, "“" + name + "” is kept: " + why->en},
                   rules.retention_article,
                   {"请从清单中去掉", "take it off the list"},
                   id});
  }
  return out;
}

Result<DestructionSight> DestructionDesk::look(const people::Visitor& visitor,
                                               const std::string& id) {
  std::optional<DestructionSight> out;
  if (visitor.may(Permission::destroy_recording) || visitor.may(Permission::supervise)) {
    database_.read([&](Session& session) {
      auto state = book_.destruction(session, id);
      if (!state) return;
      out.emplace();
      for (const auto& each : state->proposed.recordings) {
        if (auto row = registers::find_recording(session, each)) {
          out->recordings.push_back(*std::move(row));
        }
      }
      if (state->open()) out->against = kept_among(session, state->proposed.recordings);
      out->state = *std::move(state);
    });
  }
  if (!out) return tl::unexpected<Rejection>(no_such_batch());
  return *std::move(out);
}

Result<std::string> DestructionDesk::carry_out(
    const people::Visitor& visitor, const Envelope& envelope,
    const std::function<Result<recording::Destruction>(Session&, const Act&)>& what) {
  if (!visitor.may(Permission::destroy_recording)) {
    return refused(Refusal::forbidden, "may-not-destroy",
                   {"没有销毁音像记录的权限", "not for you to destroy recordings"},
                   {"请有权限的人员办理", "ask somebody who may"},
                   book_.pack().recordings.destruction_article);
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto after = what(session, {visitor.person_id, clock_.now(), envelope.key});
          if (!after) return tl::unexpected<Rejection>(after.error());
          return nlohmann::json{{"batch", after->proposed.batch}, {"version", after->version}}
              .dump();
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> DestructionDesk::propose(const people::Visitor& visitor,
                                             const std::vector<std::string>& recordings,
                                             const std::string& reason, const Envelope& envelope) {
  const auto& rules = book_.pack().recordings;
  return carry_out(
      visitor, envelope, [&](Session& session, const Act& act) -> Result<recording::Destruction> {
        const std::set<std::string> each{recordings.begin(), recordings.end()};
        if (each.empty() || each.size() > kDestroyedAtOnce) {
          return refused(Refusal::invalid, "list-size",
                         {fmt::format("清单应当有一到{}段", kDestroyedAtOnce),
                          fmt::format("a list has 1 to {} recordings", kDestroyedAtOnce)},
                         {"请分批办理", "make several batches"}, rules.destruction_article,
                         "recordings");
        }
        if (trim(reason).empty()) {
          return refused(Refusal::invalid, "reason-missing", {"没有写明理由", "no reason given"},
                         {"请写明销毁的理由", "give the reason"}, rules.destruction_article,
                         "reason");
        }
        const std::vector<std::string> list{each.begin(), each.end()};
        if (auto kept = kept_among(session, list); !kept.empty()) {
          return reject(Refusal::rule_broken,
                        {"清单中有不得销毁的音像记录", "some of them have to be kept"},
                        std::move(kept));
        }
        return book_.add(session, recording::Destruction{},
                         recording::DestructionProposed{"b-" + to_hex(crypto::random_bytes(6)),
                                                        std::string{trim(reason)}, list},
                         act);
      });
}

Result<recording::Destruction> DestructionDesk::destroy(Session& session,
                                                        recording::Destruction batch,
                                                        const std::string& reason,
                                                        const Act& act) const {
  recording::DestructionAgreed agreed;
  agreed.reason = reason;
  std::string list;
  for (const auto& id : batch.proposed.recordings) {
    auto state = book_.recording(session, id);
    list += id + " " + state->received.sha256 + "\n";
    agreed.bytes += state->received.size;
    ++agreed.count;
    const auto done =
        book_.add(session, *std::move(state), {recording::RecordingDestroyed{batch.proposed.batch}},
                  {act.actor, act.at, act.key + "/" + id});
    if (!done) return tl::unexpected<Rejection>(done.error());
  }
  agreed.list_sha256 = to_hex(as_bytes(crypto::sha256(list)));
  return book_.add(session, std::move(batch), agreed, act);
}

Result<std::string> DestructionDesk::agree(const people::Visitor& visitor, const std::string& id,
                                           const std::string& reason, const Envelope& envelope) {
  const auto& rules = book_.pack().recordings;
  auto outcome = carry_out(
      visitor, envelope, [&](Session& session, const Act& act) -> Result<recording::Destruction> {
        auto batch = book_.destruction(session, id);
        if (!batch) return tl::unexpected<Rejection>(no_such_batch());
        if (!batch->open()) {
          return refused(Refusal::out_of_order, "settled", {"已经办结", "it is settled"},
                         {"无需办理", "nothing to do"});
        }
        if (batch->proposed_by == visitor.person_id) {
          return refused(Refusal::forbidden, "two-persons",
                         {"销毁应当由另一人同意", "another person has to agree"},
                         {"请另一名有权限的人员办理", "ask somebody else who may"},
                         rules.destruction_article);
        }
        if (auto kept = kept_among(session, batch->proposed.recordings); !kept.empty()) {
          return reject(Refusal::rule_broken,
                        {"清单中有不得销毁的音像记录", "some of them have to be kept"},
                        std::move(kept));
        }
        return destroy(session, *std::move(batch), std::string{trim(reason)}, act);
      });
  if (outcome) sweep(static_cast<std::int64_t>(kDestroyedAtOnce));
  return outcome;
}

Result<std::string> DestructionDesk::refuse(const people::Visitor& visitor, const std::string& id,
                                            const std::string& reason, const Envelope& envelope) {
  return carry_out(
      visitor, envelope, [&](Session& session, const Act& act) -> Result<recording::Destruction> {
        auto batch = book_.destruction(session, id);
        if (!batch) return tl::unexpected<Rejection>(no_such_batch());
        if (!batch->open()) {
          return refused(Refusal::out_of_order, "settled", {"已经办结", "it is settled"},
                         {"无需办理", "nothing to do"});
        }
        if (trim(reason).empty()) {
          return refused(Refusal::invalid, "reason-missing", {"没有写明理由", "no reason given"},
                         {"请写明不同意的理由", "say why not"}, {}, "reason");
        }
        return book_.add(session, *std::move(batch),
                         recording::DestructionRefused{std::string{trim(reason)}}, act);
      });
}

// A crash between the commit and here leaves files that no recording needs: found again by the same
// question. A file that two recordings share goes with the second.
std::int64_t DestructionDesk::sweep(std::int64_t most) {
  std::set<std::string> gone;
  database_.read([&](Session& session) {
    registers::RecordingFilter filter;
    filter.only = "destroyed";
    for (const auto& row : registers::list_recordings(session, filter, 0, most).rows) {
      if (!registers::needs_file(session, row.sha256)) gone.insert(row.sha256);
      const auto state = book_.recording(session, row.recording);
      for (const auto& copy : state->copies) gone.insert(copy.made.sha256);
    }
  });
  for (const auto& sha256 : gone) remove_(sha256);
  return std::ssize(gone);
}

}  // namespace mingcha::desk
