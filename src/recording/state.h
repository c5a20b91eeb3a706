// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/instant.h"
#include "recording/coverage.h"
#include "recording/event.h"

namespace mingcha::recording {

/// Somebody did something, for whoever reads what became of a thing.
struct Turn {
  std::string kind;  ///< Of the event.
  std::string actor;
  Instant at;
  std::string about;   ///< Class, hold, person or unit.
  std::string reason;  ///< As far as somebody said why.
};

struct Match {
  std::string case_id, step;
  std::int64_t occasion = 0;
  std::string how, by;
};

struct Note {
  std::int64_t at_ms = 0;
  std::string text, by;
  Instant made_at;
};

struct Copy {
  CopyMade made;
  std::string by;
  Instant made_at;
};

/// One who wants a class taken off.
struct Shortening {
  std::string reason, by;
};

/// A recording after some of its events.
struct Recording {
  std::int64_t version = 0;
  RecordingReceived received;
  std::string received_by;
  Instant received_at;
  std::optional<std::string> quarantined;  ///< The digest that its sender declared.
  bool accepted = false;                   ///< Out of quarantine again.
  std::optional<RecordingProbed> quick, full;
  std::vector<Match> matches;
  std::set<std::pair<std::string, std::int64_t>> taken_off;  ///< Case and occasion, by hand.
  std::map<std::string, std::string> classes;                ///< Retention class → why.
  std::map<std::string, Shortening> shortening;
  std::map<std::string, std::string> holds;  ///< Id → why.
  std::vector<Note> notes;                   ///< In order of the moment they are about.
  std::vector<Copy> copies;
  std::optional<std::string> destroyed;  ///< The batch.
  Instant destroyed_at;
  std::vector<Turn> turns;

  /// The better one of its probes; null before the first.
  [[nodiscard]] const RecordingProbed* probed() const;
  /// When it was made: as probed, else as its sender said; nothing when nobody knows.
  [[nodiscard]] std::optional<Span> span() const;
  /// The same without the gaps that its probe found in it.
  [[nodiscard]] std::vector<Span> pieces() const;
  [[nodiscard]] bool in_quarantine() const { return quarantined && !accepted; }
};

enum class DeviceCondition { in_store, issued, lost, in_repair, scrapped };
[[nodiscard]] const char* to_string(DeviceCondition condition);
[[nodiscard]] Text title(DeviceCondition condition);

/// Who had a device, and when.
struct Custody {
  std::string officer;
  Instant from;
  std::optional<Instant> to;
};

/// A device after some of its events.
struct Device {
  std::int64_t version = 0;
  DeviceRegistered registered;
  std::string unit;
  DeviceCondition condition{};
  std::string officer;  ///< Who has it; empty: it is in store.
  std::vector<Custody> custody;
  std::optional<DeviceChecked> checked;
  Instant checked_at;
  std::vector<Turn> turns;

  /// Who had it at that moment; empty: nobody.
  [[nodiscard]] std::string officer_at(Instant at) const;
};

struct Explained {
  GapExplained gap;
  std::string by;
  Instant at;
};

/// Of one case.
struct Explanations {
  std::int64_t version = 0;
  std::vector<Explained> gaps;
};

struct Destruction {
  std::int64_t version = 0;
  DestructionProposed proposed;
  std::string proposed_by;
  Instant proposed_at;
  std::optional<DestructionAgreed> agreed;
  std::optional<DestructionRefused> refused;
  std::string settled_by;
  Instant settled_at;

  [[nodiscard]] bool open() const { return !agreed && !refused; }
};

struct Viewing {
  std::int64_t version = 0;
  ViewingGranted granted;
  std::string granted_by;
  Instant granted_at;
  std::vector<std::pair<Instant, ViewingUsed>> uses;
  std::optional<std::string> ended;  ///< Why.

  [[nodiscard]] bool open(Instant at) const { return !ended && to_millis(at) < granted.until; }
};

/// Who recorded an event, and when.
struct Recorded {
  std::string actor;
  Instant at;
};

// No rule lives in these: what was recorded is a fact.
void evolve(Recording& state, const RecordingEvent& event, const Recorded& recorded);
void evolve(Device& state, const DeviceEvent& event, const Recorded& recorded);
void evolve(Explanations& state, const GapEvent& event, const Recorded& recorded);
void evolve(Destruction& state, const DestructionEvent& event, const Recorded& recorded);
void evolve(Viewing& state, const ViewingEvent& event, const Recorded& recorded);

}  // namespace mingcha::recording
