// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// What can happen to recordings (音像记录), to the devices that make them, and to what is shown or
/// destroyed of them. Each kind of thing has a stream of its own for each of its things. Moments
/// stand in milliseconds since 1970, 0 where unknown.
namespace mingcha::recording {

// ---- a recording ------------------------------------------------------------------------------

/// It arrived whole; both digests are over its bytes. What was said of it is not yet believed.
struct RecordingReceived {
  std::string recording, upload;
  std::string name, media_type;
  std::int64_t size = 0;
  std::string sha256, sm3;
  std::string source;         ///< dock | phone | browser | room | folder
  std::string device;         ///< Id of a known device; empty: none.
  std::string device_said;    ///< What the sender called it.
  std::string officer, unit;  ///< Whose it is; empty where nobody is known.
  std::string case_said, step_said;
  std::int64_t from = 0, to = 0;  ///< As the sender said.
  std::int64_t begun_at = 0;      ///< When the upload began.
};

/// Its bytes are not those that the sender had.
struct RecordingQuarantined {
  std::string declared_sha256;
};

/// Accepted nevertheless, and why.
struct QuarantineEnded {
  std::string reason;
};

/// Something that a probe found: in the part between two moments of the recording, or in all of it.
struct Found {
  std::string kind;  ///< gap | black | frozen | truncated …: doc/reference/probe.md
  std::int64_t from_ms = 0, to_ms = 0;
};

/// What was found in it. `report`: all that the probe said, as JSON.
struct RecordingProbed {
  std::string level;  ///< quick | full
  std::string report;
  std::vector<Found> findings;
  std::int64_t from = 0, to = 0;  ///< When it was made, after what is known of the device's clock.
  bool plays = false;             ///< In a browser, as it is.
};

/// It shows a step of a case. `occasion`: the version of the step's event; 0: the case as a whole.
struct RecordingMatched {
  std::string case_id, step;
  std::int64_t occasion = 0;
  std::string how;  ///< said | suggested | by_hand
};

struct RecordingUnmatched {
  std::string case_id;
  std::int64_t occasion = 0;
  std::string reason;
};

/// It has to be kept at least as that class says.
struct RecordingClassified {
  std::string retention, reason;
};

/// Somebody wants it out of that class again: that takes another person's consent.
struct ShorteningProposed {
  std::string retention, reason;
};

struct ShorteningAgreed {
  std::string retention, reason;
};

struct ShorteningRefused {
  std::string retention, reason;
};

/// Not to be destroyed while it lasts (暂停销毁).
struct HoldPlaced {
  std::string hold, reason;
};

struct HoldLifted {
  std::string hold, reason;
};

/// A word on a moment of it.
struct NoteMade {
  std::int64_t at_ms = 0;
  std::string text;
};

/// A part of it, or a copy with something covered, was made: a file of its own. `cut` is the
/// wish as media/cut.h encodes it.
struct CopyMade {
  std::string copy, kind;  ///< kind: proxy | clip | redacted
  std::string title, purpose, cut;
  std::int64_t size = 0;
  std::string sha256, sm3;
};

struct RecordingDestroyed {
  std::string batch;
};

using RecordingEvent =
    std::variant<RecordingReceived, RecordingQuarantined, QuarantineEnded, RecordingProbed,
                 RecordingMatched, RecordingUnmatched, RecordingClassified, ShorteningProposed,
                 ShorteningAgreed, ShorteningRefused, HoldPlaced, HoldLifted, NoteMade, CopyMade,
                 RecordingDestroyed>;

// ---- a device ---------------------------------------------------------------------------------

struct DeviceRegistered {
  std::string device, number, kind, model, serial, unit;
};

struct DeviceIssued {
  std::string officer;
};

struct DeviceReturned {
  std::string note;
};

/// Looked at, by whoever is in charge of it.
struct DeviceChecked {
  std::int64_t battery_percent = 0, clock_drift_ms = 0;
  bool sound = true;  ///< Works as it should.
  std::string note;
};

struct DeviceMoved {
  std::string unit, reason;
};

struct DeviceLost {
  std::string reason;
};

struct DeviceFound {
  std::string note;
};

struct DeviceRepairBegun {
  std::string reason;
};

struct DeviceRepaired {
  std::string note;
};

struct DeviceScrapped {
  std::string reason;
};

using DeviceEvent =
    std::variant<DeviceRegistered, DeviceIssued, DeviceReturned, DeviceChecked, DeviceMoved,
                 DeviceLost, DeviceFound, DeviceRepairBegun, DeviceRepaired, DeviceScrapped>;

// ---- what is missing of a case's recordings
// ------------------------------------------------------

/// Why a step's recording has a gap.
struct GapExplained {
  std::string step;
  std::int64_t occasion = 0;
  std::string item;  ///< Of the pack's recording items.
  std::int64_t from = 0, to = 0;
  std::string ground, text;
};

using GapEvent = std::variant<GapExplained>;

// ---- destruction ------------------------------------------------------------------------------

/// A batch was put together: these recordings, whose time is over.
struct DestructionProposed {
  std::string batch, reason;
  std::vector<std::string> recordings;
};

/// Another person agreed: from now on they are gone. `list_sha256`: over the lines "id sha256".
struct DestructionAgreed {
  std::string reason, list_sha256;
  std::int64_t count = 0, bytes = 0;
};

struct DestructionRefused {
  std::string reason;
};

using DestructionEvent = std::variant<DestructionProposed, DestructionAgreed, DestructionRefused>;

// ---- a look from outside
// --------------------------------------------------------------------------

/// Somebody outside may watch, until then, with a link of which only the digest stands here.
struct ViewingGranted {
  std::string viewing, case_id;
  std::vector<std::string> recordings;
  std::string viewer, organ;  ///< Who.
  std::string basis, letter;  ///< By what right, and the letter that asked.
  std::int64_t until = 0;
  std::string token_sha256;
};

/// The link was used.
struct ViewingUsed {
  std::string recording;  ///< Empty: the list of them.
  std::string address;    ///< From which network address.
};

struct ViewingEnded {
  std::string reason;
};

using ViewingEvent = std::variant<ViewingGranted, ViewingUsed, ViewingEnded>;

}  // namespace mingcha::recording
