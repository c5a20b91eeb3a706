// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "acts/case_view.h"
#include "registers/case_register.h"

namespace mingcha::desk {

/// A time limit as lists keep it.
struct RunningLimit {
  std::string id;  ///< Of the procedure's limit.
  Instant start, due;
};
/// The text in CaseRow::limits, and back.
[[nodiscard]] std::string write_limits(const std::vector<RunningLimit>& limits);
[[nodiscard]] std::vector<RunningLimit> read_limits(const std::string& text);

/// What lists show of a case.
[[nodiscard]] registers::CaseRow summary_of(const acts::CaseView& view);

/// Each step that can be done now, with whose duty it is and by when.
[[nodiscard]] std::vector<registers::Todo> todos_of(const acts::CaseView& view, Instant now);

}  // namespace mingcha::desk
