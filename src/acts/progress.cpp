// SPDX-License-Identifier: Apache-2.0
#include "acts/progress.h"

#include <algorithm>
#include <optional>

#include "acts/next.h"
#include "law/rule_text.h"

namespace mingcha::acts {
namespace {

/// Nothing where the step is not told.
std::optional<Text> words_of(const CaseView& view, const pack::Step& step) {
  const auto* words =
      view.pack().participation.progress.words_for(step.id, std::string{to_string(step.kind)});
  if (words == nullptr) return step.title;
  if (words->zh.empty()) return std::nullopt;
  return *words;
}

void add_stage(std::vector<ToldStage>& stages, const Text& words, Day day) {
  if (!stages.empty() && stages.back().words == words) {
    stages.back().from = std::min(stages.back().from, day);
    stages.back().to = std::max(stages.back().to, day);
    return;
  }
  stages.push_back({words, day, day});
}

std::vector<ToldStage> told_so_far(const CaseView& view) {
  struct Past {
    Instant at;
    std::size_t place;
    const pack::Step* step;
  };
  std::vector<Past> past;
  const auto& steps = view.procedure().steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto done = view.state().done.find(steps[i].id);
    if (done == view.state().done.end()) continue;
    past.push_back({done->second.happened_at, i, &steps[i]});
  }
  std::ranges::sort(past, {}, [](const Past& one) { return std::pair{one.at, one.place}; });
  std::vector<ToldStage> out;
  for (const auto& one : past) {
    if (const auto words = words_of(view, *one.step)) add_stage(out, *words, local_day(one.at));
  }
  return out;
}

/// What the case waits for, and what comes after it. Steps ahead that a case may do without are no
/// promise, so they are left out.
void add_ahead(const CaseView& view, Instant now, Progress& out) {
  const auto steps = next_steps(view, now);
  const auto needed = [](const NextStep& next) { return !next.again && !next.step->optional; };
  const auto waiting = steps_to_do(view, now);
  auto at = waiting.empty() ? std::ranges::find_if(steps, needed)
                            : std::ranges::find(steps, waiting.front().step, &NextStep::step);
  if (at == steps.end()) return;
  const auto current = words_of(view, *at->step);
  out.current = current ? *current : view.pack().participation.progress.internal;
  for (++at; at != steps.end(); ++at) {
    if (!needed(*at)) continue;
    const auto words = words_of(view, *at->step);
    if (!words || *words == out.current) continue;
    out.next = *words;
    return;
  }
}

/// The reasons why a clock stood still were written by officers and may say anything: the party
/// reads what the law calls them.
law::Course without_words(const law::TimeLimit& limit, law::Course course) {
  for (auto& one : course.suspensions) one.reason = law::ground_title(limit, one.event);
  return course;
}

void add_limits(const CaseView& view, Instant now, Progress& out) {
  for (const auto& status : limits_of(view, now)) {
    const bool open = status.state == LimitState::running || status.state == LimitState::overdue;
    const auto* step = view.procedure().step(status.ends_with);
    if (!open || step == nullptr || !words_of(view, *step)) continue;
    auto due = law::compute(
        *status.limit, without_words(*status.limit, course_of(view, *status.limit, status.start)),
        view.pack().calendar, now, law::Uncovered::provisional);
    if (!due) continue;
    out.limits.push_back({status.limit->title, due->at, status.right,
                          status.state == LimitState::overdue,
                          law::to_string(status.limit->citation), std::move(due->derivation)});
  }
  std::ranges::stable_sort(out.limits, {}, &ToldLimit::due);
}

}  // namespace

Progress progress_of(const CaseView& view, Instant now) {
  Progress out;
  const auto& state = view.state();
  out.item = pack::title_of_category(view.item().category);
  out.opened = local_day(state.opening.at);
  out.done = told_so_far(view);
  out.closed = state.closed;
  out.decided = state.decision && state.served.contains(state.decision->document);
  if (!out.closed) {
    add_ahead(view, now, out);
    add_limits(view, now, out);
  }
  for (const auto& right : view.pack().participation.progress.rights) {
    if (out.closed || right.when.evaluate(view.lookup()).truth != cel::Truth::yes) continue;
    out.rights.push_back(&right);
  }
  return out;
}

}  // namespace mingcha::acts
