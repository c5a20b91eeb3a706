// SPDX-License-Identifier: Apache-2.0
#include "desk/recording_book.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "pack/definition.h"
#include "recording/codec.h"
#include "recording/retention.h"
#include "registers/device_register.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using recording::Recorded;
using store::Session;

std::string stream_of(const recording::Recording& state) {
  return "recording/" + state.received.recording;
}
std::string stream_of(const recording::Device& state) {
  return "device/" + state.registered.device;
}
std::string stream_of(const recording::Destruction& state) {
  return "destruction/" + state.proposed.batch;
}
std::string stream_of(const recording::Viewing& state) {
  return "viewing/" + state.granted.viewing;
}
std::string gap_stream(const std::string& case_id) { return "gaps/" + case_id; }

template <typename State, typename Event>
State folded(Session& session, const std::string& stream) {
  State state;
  Event event;
  for (const auto& stored : store::load(session, stream)) {
    recording::decode(stored.kind, stored.body, event);
    recording::evolve(state, event, Recorded{stored.actor, stored.at});
  }
  return state;
}

template <typename State, typename Event>
std::optional<State> found(Session& session, const std::string& stream) {
  auto state = folded<State, Event>(session, stream);
  return state.version == 0 ? std::nullopt : std::optional{std::move(state)};
}

template <typename Event>
ledger::LeafType leaf_of(const Event& event) {
  const auto kind = recording::kind_of(event);
  if (kind == recording::kRecordingReceived) return ledger::LeafType::recording_accepted;
  if (kind == "destruction.agreed") return ledger::LeafType::recordings_destroyed;
  return ledger::LeafType::recording_recorded;
}

template <typename State, typename Event>
Result<State> added(const Recorder& recorder, Session& session, State before,
                    const std::vector<Event>& events, const Act& act) {
  const auto version = before.version;
  std::vector<NewEvent> fresh;
  for (const auto& event : events) {
    recording::evolve(before, event, Recorded{act.actor, act.at});
    fresh.push_back({std::string{recording::kind_of(event)},
                     recording::encode(event),
                     leaf_of(event),
                     {},
                     {},
                     {}});
  }
  const auto stored =
      recorder.record(session, stream_of(before), version, act.actor, act.at, fresh, act.key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());
  return before;
}

std::string spaced(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += " " + word + " ";
  return out;
}

template <typename State, typename Event, typename Project>
void refill_all(Session& session, const char* first_kind, const Project& project) {
  constexpr std::int64_t kPage = 1000;
  store::ScanFilter filter;
  filter.kind = first_kind;
  for (std::int64_t after = 0;;) {
    const auto page = store::scan(session, after, kPage, filter);
    for (const auto& event : page) {
      project(folded<State, Event>(session, event.stream));
      after = event.seq;
    }
    if (std::ssize(page) < kPage) return;
  }
}

std::string gaps_json(const recording::DutyStatus& status) {
  auto out = nlohmann::json::array();
  for (std::size_t at = 0; at < status.coverage.gaps.size(); ++at) {
    const auto& gap = status.coverage.gaps[at];
    out.push_back({recording::to_string(gap.kind), to_millis(gap.span.from), to_millis(gap.span.to),
                   status.explained[at] != nullptr ? 1 : 0});
  }
  return out.dump();
}

}  // namespace

// ---- reading --------------------------------------------------------------------------------

std::optional<recording::Recording> RecordingBook::recording(Session& session,
                                                             const std::string& id) const {
  return found<recording::Recording, recording::RecordingEvent>(session, "recording/" + id);
}
std::optional<recording::Device> RecordingBook::device(Session& session,
                                                       const std::string& id) const {
  return found<recording::Device, recording::DeviceEvent>(session, "device/" + id);
}
std::optional<recording::Destruction> RecordingBook::destruction(Session& session,
                                                                 const std::string& id) const {
  return found<recording::Destruction, recording::DestructionEvent>(session, "destruction/" + id);
}
std::optional<recording::Viewing> RecordingBook::viewing(Session& session,
                                                         const std::string& id) const {
  return found<recording::Viewing, recording::ViewingEvent>(session, "viewing/" + id);
}

recording::Explanations explanations_of(Session& session, const std::string& case_id) {
  return folded<recording::Explanations, recording::GapEvent>(session, gap_stream(case_id));
}

// ---- putting on record ----------------------------------------------------------------------

Result<recording::Recording> RecordingBook::add(
    Session& session, recording::Recording before,
    const std::vector<recording::RecordingEvent>& events, const Act& act) const {
  auto after = added(recorder_, session, before, events, act);
  if (!after) return after;
  project(session, *after);
  renew_cases(session, before, *after);
  return after;
}

Result<recording::Device> RecordingBook::add(Session& session, recording::Device before,
                                             const recording::DeviceEvent& event,
                                             const Act& act) const {
  auto after = added(recorder_, session, std::move(before), std::vector{event}, act);
  if (after) project(session, *after);
  return after;
}

Result<recording::Destruction> RecordingBook::add(Session& session, recording::Destruction before,
                                                  const recording::DestructionEvent& event,
                                                  const Act& act) const {
  auto after = added(recorder_, session, std::move(before), std::vector{event}, act);
  if (after) project(session, *after);
  return after;
}

Result<recording::Viewing> RecordingBook::add(Session& session, recording::Viewing before,
                                              const recording::ViewingEvent& event,
                                              const Act& act) const {
  auto after = added(recorder_, session, std::move(before), std::vector{event}, act);
  if (after) project(session, *after);
  return after;
}

Result<void> RecordingBook::explain(Session& session, const std::string& case_id,
                                    const recording::GapExplained& gap, const Act& act) const {
  const recording::GapEvent event{gap};
  const std::vector<NewEvent> fresh{{std::string{recording::kind_of(event)},
                                     recording::encode(event),
                                     leaf_of(event),
                                     {},
                                     {},
                                     {}}};
  const auto stored =
      recorder_.record(session, gap_stream(case_id), explanations_of(session, case_id).version,
                       act.actor, act.at, fresh, act.key);
  if (!stored) return tl::unexpected<Rejection>(stored.error());
  renew_case(session, case_id);
  return {};
}

// ---- rows -----------------------------------------------------------------------------------

registers::RecordingRow RecordingBook::row_of(const recording::Recording& state) const {
  const auto& rules = pack_.recordings;
  registers::RecordingRow row;
  row.recording = state.received.recording;
  row.version = state.version;
  row.name = state.received.name;
  row.state = state.destroyed ? "destroyed" : state.in_quarantine() ? "quarantined" : "kept";
  row.size = state.received.size;
  row.sha256 = state.received.sha256;
  row.source = state.received.source;
  row.device = state.received.device;
  row.officer = state.received.officer;
  row.unit = state.received.unit;
  row.received_at = state.received_at;
  if (const auto span = state.span()) {
    row.made_from = span->from;
    row.made_to = span->to;
    const auto term = span->to + std::chrono::hours{rules.upload_hours};
    row.late_ms = std::max<std::int64_t>(0, (state.received_at - term).count());
  }
  if (const auto* probed = state.probed()) {
    row.probed = probed->level;
    row.plays = probed->plays;
    std::set<std::string> kinds;
    for (const auto& each : probed->findings) kinds.insert(each.kind);
    row.findings = spaced({kinds.begin(), kinds.end()});
  }
  row.plays = row.plays || std::ranges::any_of(state.copies, [](const auto& copy) {
                return copy.made.kind == "proxy";
              });
  row.matched = !state.matches.empty();
  const auto kept = recording::retention_of(state, rules);
  if (kept.longest != nullptr) row.retention = kept.longest->id;
  if (kept.until) row.keep_until = mingcha::to_string(*kept.until);
  row.held = kept.held;
  return row;
}

void RecordingBook::project(Session& session, const recording::Recording& state) const {
  std::vector<registers::RecordingMatchRow> matches;
  for (const auto& match : state.matches) {
    matches.push_back({state.received.recording, match.case_id, match.occasion});
  }
  registers::put_recording(session, row_of(state), matches);
}

void RecordingBook::project(Session& session, const recording::Device& state) const {
  registers::DeviceRow row;
  row.device = state.registered.device;
  row.version = state.version;
  row.number = state.registered.number;
  row.kind = state.registered.kind;
  row.model = state.registered.model;
  row.serial = state.registered.serial;
  row.unit = state.unit;
  row.condition = recording::to_string(state.condition);
  row.officer = state.officer;
  if (!state.officer.empty()) row.since = state.custody.back().from;
  if (state.checked) {
    row.checked_at = state.checked_at;
    row.drift_ms = state.checked->clock_drift_ms;
    row.sound = state.checked->sound;
  }
  registers::put_device(session, row);
}

void RecordingBook::project(Session& session, const recording::Destruction& state) const {
  const auto people = people_.directory(session);
  const auto* by = people->person(state.proposed_by);
  registers::put_destruction(session, {state.proposed.batch,
                                       state.agreed    ? "agreed"
                                       : state.refused ? "refused"
                                                       : "proposed",
                                       by == nullptr ? std::string{} : by->unit, state.proposed_by,
                                       state.proposed_at, std::ssize(state.proposed.recordings)});
}

void RecordingBook::project(Session& session, const recording::Viewing& state) const {
  registers::put_viewing(
      session, {state.granted.viewing, state.granted.case_id, state.granted.token_sha256,
                from_millis(state.granted.until), state.ended.has_value(), state.granted_at});
}

void RecordingBook::renew_cases(Session& session, const recording::Recording& before,
                                const recording::Recording& after) const {
  std::set<std::string> cases;
  for (const auto& match : before.matches) cases.insert(match.case_id);
  for (const auto& match : after.matches) cases.insert(match.case_id);
  for (const auto& each : cases) renew_case(session, each);
}

void RecordingBook::renew_case(Session& session, const std::string& case_id) const {
  const auto state = cases_.load(session, case_id);
  if (state == nullptr) return;
  const auto people = people_.directory(session);
  const acts::CaseView view{pack_, *people, acts::item_of(pack_, *state), *state};
  put_duty_rows(session, case_id, state->opened->unit, recording::duties_of(view),
                pack_.recordings.thresholds);
}

void RecordingBook::refill(Session& session) const {
  using namespace recording;
  const auto put = [&](const auto& state) { project(session, state); };
  refill_all<Device, DeviceEvent>(session, kDeviceRegistered, put);
  refill_all<Recording, RecordingEvent>(session, kRecordingReceived, [&](const auto& state) {
    project(session, state);
    for (const auto& match : state.matches) renew_case(session, match.case_id);
  });
  refill_all<Destruction, DestructionEvent>(session, kDestructionProposed, put);
  refill_all<Viewing, ViewingEvent>(session, kViewingGranted, put);
}

// ---- what a case's recordings cover -----------------------------------------------------------

std::vector<recording::DutyStatus> duty_status(Session& session, const std::string& case_id,
                                               const std::vector<recording::Duty>& duties,
                                               const recording::Explanations& explanations,
                                               const pack::RecordingThresholds& limits) {
  std::vector<recording::Piece> pieces;
  for (const auto& id : registers::recordings_of_case(session, case_id)) {
    const auto state =
        folded<recording::Recording, recording::RecordingEvent>(session, "recording/" + id);
    if (state.destroyed || state.in_quarantine()) continue;
    for (const auto& match : state.matches) {
      if (match.case_id == case_id) pieces.push_back({id, match.occasion, state.pieces()});
    }
  }
  std::vector<recording::DutyStatus> out;
  out.reserve(duties.size());
  for (const auto& duty : duties) {
    out.push_back(recording::status_of(duty, pieces, explanations, limits));
  }
  return out;
}

void put_duty_rows(Session& session, const std::string& case_id, const std::string& unit,
                   const std::vector<recording::Duty>& duties,
                   const pack::RecordingThresholds& limits) {
  std::vector<registers::DutyRow> rows;
  if (!duties.empty()) {
    const auto explanations = explanations_of(session, case_id);
    for (const auto& status : duty_status(session, case_id, duties, explanations, limits)) {
      const auto& duty = status.duty;
      rows.push_back({case_id, duty.occasion, duty.item->id, duty.step, unit,
                      spaced(duty.performers), duty.item->grade != pack::RecordingGrade::optional,
                      duty.act.from, duty.act.to, status.coverage.covered_ms,
                      status.coverage.total_ms, status.state(), gaps_json(status)});
    }
  }
  registers::put_duties(session, case_id, rows);
}

}  // namespace mingcha::desk
