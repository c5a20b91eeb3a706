// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "acts/case_view.h"
#include "base/instant.h"
#include "base/result.h"
#include "people/visitor.h"
#include "recording/duty.h"
#include "recording/state.h"
#include "registers/duty_register.h"
#include "registers/recording_register.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;

/// Who puts events on record, and when.
struct Act {
  std::string actor;
  Instant at;
  std::string key;  ///< Of the command.
};

/// What all desks of recordings share: reading what happened, putting more on record, and renewing
/// what is derived from it, all in the caller's transaction.
class RecordingBook {
 public:
  RecordingBook(const pack::Pack& pack, PeopleDesk& people, CaseDesk& cases,
                const Recorder& recorder)
      : pack_{pack}, people_{people}, cases_{cases}, recorder_{recorder} {}

  /// Nothing where there is none of that id.
  [[nodiscard]] std::optional<recording::Recording> recording(store::Session& session,
                                                              const std::string& id) const;
  [[nodiscard]] std::optional<recording::Device> device(store::Session& session,
                                                        const std::string& id) const;
  [[nodiscard]] std::optional<recording::Destruction> destruction(store::Session& session,
                                                                  const std::string& id) const;
  [[nodiscard]] std::optional<recording::Viewing> viewing(store::Session& session,
                                                          const std::string& id) const;

  // Each takes the state before and gives the one after; refused when somebody was faster.
  [[nodiscard]] Result<recording::Recording> add(
      store::Session& session, recording::Recording before,
      const std::vector<recording::RecordingEvent>& events, const Act& act) const;
  [[nodiscard]] Result<recording::Device> add(store::Session& session, recording::Device before,
                                              const recording::DeviceEvent& event,
                                              const Act& act) const;
  [[nodiscard]] Result<recording::Destruction> add(store::Session& session,
                                                   recording::Destruction before,
                                                   const recording::DestructionEvent& event,
                                                   const Act& act) const;
  [[nodiscard]] Result<recording::Viewing> add(store::Session& session, recording::Viewing before,
                                               const recording::ViewingEvent& event,
                                               const Act& act) const;
  [[nodiscard]] Result<void> explain(store::Session& session, const std::string& case_id,
                                     const recording::GapExplained& gap, const Act& act) const;

  [[nodiscard]] registers::RecordingRow row_of(const recording::Recording& state) const;
  /// Fills all rows of recordings, devices, batches and links, which are gone. Not those of cases.
  void refill(store::Session& session) const;
  [[nodiscard]] const pack::Pack& pack() const { return pack_; }

 private:
  void project(store::Session& session, const recording::Recording& state) const;
  void project(store::Session& session, const recording::Device& state) const;
  void project(store::Session& session, const recording::Destruction& state) const;
  void project(store::Session& session, const recording::Viewing& state) const;
  /// What a change of a recording means for the cases it belongs to.
  void renew_cases(store::Session& session, const recording::Recording& before,
                   const recording::Recording& after) const;
  void renew_case(store::Session& session, const std::string& case_id) const;

  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  const Recorder& recorder_;
};

/// How the steps of a case stand that had to be recorded: from the recordings that belong to it
/// and what was said of their gaps.
[[nodiscard]] recording::Explanations explanations_of(store::Session& session,
                                                      const std::string& case_id);
[[nodiscard]] std::vector<recording::DutyStatus> duty_status(
    store::Session& session, const std::string& case_id, const std::vector<recording::Duty>& duties,
    const recording::Explanations& explanations, const pack::RecordingThresholds& limits);
/// In place of the rows there were.
void put_duty_rows(store::Session& session, const std::string& case_id, const std::string& unit,
                   const std::vector<recording::Duty>& duties,
                   const pack::RecordingThresholds& limits);

}  // namespace mingcha::desk
