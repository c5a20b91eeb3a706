// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "desk/recording_book.h"
#include "people/person.h"
#include "people/visitor.h"
#include "recording/retention.h"
#include "registers/device_register.h"
#include "registers/duty_register.h"
#include "registers/recording_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class TrailDesk;

/// A file that arrived whole, and what its sender said of it.
struct ArrivedRecording {
  std::string upload;                       ///< Id of the upload: the same one arrives once.
  std::string uploader;                     ///< Person id.
  std::map<std::string, std::string> said;  ///< As doc/reference/upload.md names it.
  std::uint64_t size = 0;
  std::string sha256, sm3;
  std::optional<std::string> declared_sha256;
  bool matches = true;  ///< Whether it has the digest that was declared.
  Instant begun_at;
};

/// What a probe found in it.
struct ProbedRecording {
  std::string level;              ///< quick | full
  std::string report;             ///< JSON
  std::optional<Instant> starts;  ///< By the device's clock.
  std::int64_t duration_ms = 0;
  bool plays = false;
  std::vector<recording::Found> findings;
};

/// A step that a recording may show.
struct MatchSuggestion {
  registers::DutyRow duty;
  std::string item_title_zh, item_title_en;
  std::int64_t overlap_ms = 0;
  bool officer_fits = false, unit_fits = false;
};

/// One recording as somebody may see it.
struct RecordingSight {
  recording::Recording state;
  registers::RecordingRow row;
  std::shared_ptr<const people::Directory> people;
  std::optional<registers::DeviceRow> device;
  recording::Retention retention;
  std::vector<registers::RecordingRow> same_time;  ///< Others of the same device.
  bool may_watch = false;   ///< Also its pictures, not only what is known of it.
  bool may_manage = false;  ///< Devices, classes, holds.
};

/// How a case's recordings stand.
struct CaseRecordings {
  std::vector<recording::DutyStatus> duties;
  recording::Explanations explanations;  ///< That the duties refer to.
  std::vector<RecordingSight> recordings;
  /// Steps to come that will have to be recorded.
  std::vector<std::pair<const pack::Step*, const pack::RecordingItem*>> ahead;
  std::shared_ptr<const people::Directory> people;
};

/// A unit on the supervision wall (可视化监督管理平台).
struct WallUnit {
  std::string unit, name;
  registers::RecordingFigures recordings;
  std::vector<registers::DutyFigures> duties;  ///< One an item.
  std::int64_t devices = 0, silent = 0, unchecked = 0, lost = 0;
};

struct Wall {
  Instant from, to;
  std::vector<WallUnit> units;
  std::int64_t bytes = 0;
};

/// The use cases of recordings (音像记录). Safe to use from any thread.
class RecordingDesk {
 public:
  RecordingDesk(store::Database& database, const RecordingBook& book, PeopleDesk& people,
                CaseDesk& cases, TrailDesk& trail, Clock& clock)
      : database_{database},
        book_{book},
        people_{people},
        cases_{cases},
        trail_{trail},
        clock_{clock} {}

  // ---- what machines bring ----

  /// Answers the recording's id; the same upload, and the same bytes, give the same one again.
  [[nodiscard]] Result<std::string> arrived(const ArrivedRecording& arrival);
  /// Ids of recordings that wait for a probe of that level, the oldest first.
  [[nodiscard]] std::vector<registers::RecordingRow> to_probe(const std::string& level,
                                                              std::int64_t limit);
  void probed(const std::string& id, const ProbedRecording& probed);
  /// Tries again with recordings whose step was entered after they came; answers how many found
  /// theirs.
  std::int64_t match_waiting(std::int64_t most);
  void copied(const std::string& id, const recording::CopyMade& copy, const std::string& actor);

  /// For those who may see it for another reason; nothing where there is none.
  [[nodiscard]] std::optional<recording::Recording> state_of(const std::string& id);
  /// Fills all rows of recordings, devices, batches and links, which are gone.
  void refill(store::Session& session) const { book_.refill(session); }

  // ---- looking ----

  [[nodiscard]] registers::RecordingPage list(const people::Visitor& visitor,
                                              registers::RecordingFilter filter,
                                              std::int64_t offset, std::int64_t limit);
  [[nodiscard]] Result<RecordingSight> look(const people::Visitor& visitor, const std::string& id);
  [[nodiscard]] Result<CaseRecordings> of_case(const people::Visitor& visitor,
                                               const std::string& case_id);
  [[nodiscard]] std::vector<MatchSuggestion> suggestions(const people::Visitor& visitor,
                                                         const RecordingSight& sight);
  [[nodiscard]] registers::DutyPage duties(const people::Visitor& visitor,
                                           registers::DutyFilter filter, std::int64_t offset,
                                           std::int64_t limit);
  [[nodiscard]] Wall wall(const people::Visitor& visitor, std::int64_t days);
  /// Before anything of it is watched: says why, once for a shift, and is on record before this
  /// returns; for each case it belongs to.
  [[nodiscard]] Result<void> begin_watching(const people::Visitor& visitor, const std::string& id,
                                            const std::string& purpose);
  /// The recording, for whoever may watch it and has said why.
  [[nodiscard]] Result<RecordingSight> watch(const people::Visitor& visitor, const std::string& id);

  // ---- doing: each answers JSON {"recording","version"} ----

  /// `occasion` 0: the case as a whole.
  [[nodiscard]] Result<std::string> match(const people::Visitor& visitor, const std::string& id,
                                          const recording::RecordingMatched& match,
                                          const Envelope& envelope);
  [[nodiscard]] Result<std::string> unmatch(const people::Visitor& visitor, const std::string& id,
                                            const recording::RecordingUnmatched& match,
                                            const Envelope& envelope);
  [[nodiscard]] Result<std::string> classify(const people::Visitor& visitor, const std::string& id,
                                             const std::string& retention,
                                             const std::string& reason, const Envelope& envelope);
  /// Out of a class: the first who asks proposes, another agrees or refuses.
  [[nodiscard]] Result<std::string> shorten(const people::Visitor& visitor, const std::string& id,
                                            const std::string& retention, const std::string& reason,
                                            bool agree, const Envelope& envelope);
  [[nodiscard]] Result<std::string> hold(const people::Visitor& visitor, const std::string& id,
                                         const std::string& reason, const Envelope& envelope);
  [[nodiscard]] Result<std::string> lift(const people::Visitor& visitor, const std::string& id,
                                         const std::string& hold, const std::string& reason,
                                         const Envelope& envelope);
  [[nodiscard]] Result<std::string> note(const people::Visitor& visitor, const std::string& id,
                                         std::int64_t at_ms, const std::string& text,
                                         const Envelope& envelope);
  [[nodiscard]] Result<std::string> end_quarantine(const people::Visitor& visitor,
                                                   const std::string& id, const std::string& reason,
                                                   const Envelope& envelope);
  /// Answers JSON {"case"}.
  [[nodiscard]] Result<std::string> explain(const people::Visitor& visitor,
                                            const std::string& case_id,
                                            const recording::GapExplained& gap,
                                            const Envelope& envelope);

 private:
  using Decide = std::function<Result<std::vector<recording::RecordingEvent>>(
      store::Session&, const recording::Recording&)>;

  [[nodiscard]] Result<std::string> act(const people::Visitor& visitor, const std::string& id,
                                        const Envelope& envelope, const Decide& decide);
  [[nodiscard]] recording::RecordingReceived received_of(store::Session& session,
                                                         const ArrivedRecording& arrival) const;
  [[nodiscard]] std::vector<recording::RecordingEvent> suggested_matches(
      store::Session& session, const recording::Recording& state) const;
  [[nodiscard]] RecordingSight sight_of(store::Session& session, const people::Visitor& visitor,
                                        recording::Recording state) const;
  [[nodiscard]] bool in_scope(const people::Visitor& visitor,
                              const registers::RecordingRow& row) const;
  [[nodiscard]] bool said_why(const people::Visitor& visitor, const RecordingSight& sight);

  store::Database& database_;
  const RecordingBook& book_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  TrailDesk& trail_;
  Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Instant> watching_;  ///< Person and recording → until when.
};

/// Whether somebody may keep devices and recordings of that unit in order.
[[nodiscard]] bool may_manage(const people::Visitor& visitor, const std::string& unit);

}  // namespace mingcha::desk
