// SPDX-License-Identifier: Apache-2.0
#include "recording/state.h"

#include <algorithm>

#include "base/assert.h"
#include "recording/codec.h"

namespace mingcha::recording {
namespace {

struct ApplyRecording {
  Recording& state;
  const Recorded& recorded;
  Turn& turn;

  void operator()(const RecordingReceived& e) const {
    state.received = e;
    state.received_by = recorded.actor;
    state.received_at = recorded.at;
  }
  void operator()(const RecordingQuarantined& e) const { state.quarantined = e.declared_sha256; }
  void operator()(const QuarantineEnded& e) const {
    state.accepted = true;
    turn.reason = e.reason;
  }
  void operator()(const RecordingProbed& e) const {
    (e.level == "full" ? state.full : state.quick) = e;
    turn.about = e.level;
  }
  void operator()(const RecordingMatched& e) const {
    state.matches.push_back({e.case_id, e.step, e.occasion, e.how, recorded.actor});
    turn.about = e.case_id;
  }
  void operator()(const RecordingUnmatched& e) const {
    std::erase_if(state.matches, [&](const Match& match) {
      return match.case_id == e.case_id && match.occasion == e.occasion;
    });
    state.taken_off.emplace(e.case_id, e.occasion);
    turn.about = e.case_id;
    turn.reason = e.reason;
  }
  void operator()(const RecordingClassified& e) const {
    state.classes[e.retention] = e.reason;
    say(e.retention, e.reason);
  }
  void operator()(const ShorteningProposed& e) const {
    state.shortening[e.retention] = {e.reason, recorded.actor};
    say(e.retention, e.reason);
  }
  void operator()(const ShorteningAgreed& e) const {
    state.shortening.erase(e.retention);
    state.classes.erase(e.retention);
    say(e.retention, e.reason);
  }
  void operator()(const ShorteningRefused& e) const {
    state.shortening.erase(e.retention);
    say(e.retention, e.reason);
  }
  void operator()(const HoldPlaced& e) const {
    state.holds[e.hold] = e.reason;
    say(e.hold, e.reason);
  }
  void operator()(const HoldLifted& e) const {
    state.holds.erase(e.hold);
    say(e.hold, e.reason);
  }
  void operator()(const NoteMade& e) const {
    const auto place = std::ranges::upper_bound(state.notes, e.at_ms, {}, &Note::at_ms);
    state.notes.insert(place, {e.at_ms, e.text, recorded.actor, recorded.at});
  }
  void operator()(const CopyMade& e) const {
    state.copies.push_back({e, recorded.actor, recorded.at});
    say(e.kind, e.purpose);
  }
  void operator()(const RecordingDestroyed& e) const {
    state.destroyed = e.batch;
    state.destroyed_at = recorded.at;
    turn.about = e.batch;
  }

  void say(const std::string& about, const std::string& reason) const {
    turn.about = about;
    turn.reason = reason;
  }
};

struct ApplyDevice {
  Device& state;
  const Recorded& recorded;
  Turn& turn;

  void operator()(const DeviceRegistered& e) const {
    state.registered = e;
    state.unit = turn.about = e.unit;
  }
  void operator()(const DeviceIssued& e) const {
    take_back();
    state.officer = turn.about = e.officer;
    state.condition = DeviceCondition::issued;
    state.custody.push_back({e.officer, recorded.at, {}});
  }
  void operator()(const DeviceReturned& e) const { rest(DeviceCondition::in_store, e.note); }
  void operator()(const DeviceChecked& e) const {
    state.checked = e;
    state.checked_at = recorded.at;
    turn.reason = e.note;
  }
  void operator()(const DeviceMoved& e) const {
    state.unit = turn.about = e.unit;
    rest(DeviceCondition::in_store, e.reason);
  }
  void operator()(const DeviceLost& e) const { rest(DeviceCondition::lost, e.reason); }
  void operator()(const DeviceFound& e) const { rest(DeviceCondition::in_store, e.note); }
  void operator()(const DeviceRepairBegun& e) const { rest(DeviceCondition::in_repair, e.reason); }
  void operator()(const DeviceRepaired& e) const { rest(DeviceCondition::in_store, e.note); }
  void operator()(const DeviceScrapped& e) const { rest(DeviceCondition::scrapped, e.reason); }

  void take_back() const {
    if (!state.officer.empty()) state.custody.back().to = recorded.at;
    state.officer.clear();
  }
  /// Nobody has it any more.
  void rest(DeviceCondition condition, const std::string& why) const {
    take_back();
    state.condition = condition;
    turn.reason = why;
  }
};

template <typename State, typename Apply, typename Event>
void apply(State& state, const Event& event, const Recorded& recorded) {
  ++state.version;
  Turn turn{std::string{kind_of(event)}, recorded.actor, recorded.at, {}, {}};
  std::visit(Apply{state, recorded, turn}, event);
  state.turns.push_back(std::move(turn));
}

}  // namespace

const RecordingProbed* Recording::probed() const {
  return full ? &*full : quick ? &*quick : nullptr;
}

std::optional<Span> Recording::span() const {
  const auto* found = probed();
  auto from = found != nullptr ? found->from : 0;
  auto to = found != nullptr ? found->to : 0;
  if (from == 0) {
    from = received.from;
    to = received.to;
  }
  if (from == 0 || to <= from) return std::nullopt;
  return Span{from_millis(from), from_millis(to)};
}

std::vector<Span> Recording::pieces() const {
  const auto whole = span();
  if (!whole) return {};
  std::vector<Span> gaps;
  if (const auto* found = probed()) {
    for (const auto& each : found->findings) {
      if (each.kind != "gap") continue;
      gaps.push_back({whole->from + std::chrono::milliseconds{each.from_ms},
                      whole->from + std::chrono::milliseconds{each.to_ms}});
    }
  }
  std::vector<Span> out;
  auto from = whole->from;
  for (const auto& gap : joined(std::move(gaps))) {
    if (gap.from > from) out.push_back({from, std::min(gap.from, whole->to)});
    from = std::max(from, gap.to);
  }
  if (from < whole->to) out.push_back({from, whole->to});
  return out;
}

const char* to_string(DeviceCondition condition) {
  switch (condition) {
    case DeviceCondition::in_store: return "in_store";
    case DeviceCondition::issued: return "issued";
    case DeviceCondition::lost: return "lost";
    case DeviceCondition::in_repair: return "in_repair";
    case DeviceCondition::scrapped: return "scrapped";
  }
  MINGCHA_ASSERT(false);
}

Text title(DeviceCondition condition) {
  switch (condition) {
    case DeviceCondition::in_store: return {"在库", "In store"};
    case DeviceCondition::issued: return {"已领用", "Issued"};
    case DeviceCondition::lost: return {"遗失", "Lost"};
    case DeviceCondition::in_repair: return {"送修", "In repair"};
    case DeviceCondition::scrapped: return {"报废", "Scrapped"};
  }
  MINGCHA_ASSERT(false);
}

std::string Device::officer_at(Instant at) const {
  for (const auto& each : custody) {
    if (each.from <= at && (!each.to || at < *each.to)) return each.officer;
  }
  return {};
}

void evolve(Recording& state, const RecordingEvent& event, const Recorded& recorded) {
  apply<Recording, ApplyRecording>(state, event, recorded);
}

void evolve(Device& state, const DeviceEvent& event, const Recorded& recorded) {
  apply<Device, ApplyDevice>(state, event, recorded);
}

void evolve(Explanations& state, const GapEvent& event, const Recorded& recorded) {
  ++state.version;
  state.gaps.push_back({std::get<GapExplained>(event), recorded.actor, recorded.at});
}

void evolve(Destruction& state, const DestructionEvent& event, const Recorded& recorded) {
  ++state.version;
  if (const auto* proposed = std::get_if<DestructionProposed>(&event)) {
    state.proposed = *proposed;
    state.proposed_by = recorded.actor;
    state.proposed_at = recorded.at;
    return;
  }
  if (const auto* agreed = std::get_if<DestructionAgreed>(&event)) state.agreed = *agreed;
  if (const auto* refused = std::get_if<DestructionRefused>(&event)) state.refused = *refused;
  state.settled_by = recorded.actor;
  state.settled_at = recorded.at;
}

void evolve(Viewing& state, const ViewingEvent& event, const Recorded& recorded) {
  ++state.version;
  if (const auto* granted = std::get_if<ViewingGranted>(&event)) {
    state.granted = *granted;
    state.granted_by = recorded.actor;
    state.granted_at = recorded.at;
  }
  if (const auto* used = std::get_if<ViewingUsed>(&event)) {
    state.uses.emplace_back(recorded.at, *used);
  }
  if (const auto* ended = std::get_if<ViewingEnded>(&event)) state.ended = ended->reason;
}

}  // namespace mingcha::recording
