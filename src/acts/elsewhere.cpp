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

void look_elsewhere(const std::vector<pack::Rule>& rules,
                    const std::vector<std::string>& performers, const Elsewhere& elsewhere,
                    rules::Situation& at) {
  for (const auto& asked : rules::spans_asked(rules, at)) {
    const auto from = moment_of(at.facts, asked.from);
    const auto until = moment_of(at.facts, asked.until);
    if (!from || !until || !elsewhere.engagements) continue;
    for (const auto& other : elsewhere.engagements(asked.rule, performers, *from, *until)) {
      at.earlier.push_back({{other.person},
                            {{asked.from, to_local_string(other.from)},
                             {asked.until, to_local_string(other.until)}}});
    }
  }
  for (const auto& asked : rules::same_asked(rules, at)) {
    if (elsewhere.settled && elsewhere.settled(asked.rule, asked.key)) {
      at.elsewhere.insert(asked.rule);
    }
  }
}

namespace {

/// The last time the step was done, with what it says now, beside the earlier ones.
rules::Situation last_time(const CaseView& view, const pack::Step& step) {
  auto at = at_step(view, step, view.state().done.at(step.id).happened_at);
  at.earlier = occasions_of(view.state(), step);
  if (at.earlier.empty()) return at;
  for (const auto& [field, value] : at.earlier.front().facts) at.facts[field] = value;
  at.earlier.erase(at.earlier.begin());
  return at;
}

}  // namespace

Findings corrected_findings(const CaseView& after, const std::string& field,
                            const Elsewhere& elsewhere) {
  Findings findings;
  const auto rules = rules::rules_on_entry(after.pack().rules, field);
  if (rules.empty()) return findings;
  for (const auto& step : after.procedure().steps) {
    const auto done = after.state().done.find(step.id);
    if (done == after.state().done.end()) continue;
    if (step.kind == pack::StepKind::decision && !after.state().decision) continue;
    auto at = last_time(after, step);
    const auto& performers = done->second.performers;
    for (const auto& id : performers) {
      if (const auto* person = after.people().person(id)) at.performers.push_back(*person);
    }
    look_elsewhere(rules, performers, elsewhere, at);
    for (auto& finding : rules::check(rules, at)) findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace mingcha::acts
