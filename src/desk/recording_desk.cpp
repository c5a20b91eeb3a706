// SPDX-License-Identifier: Apache-2.0
// What machines bring, and what people see of it.
#include "desk/recording_desk.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/trail_desk.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using people::Permission;
using recording::RecordingEvent;
using store::Outcome;
using store::Session;

constexpr const char* kMachine = "system";
/// How long somebody who said why may go on watching: a shift.
constexpr std::chrono::hours kShift{12};
/// A recording may begin so long before its step, or after it, and still be meant.
constexpr std::chrono::minutes kNear{30};
/// The step is often entered only days after it was recorded.
constexpr std::chrono::hours kWaitsForItsStep{24 * 30};

Rejection no_such_recording() {
  return {Refusal::not_found,
          {"没有这段音像记录，或不在您的查看范围内", "no such recording, or not for you to see"},
          {}};
}

std::string said(const ArrivedRecording& arrival, const char* key) {
  const auto found = arrival.said.find(key);
  return found == arrival.said.end() ? std::string{} : std::string{trim(found->second)};
}

std::int64_t moment_said(const ArrivedRecording& arrival, const char* key) {
  const auto at = parse_instant(said(arrival, key));
  return at ? to_millis(*at) : 0;
}

/// By id or police number.
const people::Person* person_said(const people::Directory& people, const std::string& who) {
  if (const auto* person = people.person(who)) return person;
  const auto found = std::ranges::find_if(
      people.persons, [&](const auto& each) { return !who.empty() && each.second.badge == who; });
  return found == people.persons.end() ? nullptr : &found->second;
}

std::string source_said(const ArrivedRecording& arrival) {
  const auto source = said(arrival, "source");
  static constexpr std::array<std::string_view, 5> kSources{"dock", "phone", "browser", "room",
                                                            "folder"};
  const bool known = std::ranges::find(kSources, source) != kSources.end();
  return known ? source : "browser";
}

std::int64_t overlap(const registers::RecordingRow& row, const registers::DutyRow& duty) {
  const auto from = std::max(*row.made_from, duty.from);
  const auto to = std::min(*row.made_to, duty.to);
  return to > from ? (to - from).count() : 0;
}

bool names(const std::string& spaced, const std::string& word) {
  return spaced.find(" " + word + " ") != std::string::npos;
}

/// When it was made, by what is known of the device's clock: to be put right by its drift, and
/// never later than it arrived.
recording::Span made(const ProbedRecording& probed, const recording::Recording& state,
                     std::int64_t drift_ms) {
  const auto length = std::chrono::milliseconds{probed.duration_ms};
  auto from = state.received.from != 0 ? std::optional{from_millis(state.received.from)}
                                       : std::optional<Instant>{};
  // Whoever only knows when it was written out knows when it ended.
  if (!from && state.received.to != 0) from = from_millis(state.received.to) - length;
  if (!from && probed.starts) from = *probed.starts - std::chrono::milliseconds{drift_ms};
  if (!from || probed.duration_ms <= 0) return {};
  return {*from, *from + length};
}

}  // namespace

bool may_manage(const people::Visitor& visitor, const std::string& /*unit*/) {
  return visitor.may(Permission::manage_recordings);
}

// ---- what machines bring ----------------------------------------------------------------------

recording::RecordingReceived RecordingDesk::received_of(Session& session,
                                                        const ArrivedRecording& arrival) const {
  const auto people = people_.directory(session);
  recording::RecordingReceived out;
  out.upload = arrival.upload;
  out.recording = "r-" + to_hex(as_bytes(crypto::sha256("upload/" + arrival.upload))).substr(0, 16);
  out.name = said(arrival, "filename");
  out.media_type = said(arrival, "filetype");
  out.size = static_cast<std::int64_t>(arrival.size);
  out.sha256 = arrival.sha256;
  out.sm3 = arrival.sm3;
  out.source = source_said(arrival);
  out.device_said = said(arrival, "device");
  out.case_said = said(arrival, "case");
  out.step_said = said(arrival, "step");
  out.from = moment_said(arrival, "started_at");
  out.to = moment_said(arrival, "ended_at");
  out.begun_at = to_millis(arrival.begun_at);
  if (out.name.empty()) out.name = out.recording;
  const auto device = registers::device_numbered(session, out.device_said);
  if (device) out.device = device->device;
  const auto* officer = person_said(*people, said(arrival, "officer"));
  if (officer == nullptr && device && out.from != 0) {
    const auto known = book_.device(session, device->device);
    officer = people->person(known->officer_at(from_millis(out.from)));
  }
  const auto* sender = people->person(arrival.uploader);
  // Who sends his own recordings in from a telephone or a browser need not say so.
  if (officer == nullptr && !device && sender != nullptr && !sender->certificate) sender = nullptr;
  if (officer == nullptr && !device) officer = sender;
  if (officer != nullptr) out.officer = officer->id;
  const auto unit = said(arrival, "unit");
  const auto* from = people->person(arrival.uploader);
  out.unit = people->unit(unit) != nullptr ? unit
             : officer != nullptr          ? officer->unit
             : device                      ? device->unit
             : from != nullptr             ? from->unit
                                           : std::string{};
  return out;
}

Result<std::string> RecordingDesk::arrived(const ArrivedRecording& arrival) {
  if (arrival.size == 0) {
    return reject(Refusal::invalid, {"文件是空的", "the file is empty"},
                  {{"file-empty",
                    {"文件没有内容", "there is nothing in it"},
                    {},
                    {"请检查设备后重新采集", "check the device and send it again"},
                    "file"}});
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    const auto received = received_of(session, arrival);
    outcome = received.recording;
    if (book_.recording(session, received.recording)) return Outcome::roll_back;
    if (arrival.matches) {
      if (const auto same = registers::recording_with(session, arrival.sha256)) {
        outcome = same->recording;
        return Outcome::roll_back;
      }
    }
    std::vector<RecordingEvent> events{received};
    if (!arrival.matches) {
      events.emplace_back(
          recording::RecordingQuarantined{arrival.declared_sha256.value_or(std::string{})});
    }
    const auto done = book_.add(session, {}, events,
                                {arrival.uploader, clock_.now(), "upload/" + arrival.upload});
    if (!done) outcome = tl::unexpected<Rejection>(done.error());
    return done ? Outcome::commit : Outcome::roll_back;
  });
  return outcome;
}

std::vector<registers::RecordingRow> RecordingDesk::to_probe(const std::string& level,
                                                             std::int64_t limit) {
  std::vector<registers::RecordingRow> out;
  database_.read([&](Session& session) {
    for (const auto& id : registers::unprobed(session, level, limit)) {
      if (auto row = registers::find_recording(session, id)) out.push_back(*std::move(row));
    }
  });
  return out;
}

/// Where the time fits steps of one case alone, which the officer did himself, it belongs there;
/// whoever sees it can put it right.
std::vector<RecordingEvent> RecordingDesk::suggested_matches(
    Session& session, const recording::Recording& state) const {
  const auto& linked = book_.pack().recordings.linked_class;
  const auto matched = [&](const std::string& case_id, const std::string& step,
                           std::int64_t occasion, const char* how) {
    return std::vector<RecordingEvent>{recording::RecordingMatched{case_id, step, occasion, how},
                                       recording::RecordingClassified{linked, "关联案件"}};
  };
  if (!state.matches.empty() || state.in_quarantine()) return {};
  const auto row = book_.row_of(state);
  if (!row.made_from) return {};
  std::vector<registers::DutyRow> fit;
  for (const auto& duty :
       registers::duties_at(session, row.unit, *row.made_from, *row.made_to, 50)) {
    if (!row.officer.empty() && names(duty.officers, row.officer) && overlap(row, duty) > 0) {
      fit.push_back(duty);
    }
  }
  std::erase_if(fit, [&](const auto& duty) {
    if (state.taken_off.contains({duty.case_id, duty.occasion}) ||
        state.taken_off.contains({duty.case_id, 0})) {
      return true;
    }
    return !state.received.case_said.empty() && duty.case_id != state.received.case_said;
  });
  const auto& one = fit.empty() ? registers::DutyRow{} : fit.front();
  const bool one_case =
      std::ranges::all_of(fit, [&](const auto& duty) { return duty.case_id == one.case_id; });
  if (fit.empty() || !one_case) return {};
  const bool one_step =
      std::ranges::all_of(fit, [&](const auto& duty) { return duty.occasion == one.occasion; });
  return matched(one.case_id, one_step ? one.step : std::string{}, one_step ? one.occasion : 0,
                 state.received.case_said.empty() ? "suggested" : "said");
}

void RecordingDesk::probed(const std::string& id, const ProbedRecording& probed) {
  database_.write([&](Session& session) {
    auto state = book_.recording(session, id);
    if (!state || state->destroyed) return Outcome::roll_back;
    if ((probed.level == "full" ? state->full : state->quick).has_value()) {
      return Outcome::roll_back;
    }
    const auto device = registers::find_device(session, state->received.device);
    const auto span = made(probed, *state, device ? device->drift_ms : 0);
    recording::RecordingProbed event{probed.level, probed.report, probed.findings, 0, 0,
                                     probed.plays};
    if (span.to > span.from) {
      event.from = to_millis(span.from);
      event.to = to_millis(span.to);
      if (span.to > state->received_at +
                        std::chrono::seconds{book_.pack().recordings.thresholds.clock_seconds}) {
        event.findings.push_back({"clock", 0, (span.to - state->received_at).count()});
      }
    }
    const Act act{kMachine, clock_.now(), "probe/" + probed.level + "/" + id};
    auto after = book_.add(session, *std::move(state), {event}, act);
    if (!after) return Outcome::roll_back;
    const auto matches = suggested_matches(session, *after);
    if (!matches.empty() &&
        !book_.add(session, *std::move(after), matches, {kMachine, act.at, "match/" + id})) {
      return Outcome::roll_back;
    }
    return Outcome::commit;
  });
}

std::int64_t RecordingDesk::match_waiting(std::int64_t most) {
  std::int64_t count = 0;
  database_.write([&](Session& session) {
    count = 0;
    registers::RecordingFilter filter;
    filter.only = "unassigned";
    filter.from = clock_.now() - kWaitsForItsStep;
    for (const auto& row : registers::list_recordings(session, filter, 0, most).rows) {
      auto state = book_.recording(session, row.recording);
      const auto matches = suggested_matches(session, *state);
      if (matches.empty()) continue;
      const auto done = book_.add(session, *std::move(state), matches,
                                  {kMachine, clock_.now(), "match/" + row.recording});
      if (!done) return Outcome::roll_back;
      ++count;
    }
    return count == 0 ? Outcome::roll_back : Outcome::commit;
  });
  return count;
}

std::optional<recording::Recording> RecordingDesk::state_of(const std::string& id) {
  std::optional<recording::Recording> out;
  database_.read([&](Session& session) { out = book_.recording(session, id); });
  return out;
}

void RecordingDesk::copied(const std::string& id, const recording::CopyMade& copy,
                           const std::string& actor) {
  database_.write([&](Session& session) {
    auto state = book_.recording(session, id);
    if (!state || state->destroyed) return Outcome::roll_back;
    const bool there = std::ranges::any_of(
        state->copies, [&](const auto& known) { return known.made.copy == copy.copy; });
    if (there) return Outcome::roll_back;
    const auto done =
        book_.add(session, *std::move(state), {copy}, {actor, clock_.now(), "copy/" + copy.copy});
    return done ? Outcome::commit : Outcome::roll_back;
  });
}

// ---- looking ------------------------------------------------------------------------------------

bool RecordingDesk::in_scope(const people::Visitor& visitor,
                             const registers::RecordingRow& row) const {
  if (!visitor.may(Permission::read_recording)) return false;
  return sees_every_unit(visitor) || visitor.may(Permission::manage_recordings) ||
         row.unit == visitor.unit_id || row.officer == visitor.person_id;
}

RecordingSight RecordingDesk::sight_of(Session& session, const people::Visitor& visitor,
                                       recording::Recording state) const {
  RecordingSight out;
  out.row = book_.row_of(state);
  out.people = people_.directory(session);
  out.device = registers::find_device(session, out.row.device);
  out.retention = recording::retention_of(state, book_.pack().recordings);
  out.same_time = registers::at_the_same_time(session, out.row);
  out.may_manage = desk::may_manage(visitor, out.row.unit);
  out.may_watch = in_scope(visitor, out.row) && !state.destroyed;
  out.state = std::move(state);
  return out;
}

registers::RecordingPage RecordingDesk::list(const people::Visitor& visitor,
                                             registers::RecordingFilter filter, std::int64_t offset,
                                             std::int64_t limit) {
  registers::RecordingPage out;
  if (!sees_every_unit(visitor) && !visitor.may(Permission::manage_recordings)) {
    filter.unit = visitor.unit_id;
  }
  database_.read(
      [&](Session& session) { out = registers::list_recordings(session, filter, offset, limit); });
  return out;
}

Result<RecordingSight> RecordingDesk::look(const people::Visitor& visitor, const std::string& id) {
  std::optional<RecordingSight> sight;
  database_.read([&](Session& session) {
    auto state = book_.recording(session, id);
    if (!state || !in_scope(visitor, book_.row_of(*state))) return;
    sight = sight_of(session, visitor, *std::move(state));
  });
  if (!sight) return tl::unexpected<Rejection>(no_such_recording());
  // What belongs to cases is watched by whoever may see one of them.
  if (!sight->state.matches.empty()) {
    sight->may_watch =
        sight->may_watch && std::ranges::any_of(sight->state.matches, [&](const auto& match) {
          return cases_.look(visitor, match.case_id).has_value();
        });
  }
  return *std::move(sight);
}

std::vector<MatchSuggestion> RecordingDesk::suggestions(const people::Visitor& visitor,
                                                        const RecordingSight& sight) {
  const auto& row = sight.row;
  std::vector<MatchSuggestion> out;
  if (!row.made_from || !visitor.may(Permission::read_case)) return out;
  const auto unit = sees_every_unit(visitor) ? std::string{} : visitor.unit_id;
  database_.read([&](Session& session) {
    for (auto& duty :
         registers::duties_at(session, unit, *row.made_from - kNear, *row.made_to + kNear, 20)) {
      MatchSuggestion one;
      one.overlap_ms = overlap(row, duty);
      one.officer_fits = !row.officer.empty() && names(duty.officers, row.officer);
      one.unit_fits = duty.unit == row.unit;
      const auto* item = book_.pack().recordings.item(duty.item);
      if (item != nullptr) {
        one.item_title_zh = item->title.zh;
        one.item_title_en = item->title.en;
      }
      one.duty = std::move(duty);
      out.push_back(std::move(one));
    }
  });
  std::erase_if(
      out, [&](const auto& one) { return !cases_.look(visitor, one.duty.case_id).has_value(); });
  std::ranges::stable_sort(out, [](const auto& one, const auto& other) {
    return std::tuple{one.officer_fits, one.unit_fits, one.overlap_ms} >
           std::tuple{other.officer_fits, other.unit_fits, other.overlap_ms};
  });
  return out;
}

Result<void> RecordingDesk::begin_watching(const people::Visitor& visitor, const std::string& id,
                                           const std::string& purpose) {
  if (trim(purpose).empty()) {
    return reject(Refusal::invalid, {"没有写明查看目的", "no purpose was given"},
                  {{"purpose-missing",
                    {"查看音像记录应当写明目的", "recordings are watched for a stated purpose"},
                    book_.pack().recordings.hold_article,
                    {"请写明为什么查看", "say why you watch it"},
                    "purpose"}});
  }
  const auto sight = look(visitor, id);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  if (!sight->may_watch) return tl::unexpected<Rejection>(no_such_recording());
  std::vector<TrailDesk::Look> looks;
  for (const auto& match : sight->state.matches) {
    const auto seen = cases_.look(visitor, match.case_id);
    looks.push_back({match.case_id, "recording", id, seen && seen->sealed, std::string{purpose}});
  }
  if (looks.empty()) looks.push_back({id, "recording", id, false, std::string{purpose}});
  trail_.looked(visitor, looks);
  const std::lock_guard lock{mutex_};
  watching_[visitor.person_id + "/" + id] = clock_.now() + kShift;
  return {};
}

Result<RecordingSight> RecordingDesk::watch(const people::Visitor& visitor, const std::string& id) {
  auto sight = look(visitor, id);
  if (!sight) return sight;
  if (!sight->may_watch) return tl::unexpected<Rejection>(no_such_recording());
  if (said_why(visitor, *sight)) return sight;
  return reject(Refusal::forbidden, {"查看前应当写明目的", "say why before you watch"},
                {{"purpose-missing",
                  {"每次查看音像记录都有记录", "every look at a recording is on record"},
                  book_.pack().recordings.hold_article,
                  {"请先写明查看目的", "state the purpose first"},
                  "purpose"}});
}

bool RecordingDesk::said_why(const people::Visitor& visitor, const RecordingSight& sight) {
  const auto now = clock_.now();
  const auto& id = sight.row.recording;
  {
    const std::lock_guard lock{mutex_};
    const auto known = watching_.find(visitor.person_id + "/" + id);
    if (known != watching_.end() && now < known->second) return true;
  }
  // Another instance may have been told, or this one before it was started anew.
  const auto place = sight.state.matches.empty() ? id : sight.state.matches.front().case_id;
  return std::ranges::any_of(trail_.looks_at(place), [&](const auto& look) {
    return look.person_id == visitor.person_id && look.thing == id && look.what == "recording" &&
           now - look.at < kShift;
  });
}

}  // namespace mingcha::desk
