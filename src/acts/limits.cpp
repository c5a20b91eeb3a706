// SPDX-License-Identifier: Apache-2.0
#include "acts/limits.h"

#include <algorithm>

#include "acts/submission.h"

namespace mingcha::acts {
namespace {

LimitState state_of(const law::Due& due, const std::optional<Instant>& ended, Instant now,
                    bool right = false) {
  if (right && now > due.at) return LimitState::lapsed;
  if (ended) return *ended <= due.at ? LimitState::met : LimitState::late;
  return now <= due.at ? LimitState::running : LimitState::overdue;
}

/// What a review runs from, and to when.
struct Run {
  Instant start;
  std::optional<Instant> ended;
  bool right = false;  ///< Nobody is late: it only lapses.
  pack::StepKind ends_with = pack::StepKind::review;
};

std::optional<Instant> opined_at(const casefile::State& state, std::int64_t version) {
  for (const auto& opinion : state.opinions) {
    if (opinion.recorded.version == version) return opinion.recorded.at;
  }
  return std::nullopt;
}

std::optional<Run> run_of(const casefile::State& state, const std::string& limit) {
  const auto* last = state.submissions.empty() ? nullptr : &state.submissions.back();
  if (limit == pack::kObjectionLimit) {
    if (last == nullptr || !state.review || state.review->opinion.passed) return std::nullopt;
    if (last->said.again && state.submissions.size() > 1) {
      const auto& before = state.submissions[state.submissions.size() - 2];
      const auto began = opined_at(state, before.opinion);
      if (!began) return std::nullopt;
      return Run{*began, last->recorded.at, true, pack::StepKind::objection};
    }
    if (last->opinion != state.review->recorded.version) return std::nullopt;
    return Run{state.review->recorded.at, {}, true, pack::StepKind::objection};
  }
  const bool again = limit == pack::kReviewAgainLimit;
  if (last == nullptr || last->withdrawn || last->said.again != again) return std::nullopt;
  return Run{last->recorded.at, opined_at(state, last->opinion), false, pack::StepKind::review};
}

}  // namespace

const law::TimeLimit& limit_for(const CaseView& view, const law::TimeLimit& limit) {
  const auto opened = view.opened_on();
  return opened ? view.procedure().limit_for(limit, *opened) : limit;
}

std::optional<Instant> start_of(const CaseView& view, const law::TimeLimit& limit) {
  if (view.pack().review.limit(limit.id) == &limit) {
    const auto run = run_of(view.state(), limit.id);
    return run ? std::optional{run->start} : std::nullopt;
  }
  const auto found = view.state().done.find(limit.starts_on);
  if (found == view.state().done.end()) return std::nullopt;
  return found->second.happened_at;
}

law::Course course_of(const CaseView& view, const law::TimeLimit& limit, Instant start) {
  law::Course course{start, {}, {}};
  const auto& state = view.state();
  if (const auto found = state.suspensions.find(limit.id); found != state.suspensions.end()) {
    for (const auto& span : found->second) {
      course.suspensions.push_back({span.ground, span.from, span.to, {span.reason, span.reason}});
    }
  }
  if (const auto found = state.extensions.find(limit.id); found != state.extensions.end()) {
    for (const auto& extension : found->second) {
      course.extensions.push_back({extension.ground, extension.at});
    }
  }
  return course;
}

namespace {

std::optional<LimitStatus> review_status(const CaseView& view, const law::TimeLimit& limit,
                                         Instant now) {
  const auto run = run_of(view.state(), limit.id);
  const auto* step = run ? view.procedure().step_of(run->ends_with) : nullptr;
  if (step == nullptr) return std::nullopt;
  auto course = course_of(view, limit, run->start);
  // What was granted for an earlier round does not lengthen this one.
  std::erase_if(course.extensions, [&](const auto& one) { return one.granted_at < run->start; });
  std::erase_if(course.suspensions, [&](const auto& one) { return one.from < run->start; });
  auto due = law::compute(limit, course, view.pack().calendar, now, law::Uncovered::provisional);
  if (!due) return std::nullopt;
  LimitStatus status{&limit, {}, run->start, std::move(*due), run->ended, step->id, run->right};
  status.state = state_of(status.due, status.ended, now, status.right);
  return status;
}

}  // namespace

std::optional<Instant> review_due(const CaseView& view, const casefile::Submission& submission) {
  const auto* limit = view.pack().review.limit(submission.said.again ? pack::kReviewAgainLimit
                                                                     : pack::kReviewLimit);
  if (limit == nullptr) return std::nullopt;
  const auto start = submission.recorded.at;
  const auto ended = opined_at(view.state(), submission.opinion);
  auto course = course_of(view, *limit, start);
  // Of all rounds together; those granted in this one are meant.
  std::erase_if(course.extensions, [&](const auto& one) {
    return one.granted_at < start || (ended && one.granted_at > *ended);
  });
  std::erase_if(course.suspensions,
                [&](const auto& one) { return one.from < start || (ended && one.from > *ended); });
  const auto due =
      law::compute(*limit, course, view.pack().calendar, start, law::Uncovered::provisional);
  return due ? std::optional{due->at} : std::nullopt;
}

const law::TimeLimit* find_limit(const CaseView& view, const std::string& id) {
  const auto& limits = view.procedure().limits;
  const auto found = std::ranges::find(limits, id, &law::TimeLimit::id);
  if (found != limits.end()) return &limit_for(view, *found);
  return view.pack().review.limit(id);
}

std::vector<LimitStatus> limits_of(const CaseView& view, Instant now) {
  std::vector<LimitStatus> out;
  for (const auto& present : view.procedure().limits) {
    const auto& limit = limit_for(view, present);
    const auto start = start_of(view, limit);
    if (!start) continue;
    auto due = law::compute(limit, course_of(view, limit, *start), view.pack().calendar, now,
                            law::Uncovered::provisional);
    if (!due) continue;  // Ill-formed limits are refused when the pack is loaded.
    LimitStatus status{&limit, {}, *start, std::move(*due), {}, {}, false};
    if (const auto end = view.procedure().limit_ends.find(limit.id);
        end != view.procedure().limit_ends.end()) {
      status.ends_with = end->second;
      const auto done = view.state().done.find(end->second);
      if (done != view.state().done.end()) status.ended = done->second.happened_at;
    }
    status.state = state_of(status.due, status.ended, now);
    out.push_back(std::move(status));
  }
  for (const auto& limit : view.pack().review.limits) {
    // A review that nobody needs any more is late for nobody.
    if (review_is_over(view) && view.state().submission() != nullptr) break;
    if (auto status = review_status(view, limit, now)) out.push_back(*std::move(status));
  }
  return out;
}

}  // namespace mingcha::acts
