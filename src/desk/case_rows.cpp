// SPDX-License-Identifier: Apache-2.0
#include "desk/case_rows.h"

#include <algorithm>

#include "acts/elsewhere.h"
#include "acts/limits.h"
#include "acts/submission.h"
#include "annual/marks.h"
#include "base/encoding.h"
#include "crypto/hash.h"
#include "desk/case_summary.h"
#include "desk/recording_book.h"

namespace mingcha::desk {
namespace {

/// Whether a fact of the case was put right after that version.
bool corrected_since(const casefile::State& state, std::int64_t version) {
  return std::ranges::any_of(state.facts, [&](const auto& fact) {
    return fact.second.corrected && fact.second.recorded.version > version;
  });
}

/// What became of the decision that rests on the opinion with that version.
std::string outcome_of(const casefile::State& state, std::int64_t opinion) {
  const auto& annulled = state.annulled_reviews;
  if (std::ranges::find(annulled, opinion) != annulled.end()) return "annulled";
  if (!state.decision || state.decision->review != opinion) return "";
  return corrected_since(state, state.decision_recorded.version) ? "corrected" : "decided";
}

void add_opinion(const casefile::State& state, std::int64_t version, registers::ReviewRow& row) {
  const auto found = std::ranges::find_if(
      state.opinions, [&](const auto& opinion) { return opinion.recorded.version == version; });
  if (found == state.opinions.end()) return;
  row.state = "opined";
  row.opined_at = found->recorded.at;
  row.opinion = found->opinion.opinion;
  row.passed = found->opinion.passed;
  row.late = row.due && *row.due < found->recorded.at;
  for (const auto& [point, said] : found->opinion.points) {
    if (!said.passed) row.failed += " " + point + " ";
  }
  row.outcome = outcome_of(state, version);
}

std::vector<registers::ReviewRow> reviews_of(const acts::CaseView& view) {
  const auto& state = view.state();
  std::vector<registers::ReviewRow> rows;
  const bool over = acts::review_is_over(view);
  for (const auto& submission : state.submissions) {
    registers::ReviewRow row;
    row.case_id = state.id;
    row.version = submission.recorded.version;
    row.round = submission.said.round;
    row.again = submission.said.again;
    row.state = submission.withdrawn || over ? "withdrawn" : "open";
    row.reviewer = submission.reviewer;
    row.submitted_by = submission.recorded.actor;
    row.submitted_at = submission.recorded.at;
    row.due = acts::review_due(view, submission);
    row.unit = state.opened->unit;
    add_opinion(state, submission.opinion, row);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<registers::AnnualMark> marks_of(const acts::CaseView& view) {
  const auto marks = annual::marks_of(view);
  const bool sealed = !marks.empty() && annual::is_sealed(view);
  std::vector<registers::AnnualMark> out;
  out.reserve(marks.size());
  for (const auto& mark : marks) {
    out.push_back({mark.table, mark.column, view.state().id, mingcha::to_string(mark.day),
                   mark.amount, mark.distinct, sealed});
  }
  return out;
}

}  // namespace

CaseRows rows_of(const acts::CaseView& view, Instant now) {
  CaseRows out;
  out.row = summary_of(view);
  out.todos = todos_of(view, now);
  for (const auto& known : acts::engagements_of(view)) {
    out.engagements.push_back({known.rule, known.person, known.from, known.until});
  }
  for (const auto& same : acts::settled_of(view)) {
    out.settled.push_back({same.rule, digest_of_same(same.key)});
  }
  out.reviews = reviews_of(view);
  out.marks = marks_of(view);
  out.duties = recording::duties_of(view);
  out.recording_limits = view.pack().recordings.thresholds;
  return out;
}

void put_rows(store::Session& session, const CaseRows& rows) {
  registers::put_case(session, rows.row, rows.todos);
  registers::put_elsewhere(session, rows.row.case_id, rows.engagements, rows.settled);
  registers::put_reviews(session, rows.row.case_id, rows.reviews);
  registers::put_annual(session, rows.row.case_id, rows.marks);
  put_duty_rows(session, rows.row.case_id, rows.row.unit, rows.duties, rows.recording_limits);
}

std::string digest_of_same(const std::string& key) { return to_hex(as_bytes(crypto::sha256(key))); }

}  // namespace mingcha::desk
