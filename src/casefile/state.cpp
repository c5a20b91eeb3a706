// SPDX-License-Identifier: Apache-2.0
#include "casefile/state.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace mingcha::casefile {
namespace {

void erase_done_of_kind(State& state, std::string_view kind) {
  std::erase_if(state.done, [&](const auto& entry) { return entry.second.kind == kind; });
}

/// Whether it says something on the case that a reviewer could not have known.
bool is_material(const std::string& kind) {
  constexpr std::array kWays{"draft", "submission", "objection"};
  return kind == "instruction" ||
         (makes_handler(kind) && std::ranges::find(kWays, kind) == kWays.end());
}

/// A pass stands for what the reviewer saw, and for nobody concerned having given it: with new
/// evidence, a conflict, a hand in the case, or once its decision was annulled, it is void.
void void_pass(State& state) {
  if (!state.review || !state.review->opinion.passed || state.decision) return;
  ++state.reviews_voided;
  state.review.reset();
  erase_done_of_kind(state, "review");
}

void void_pass_of(State& state, const std::string& person) {
  if (state.review && state.review->recorded.actor == person) void_pass(state);
}

void enter(State& state, const std::string& field, Fact fact) {
  auto& now = state.facts[field];
  if (now.recorded.version > 0) state.earlier[field].push_back(std::move(now));
  now = std::move(fact);
}

void apply(State& state, const CaseOpened& e, const Recorded& recorded) {
  state.opened = e;
  state.opening = recorded;
}

void apply(State& state, const StepDone& e, const Recorded& recorded) {
  for (const auto& [field, value] : e.values) {
    // A fact belongs to the step that first asked for it or last corrected it.
    if (const auto* known = state.fact(field); known != nullptr && *known == value) continue;
    enter(state, field, {value, e.step, recorded});
  }
  if (e.kind == "notice") {
    // Told anew: what the party said to the earlier notice no longer answers this one.
    erase_done_of_kind(state, "defence");
    state.notified = state.values();
  }
  if (e.kind == "addition") state.review_added = true;
  if (e.kind == "objection") state.objected = recorded;
  if (is_material(e.kind)) state.material_since = recorded.version;
  if (makes_handler(e.kind)) {
    for (const auto& person : e.performers) {
      state.handled[person].insert(e.step);
      if (state.handlers.insert(person).second) void_pass_of(state, person);
    }
  }
  auto& done = state.done[e.step];
  done = {e.kind, e.happened_at, e.performers, done.times + 1, recorded};
  state.ever_done.insert(e.step);
  state.occasions.push_back({e.step, e.performers, recorded.version, e.happened_at});
}

void apply(State& state, const EvidenceAccepted& e, const Recorded& recorded) {
  state.evidence.push_back(e);
  state.material_since = recorded.version;
  void_pass(state);
}

void apply(State& state, const DocumentDrafted& e, const Recorded& recorded) {
  if (!state.draft || state.draft->digest != e.digest) state.material_since = recorded.version;
  // A review is of exactly one text: another word, and it is void.
  if (state.draft && state.draft->digest != e.digest) {
    if (state.review && state.review->opinion.passed) ++state.reviews_voided;
    state.review.reset();
    state.objected.reset();
    state.sent_back.reset();
    erase_done_of_kind(state, "review");
    erase_done_of_kind(state, "approval");
    for (auto& submission : state.submissions) {
      if (submission.open()) submission.withdrawn = true;
    }
  }
  state.draft = Paper{.step = e.step,
                      .document = e.document,
                      .text = e.text,
                      .digest = e.digest,
                      .number = {},
                      .recorded = recorded};
}

void apply(State& state, const DocumentIssued& e, const Recorded& recorded) {
  state.papers.push_back({.step = e.step,
                          .document = e.document,
                          .text = e.text,
                          .digest = e.digest,
                          .number = e.number,
                          .recorded = recorded});
}

void apply(State& state, const ReviewOpined& e, const Recorded& recorded) {
  state.review = ReviewOpinion{e, recorded};
  state.opinions.push_back(*state.review);
  state.objected.reset();
  ++state.review_rounds;
  for (auto& submission : state.submissions) {
    if (!submission.open()) continue;
    submission.opinion = recorded.version;
    submission.reviewer = recorded.actor;
  }
  if (!e.passed) erase_done_of_kind(state, "review");
}

void apply(State& state, const ReviewDone& e, const Recorded& recorded) {
  apply(state, as_opined(e, state.review_rounds + 1), recorded);
}

void apply(State& state, const DecisionMade& e, const Recorded& recorded) {
  state.decision = e;
  state.decision_recorded = recorded;
  state.papers.push_back({.step = e.step,
                          .document = e.document,
                          .text = e.text,
                          .digest = e.digest,
                          .number = e.number,
                          .recorded = recorded});
}

void apply(State& state, const DocumentServed& e, const Recorded& /*recorded*/) {
  state.served.insert(e.document);
}

void apply(State& state, const LimitChanged& e, const Recorded& /*recorded*/) {
  auto& suspensions = state.suspensions[e.limit];
  if (e.change == "suspended") suspensions.push_back({e.happened_at, {}, e.ground, e.reason});
  if (e.change == "resumed" && !suspensions.empty()) suspensions.back().to = e.happened_at;
  if (e.change == "extended") {
    state.extensions[e.limit].push_back({e.ground, e.reason, e.happened_at});
  }
}

void apply(State& state, const RecordSealed& e, const Recorded& /*recorded*/) { state.sealed = e; }
void apply(State& state, const CaseClosed& /*e*/, const Recorded& /*recorded*/) {
  state.closed = true;
}

void apply(State& state, const FactCorrected& e, const Recorded& recorded) {
  const auto step = state.facts[e.field].step;
  enter(state, e.field, {.value = e.value, .step = step, .recorded = recorded, .corrected = true});
  state.material_since = recorded.version;
}

void apply(State& state, const ReviewSubmitted& e, const Recorded& recorded) {
  for (auto& submission : state.submissions) {
    if (submission.open()) submission.withdrawn = true;
  }
  state.submissions.push_back({e, recorded, e.reviewer});
}

void apply(State& state, const ReviewAssigned& e, const Recorded& /*recorded*/) {
  for (auto& submission : state.submissions) {
    if (submission.open()) submission.reviewer = e.reviewer;
  }
}

void apply(State& state, const ConflictDeclared& e, const Recorded& /*recorded*/) {
  state.recused.insert(e.person);
  void_pass_of(state, e.person);
}

void apply(State& state, const DraftSigned& e, const Recorded& recorded) {
  state.signatures.push_back({e, recorded});
  if (!e.agrees) {
    state.sent_back = state.signatures.back();
    erase_done_of_kind(state, "approval");
  }
}

Paper* issued_by(State& state, std::int64_t version) {
  const auto found = std::ranges::find_if(
      state.papers, [&](const Paper& paper) { return paper.recorded.version == version; });
  return found == state.papers.end() ? nullptr : &*found;
}

/// The last time the step was done before that version, which a paper of it stands for.
void forget_occasion(State& state, const std::string& step, std::int64_t before) {
  const auto found = std::find_if(
      state.occasions.rbegin(), state.occasions.rend(),
      [&](const Occasion& occasion) { return occasion.step == step && occasion.version < before; });
  if (found != state.occasions.rend()) state.occasions.erase(std::next(found).base());
}

void apply(State& state, const PaperVoided& e, const Recorded& recorded) {
  forget_occasion(state, e.step, e.paper);
  if (auto* paper = issued_by(state, e.paper)) {
    paper->voided = Voiding{e.article, e.reason, recorded};
  }
  // A step whose papers are all void has to be done again.
  const bool another = std::ranges::any_of(
      state.papers, [&](const Paper& paper) { return paper.step == e.step && !paper.voided; });
  if (!another) state.done.erase(e.step);
  if (state.decision && state.decision_recorded.version == e.paper) {
    if (state.decision->review != 0) state.annulled_reviews.push_back(state.decision->review);
    state.decision.reset();
    state.decision_recorded = {};
    void_pass(state);
  }
}

void apply(State& state, const PaperKept& e, const Recorded& recorded) {
  if (auto* paper = issued_by(state, e.paper)) paper->kept = recorded;
}

}  // namespace

bool makes_handler(std::string_view kind) {
  constexpr std::array kOthers{"review",   "decision",    "service", "closing",
                               "approval", "instruction", "addition"};
  return std::ranges::find(kOthers, kind) == kOthers.end();
}

ReviewOpined as_opined(const ReviewDone& earlier, std::int64_t round) {
  return {.step = earlier.step,
          .draft = earlier.draft,
          .opinion = {},
          .passed = earlier.passed,
          .round = round,
          .points = earlier.points,
          .reasons = earlier.reasons};
}

const std::string* State::fact(const std::string& field) const {
  const auto found = facts.find(field);
  return found == facts.end() ? nullptr : &found->second.value;
}

Values State::values() const {
  Values values;
  for (const auto& [field, fact] : facts) values[field] = fact.value;
  return values;
}

const Paper* State::paper(const std::string& document) const {
  const auto found = std::find_if(papers.rbegin(), papers.rend(), [&](const Paper& paper) {
    return paper.document == document && !paper.voided;
  });
  return found == papers.rend() ? nullptr : &*found;
}

const Paper* State::paper_of(std::int64_t issued) const {
  const auto found = std::ranges::find_if(
      papers, [&](const Paper& paper) { return paper.recorded.version == issued; });
  return found == papers.end() ? nullptr : &*found;
}

const std::string* State::fact_at(const std::string& field, std::int64_t at_version) const {
  const auto now = facts.find(field);
  if (now == facts.end()) return nullptr;
  if (now->second.recorded.version <= at_version) return &now->second.value;
  const auto before = earlier.find(field);
  if (before == earlier.end()) return nullptr;
  const auto found =
      std::find_if(before->second.rbegin(), before->second.rend(),
                   [&](const Fact& fact) { return fact.recorded.version <= at_version; });
  return found == before->second.rend() ? nullptr : &found->value;
}

const Submission* State::submission() const {
  return submissions.empty() || !submissions.back().open() ? nullptr : &submissions.back();
}

State evolve(State state, const Event& event, const Recorded& recorded) {
  MINGCHA_ASSERT(recorded.version == state.version + 1);
  std::visit([&](const auto& e) { apply(state, e, recorded); }, event);
  state.version = recorded.version;
  return state;
}

}  // namespace mingcha::casefile
