// SPDX-License-Identifier: Apache-2.0
#include "acts/next.h"

#include <algorithm>

#include "acts/decide.h"
#include "acts/facts.h"
#include "acts/submission.h"

namespace mingcha::acts {
namespace {

void set_due(NextStep& next, const std::vector<LimitStatus>& limits) {
  for (const auto& status : limits) {
    if (status.ends_with != next.step->id || status.ended) continue;
    if (next.due && *next.due <= status.due.at) continue;
    next.due = status.due.at;
    next.due_limit = status.limit->id;
  }
}

}  // namespace

std::vector<NextStep> next_steps(const CaseView& view, Instant now) {
  std::vector<NextStep> out;
  if (view.state().closed) return out;
  const auto limits = limits_of(view, now);
  for (const auto& step : view.procedure().steps) {
    const bool done = view.state().is_done(step.id);
    if (done && (!step.repeats || step.kind == pack::StepKind::decision)) continue;
    if (step.when && step.when->evaluate(view.lookup()).truth == cel::Truth::no) continue;
    NextStep next;
    next.step = &step;
    next.again = done;
    next.obstacles = obstacles(view, step);
    if (auto late = objection_too_late(view, step, now)) next.obstacles.push_back(*std::move(late));
    next.possible = next.obstacles.empty();
    if (done && !next.possible) continue;
    next.missing = missing_facts(view, step);
    set_due(next, limits);
    out.push_back(std::move(next));
  }
  return out;
}

std::vector<NextStep> steps_to_do(const CaseView& view, Instant now) {
  std::vector<NextStep> out;
  if (view.state().closed) return out;
  const auto limits = limits_of(view, now);
  for (const auto& step : view.procedure().steps) {
    if (view.state().is_done(step.id) || !is_possible(view, step)) continue;
    NextStep next;
    next.step = &step;
    next.possible = true;
    set_due(next, limits);
    out.push_back(std::move(next));
  }
  // What a case may do without waits for nobody while something else does.
  const auto may_be_left_out = [](const NextStep& next) {
    using enum pack::StepKind;
    const auto kind = next.step->kind;
    return next.step->optional &&
           (kind == record || kind == instruction || kind == addition || kind == objection);
  };
  if (!std::ranges::all_of(out, may_be_left_out)) std::erase_if(out, may_be_left_out);
  return out;
}

}  // namespace mingcha::acts
