// SPDX-License-Identifier: Apache-2.0
#include "acts/elsewhere.h"

#include "rules/check.h"

namespace mingcha::acts {
namespace {

/// As much of a situation as says which rules are about the step in this case.
rules::Situation at_step(const CaseView& view, const pack::Step& step, Instant happened_at) {
  rules::Situation at;
  at.step = step.id;
  at.step_kind = to_string(step.kind);
  at.happened_at = happened_at;
  at.opened = view.opened_on();
  at.facts = view.facts();
  return at;
}

std::optional<Instant> moment_of(const casefile::Values& facts, const std::string& field) {
  const auto found = facts.find(field);
  return found == facts.end() ? std::nullopt : parse_instant(found->second);
}

}  // namespace

std::vector<rules::Occasion> occasions_of(const casefile::State& state, const pack::Step& step) {
  std::vector<rules::Occasion> out;
  auto until = state.version;
  for (auto each = state.occasions.rbegin(); each != state.occasions.rend(); ++each) {
    if (each->step != step.id) continue;
    rules::Occasion occasion{each->performers, {}};
    for (const auto& asked : step.form) {
      const auto* value = state.fact_at(asked.field, until);
      if (value != nullptr) occasion.facts[asked.field] = *value;
    }
    out.push_back(std::move(occasion));
    until = each->version - 1;
  }
  return out;
}

std::vector<KnownEngagement> engagements_of(const CaseView& view) {
  std::vector<KnownEngagement> out;
  for (const auto& step : view.procedure().steps) {
    const auto done = view.state().done.find(step.id);
    if (done == view.state().done.end()) continue;
    const auto at = at_step(view, step, done->second.happened_at);
    for (const auto& asked : rules::spans_asked(view.pack().rules, at)) {
      for (const auto& occasion : occasions_of(view.state(), step)) {
        const auto from = moment_of(occasion.facts, asked.from);
        const auto until = moment_of(occasion.facts, asked.until);
        if (!from || !until) continue;
        for (const auto& person : occasion.performers) {
          out.push_back({asked.rule, person, *from, *until});
        }
      }
    }
  }
  return out;
}

std::vector<rules::SameAsked> settled_of(const CaseView& view) {
  std::vector<rules::SameAsked> out;
  for (const auto& step : view.procedure().steps) {
    const auto done = view.state().done.find(step.id);
    if (done == view.state().done.end()) continue;
    // A decision that was voided settles nothing.
    if (step.kind == pack::StepKind::decision && !view.state().decision) continue;
    const auto at = at_step(view, step, done->second.happened_at);
    for (auto& asked : rules::same_asked(view.pack().rules, at)) out.push_back(std::move(asked));
  }
  return out;
}

}  // namespace mingcha::acts
