// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "acts/case_view.h"
#include "base/instant.h"
#include "recording/duty.h"
#include "registers/annual_register.h"
#include "registers/case_register.h"
#include "registers/elsewhere_register.h"
#include "registers/review_register.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Everything that read tables hold of one case, but for what was published and what is searched.
struct CaseRows {
  registers::CaseRow row;
  std::vector<registers::Todo> todos;
  std::vector<registers::EngagementRow> engagements;
  std::vector<registers::SettledRow> settled;
  std::vector<registers::ReviewRow> reviews;
  std::vector<registers::AnnualMark> marks;
  std::vector<recording::Duty> duties;  ///< Whose rows need also what was recorded.
  pack::RecordingThresholds recording_limits;
};

[[nodiscard]] CaseRows rows_of(const acts::CaseView& view, Instant now);
/// Replaces what there was.
void put_rows(store::Session& session, const CaseRows& rows);

/// Of what is the same in two cases (rules::SameAsked::key), so that it can be compared and not
/// read.
[[nodiscard]] std::string digest_of_same(const std::string& key);

}  // namespace mingcha::desk
