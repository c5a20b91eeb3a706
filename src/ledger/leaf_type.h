// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"

namespace mingcha::ledger {

/// What a public leaf may say happened. Closed: a type that only some kinds of case use would
/// tell which kind it was.
enum class LeafType {
  case_opened,
  case_recorded,  ///< Any other event of a case.
  evidence_accepted,
  document_issued,
  review_done,
  review_returned,
  decision_made,  ///< Refers to its review where one was required.
  document_served,
  decision_published,  ///< With `pub`.
  decision_withdrawn,  ///< Refers to the publication.
  record_sealed,
  record_queried,  ///< By somebody outside, by law.
  list_changed,
  person_changed,
  access_batch,          ///< The root of a batch of access records.
  records_exported,      ///< Data of records went to another organ.
  figures_fixed,         ///< The figures of a report.
  report_published,      ///< With `pub`; refers to its figures.
  feedback_recorded,     ///< Any event of something that the public sent in.
  recording_accepted,    ///< A recording arrived whole.
  recording_recorded,    ///< Any other event of a recording or of a device that makes them.
  recordings_destroyed,  ///< A batch of them, by two people.
};

inline constexpr std::array kLeafTypes = {
    LeafType::case_opened,         LeafType::case_recorded,      LeafType::evidence_accepted,
    LeafType::document_issued,     LeafType::review_done,        LeafType::review_returned,
    LeafType::decision_made,       LeafType::document_served,    LeafType::decision_published,
    LeafType::decision_withdrawn,  LeafType::record_sealed,      LeafType::record_queried,
    LeafType::list_changed,        LeafType::person_changed,     LeafType::access_batch,
    LeafType::records_exported,    LeafType::figures_fixed,      LeafType::report_published,
    LeafType::feedback_recorded,   LeafType::recording_accepted, LeafType::recording_recorded,
    LeafType::recordings_destroyed};

/// "decision.made", as it stands in the leaf.
[[nodiscard]] std::string_view to_string(LeafType type);
[[nodiscard]] std::optional<LeafType> parse_leaf_type(std::string_view text);
/// For people.
[[nodiscard]] Text label(LeafType type);

}  // namespace mingcha::ledger
