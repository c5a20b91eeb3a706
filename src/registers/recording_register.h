// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

struct RecordingRow {
  std::string recording;
  std::int64_t version = 0;
  std::string name;
  std::string state;  ///< kept | quarantined | destroyed
  std::int64_t size = 0;
  std::string sha256, source, device, officer, unit;
  std::optional<Instant> made_from, made_to;
  Instant received_at;
  std::int64_t late_ms = 0;
  std::string probed;    ///< quick | full; empty: not yet
  std::string findings;  ///< Kinds, each between spaces.
  bool plays = false, matched = false;
  std::string retention, keep_until;
  bool held = false;

  bool operator==(const RecordingRow&) const = default;
};

struct RecordingMatchRow {
  std::string recording, case_id;
  std::int64_t occasion = 0;
};

void put_recording(store::Session& session, const RecordingRow& row,
                   const std::vector<RecordingMatchRow>& matches);
[[nodiscard]] std::optional<RecordingRow> find_recording(store::Session& session,
                                                         const std::string& recording);
/// One that is kept and has these bytes.
[[nodiscard]] std::optional<RecordingRow> recording_with(store::Session& session,
                                                         const std::string& sha256);
/// Whether any that is not destroyed still needs the file.
[[nodiscard]] bool needs_file(store::Session& session, const std::string& sha256);
[[nodiscard]] std::vector<std::string> recordings_of_case(store::Session& session,
                                                          const std::string& case_id);

/// Empty fields let everything through.
struct RecordingFilter {
  std::string unit{}, officer{}, device{};
  /// unassigned | late | findings | quarantined | destroyed | held; empty: all that are kept
  std::string only{};
  std::optional<Instant> from{}, to{};  ///< When it was made, or arrived where nobody knows.
  std::string words{};                  ///< In its name.
};

struct RecordingPage {
  std::int64_t total = 0;  ///< Counted up to 10,000.
  std::vector<RecordingRow> rows;
};

/// The newest first.
[[nodiscard]] RecordingPage list_recordings(store::Session& session, const RecordingFilter& filter,
                                            std::int64_t offset, std::int64_t limit);
/// Kept ones whose probe has not reached that level, the oldest first.
[[nodiscard]] std::vector<std::string> unprobed(store::Session& session, const std::string& level,
                                                std::int64_t limit);
/// Others of the same device that were made at the same time.
[[nodiscard]] std::vector<RecordingRow> at_the_same_time(store::Session& session,
                                                         const RecordingRow& row);
/// Kept, classified, not on hold, in no case, and their last day lies before that day.
[[nodiscard]] RecordingPage over_by(store::Session& session, const std::string& unit,
                                    const std::string& day, std::int64_t limit);

/// What there is of one unit.
struct RecordingFigures {
  std::string unit;
  std::int64_t count = 0, bytes = 0;
  std::int64_t late = 0, unassigned = 0, flawed = 0, quarantined = 0;
};

/// Of recordings that arrived since; `old`: unassigned ones that arrived before it.
[[nodiscard]] std::vector<RecordingFigures> recording_figures(store::Session& session,
                                                              Instant since, Instant old);
/// Bytes that arrived in each local month, oldest first: "2026-03".
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> bytes_by_month(
    store::Session& session, Instant since);
[[nodiscard]] std::int64_t bytes_kept(store::Session& session);

}  // namespace mingcha::registers
