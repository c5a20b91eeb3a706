// SPDX-License-Identifier: Apache-2.0
#include "desk/sealed_case.h"

#include "base/encoding.h"
#include "casefile/state.h"

namespace mingcha::desk {
namespace {

using people::Permission;

bool has_stated(const people::Visitor& visitor) { return !trim(visitor.purpose).empty(); }

Rejection purpose_needed(const casefile::RecordSealed& sealed) {
  return {Refusal::forbidden,
          {"该案已依法封存，查阅须先说明目的",
           "this record is sealed by law: say why before you look into it"},
          {{"purpose-needed",
            {sealed.reason + "，未说明查阅目的的不得查阅",
             "a sealed record is shown only for a stated purpose"},
            sealed.article,
            {"请说明查阅目的；目的与查阅一并记入全过程记录",
             "state the purpose; it is recorded with the look"},
            {}}}};
}

Rejection not_for_him(const casefile::RecordSealed& sealed) {
  return {Refusal::forbidden,
          {"该案已依法封存，不在您的查阅权限内",
           "this record is sealed by law and not for you to look into"},
          {{"sealed-record",
            {sealed.reason + "，只供办理人员和有权查阅封存记录的人员查阅",
             "a sealed record is for those who handle it and those entitled to sealed records"},
            sealed.article,
            {"确需查阅的，请向有权查阅封存记录的人员提出",
             "ask somebody who is entitled to look into sealed records"},
            {}}}};
}

}  // namespace

std::set<std::string> participants(const casefile::State& state) {
  auto out = state.handlers;
  out.insert(state.opening.actor);
  if (state.review) out.insert(state.review->recorded.actor);
  for (const auto& opinion : state.opinions) out.insert(opinion.recorded.actor);
  if (const auto* open = state.submission(); open != nullptr && !open->reviewer.empty()) {
    out.insert(open->reviewer);
  }
  if (state.decision) out.insert(state.decision_recorded.actor);
  for (const auto& [step, done] : state.done) {
    out.insert(done.recorded.actor);
    out.insert(done.performers.begin(), done.performers.end());
  }
  return out;
}

std::optional<Rejection> why_sealed(const people::Visitor& visitor, const casefile::State& state) {
  if (!state.sealed || participants(state).contains(visitor.person_id)) return std::nullopt;
  if (visitor.may(Permission::read_sealed_case)) {
    if (has_stated(visitor)) return std::nullopt;
    return purpose_needed(*state.sealed);
  }
  if (state.opened && state.opened->unit == visitor.unit_id) return std::nullopt;
  return not_for_him(*state.sealed);
}

std::optional<registers::Blind> blind_to(const people::Visitor& visitor) {
  const bool entitled = visitor.may(Permission::read_sealed_case);
  if (entitled && has_stated(visitor)) return std::nullopt;
  return registers::Blind{visitor.person_id, entitled ? std::string{} : visitor.unit_id};
}

}  // namespace mingcha::desk
