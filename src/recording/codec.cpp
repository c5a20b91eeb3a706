// SPDX-License-Identifier: Apache-2.0
#include "recording/codec.h"

#include <array>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace mingcha::recording {

using Json = nlohmann::json;

void to_json(Json& out, const Found& found) {
  out = Json::array({found.kind, found.from_ms, found.to_ms});
}
void from_json(const Json& in, Found& found) {
  in.at(0).get_to(found.kind);
  in.at(1).get_to(found.from_ms);
  in.at(2).get_to(found.to_ms);
}

namespace {

template <typename T, typename E>
concept Is = std::is_same_v<std::remove_const_t<T>, E>;

void fields(Is<RecordingReceived> auto& e, auto&& f) {
  f("recording", e.recording);
  f("upload", e.upload);
  f("name", e.name);
  f("media_type", e.media_type);
  f("size", e.size);
  f("sha256", e.sha256);
  f("sm3", e.sm3);
  f("source", e.source);
  f("device", e.device);
  f("device_said", e.device_said);
  f("officer", e.officer);
  f("unit", e.unit);
  f("case_said", e.case_said);
  f("step_said", e.step_said);
  f("from", e.from);
  f("to", e.to);
  f("begun_at", e.begun_at);
}
void fields(Is<RecordingQuarantined> auto& e, auto&& f) { f("declared_sha256", e.declared_sha256); }
void fields(Is<QuarantineEnded> auto& e, auto&& f) { f("reason", e.reason); }
void fields(Is<RecordingProbed> auto& e, auto&& f) {
  f("level", e.level);
  f("report", e.report);
  f("findings", e.findings);
  f("from", e.from);
  f("to", e.to);
  f("plays", e.plays);
}
void fields(Is<RecordingMatched> auto& e, auto&& f) {
  f("case", e.case_id);
  f("step", e.step);
  f("occasion", e.occasion);
  f("how", e.how);
}
void fields(Is<RecordingUnmatched> auto& e, auto&& f) {
  f("case", e.case_id);
  f("occasion", e.occasion);
  f("reason", e.reason);
}

template <typename T>
concept IsAboutClass = Is<T, RecordingClassified> || Is<T, ShorteningProposed> ||
    Is<T, ShorteningAgreed> || Is<T, ShorteningRefused>;
void fields(IsAboutClass auto& e, auto&& f) {
  f("retention", e.retention);
  f("reason", e.reason);
}

template <typename T>
concept IsHold = Is<T, HoldPlaced> || Is<T, HoldLifted>;
void fields(IsHold auto& e, auto&& f) {
  f("hold", e.hold);
  f("reason", e.reason);
}
void fields(Is<NoteMade> auto& e, auto&& f) {
  f("at_ms", e.at_ms);
  f("text", e.text);
}
void fields(Is<CopyMade> auto& e, auto&& f) {
  f("copy", e.copy);
  f("kind", e.kind);
  f("title", e.title);
  f("purpose", e.purpose);
  f("cut", e.cut);
  f("size", e.size);
  f("sha256", e.sha256);
  f("sm3", e.sm3);
}
void fields(Is<RecordingDestroyed> auto& e, auto&& f) { f("batch", e.batch); }

void fields(Is<DeviceRegistered> auto& e, auto&& f) {
  f("device", e.device);
  f("number", e.number);
  f("kind", e.kind);
  f("model", e.model);
  f("serial", e.serial);
  f("unit", e.unit);
}
void fields(Is<DeviceIssued> auto& e, auto&& f) { f("officer", e.officer); }
void fields(Is<DeviceChecked> auto& e, auto&& f) {
  f("battery_percent", e.battery_percent);
  f("clock_drift_ms", e.clock_drift_ms);
  f("sound", e.sound);
  f("note", e.note);
}
void fields(Is<DeviceMoved> auto& e, auto&& f) {
  f("unit", e.unit);
  f("reason", e.reason);
}

template <typename T>
concept HasNote = Is<T, DeviceReturned> || Is<T, DeviceFound> || Is<T, DeviceRepaired>;
void fields(HasNote auto& e, auto&& f) { f("note", e.note); }

template <typename T>
concept HasReason = Is<T, DeviceLost> || Is<T, DeviceRepairBegun> || Is<T, DeviceScrapped> ||
    Is<T, DestructionRefused> || Is<T, ViewingEnded>;
void fields(HasReason auto& e, auto&& f) { f("reason", e.reason); }

void fields(Is<GapExplained> auto& e, auto&& f) {
  f("step", e.step);
  f("occasion", e.occasion);
  f("item", e.item);
  f("from", e.from);
  f("to", e.to);
  f("ground", e.ground);
  f("text", e.text);
}

void fields(Is<DestructionProposed> auto& e, auto&& f) {
  f("batch", e.batch);
  f("reason", e.reason);
  f("recordings", e.recordings);
}
void fields(Is<DestructionAgreed> auto& e, auto&& f) {
  f("reason", e.reason);
  f("list_sha256", e.list_sha256);
  f("count", e.count);
  f("bytes", e.bytes);
}

void fields(Is<ViewingGranted> auto& e, auto&& f) {
  f("viewing", e.viewing);
  f("case", e.case_id);
  f("recordings", e.recordings);
  f("viewer", e.viewer);
  f("organ", e.organ);
  f("basis", e.basis);
  f("letter", e.letter);
  f("until", e.until);
  f("token_sha256", e.token_sha256);
}
void fields(Is<ViewingUsed> auto& e, auto&& f) {
  f("recording", e.recording);
  f("address", e.address);
}

template <typename Event>
constexpr auto kKinds = nullptr;
template <>
constexpr std::array<std::string_view, std::variant_size_v<RecordingEvent>> kKinds<RecordingEvent>{
    kRecordingReceived,
    "recording.quarantined",
    "quarantine.ended",
    "recording.probed",
    "recording.matched",
    "recording.unmatched",
    "recording.classified",
    "shortening.proposed",
    "shortening.agreed",
    "shortening.refused",
    "hold.placed",
    "hold.lifted",
    "note.made",
    "copy.made",
    "recording.destroyed"};
template <>
constexpr std::array<std::string_view, std::variant_size_v<DeviceEvent>> kKinds<DeviceEvent>{
    kDeviceRegistered, "device.issued",  "device.returned", "device.checked",
    "device.moved",    "device.lost",    "device.found",    "device.repair_begun",
    "device.repaired", "device.scrapped"};
template <>
constexpr std::array<std::string_view, 1> kKinds<GapEvent>{"gap.explained"};
template <>
constexpr std::array<std::string_view, 3> kKinds<DestructionEvent>{
    kDestructionProposed, "destruction.agreed", "destruction.refused"};
template <>
constexpr std::array<std::string_view, 3> kKinds<ViewingEvent>{kViewingGranted, "viewing.used",
                                                               "viewing.ended"};

template <typename Event>
std::string encoded(const Event& event) {
  Json out = Json::object();
  std::visit(
      [&](const auto& e) {
        fields(e, [&](const char* name, const auto& value) { out[name] = value; });
      },
      event);
  return out.dump();
}

template <typename Event, std::size_t Index = 0>
bool read(std::string_view kind, const Json& in, Event& event) {
  if constexpr (Index < std::variant_size_v<Event>) {
    if (kind != kKinds<Event>[Index]) return read<Event, Index + 1>(kind, in, event);
    std::variant_alternative_t<Index, Event> found;
    fields(found, [&](const char* name, auto& value) { in.at(name).get_to(value); });
    event = std::move(found);
    return true;
  } else {
    return false;
  }
}

template <typename Event>
void decoded(std::string_view kind, std::string_view body, Event& event) {
  try {
    if (read(kind, Json::parse(body), event)) return;
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored recording event: "} + error.what());
  }
  throw Fault("stored recording event: unknown kind " + std::string{kind});
}

template <typename Event>
std::string_view named(const Event& event) {
  return kKinds<Event>.at(event.index());
}

}  // namespace

std::string_view kind_of(const RecordingEvent& event) { return named(event); }
std::string_view kind_of(const DeviceEvent& event) { return named(event); }
std::string_view kind_of(const GapEvent& event) { return named(event); }
std::string_view kind_of(const DestructionEvent& event) { return named(event); }
std::string_view kind_of(const ViewingEvent& event) { return named(event); }

std::string encode(const RecordingEvent& event) { return encoded(event); }
std::string encode(const DeviceEvent& event) { return encoded(event); }
std::string encode(const GapEvent& event) { return encoded(event); }
std::string encode(const DestructionEvent& event) { return encoded(event); }
std::string encode(const ViewingEvent& event) { return encoded(event); }

void decode(std::string_view kind, std::string_view body, RecordingEvent& event) {
  decoded(kind, body, event);
}
void decode(std::string_view kind, std::string_view body, DeviceEvent& event) {
  decoded(kind, body, event);
}
void decode(std::string_view kind, std::string_view body, GapEvent& event) {
  decoded(kind, body, event);
}
void decode(std::string_view kind, std::string_view body, DestructionEvent& event) {
  decoded(kind, body, event);
}
void decode(std::string_view kind, std::string_view body, ViewingEvent& event) {
  decoded(kind, body, event);
}

}  // namespace mingcha::recording
