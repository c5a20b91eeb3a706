// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "pack/recordings.h"
#include "recording/coverage.h"
#include "recording/state.h"

/// Which steps of a case had to be recorded, and whether they were.
namespace mingcha::recording {

/// A step that was done once and that had to be recorded.
struct Duty {
  const pack::RecordingItem* item = nullptr;
  std::string step;
  std::int64_t occasion = 0;  ///< Version of the step's event.
  std::vector<std::string> performers;
  Span act;
};

/// Of every time that a step of the case was done, in order. What a condition does not know counts
/// as if it held: doubt is recorded.
[[nodiscard]] std::vector<Duty> duties_of(const acts::CaseView& view);

/// What a step that is not done yet will have to be recorded for; conditions that the case cannot
/// answer yet count as if they held.
[[nodiscard]] std::vector<const pack::RecordingItem*> items_for(const acts::CaseView& view,
                                                                const pack::Step& step, Day day);

/// A recording that belongs to a case, as far as coverage needs it.
struct Piece {
  std::string recording;
  std::int64_t occasion = 0;  ///< 0: of the case as a whole.
  std::vector<Span> spans;    ///< Without its own gaps.
};

struct DutyStatus {
  Duty duty;
  Coverage coverage;
  std::vector<std::string> recordings;  ///< That show something of it.
  /// For each gap of the coverage, the explanation that covers it; null: none yet.
  std::vector<const Explained*> explained;

  /// missing | gaps | explained | covered
  [[nodiscard]] const char* state() const;
};

[[nodiscard]] DutyStatus status_of(const Duty& duty, const std::vector<Piece>& pieces,
                                   const Explanations& explanations,
                                   const pack::RecordingThresholds& limits);

}  // namespace mingcha::recording
