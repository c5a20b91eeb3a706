// SPDX-License-Identifier: Apache-2.0
#include "acts/limits.h"

namespace mingcha::acts {
namespace {

LimitState state_of(const law::Due& due, const std::optional<Instant>& ended, Instant now) {
  if (ended) return *ended <= due.at ? LimitState::met : LimitState::late;
  return now <= due.at ? LimitState::running : LimitState::overdue;
}

}  // namespace

const law::TimeLimit& limit_for(const CaseView& view, const law::TimeLimit& limit) {
  const auto opened = view.opened_on();
  return opened ? view.procedure().limit_for(limit, *opened) : limit;
}

std::optional<Instant> start_of(const CaseView& view, const law::TimeLimit& limit) {
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

std::vector<LimitStatus> limits_of(const CaseView& view, Instant now) {
  std::vector<LimitStatus> out;
  for (const auto& present : view.procedure().limits) {
    const auto& limit = limit_for(view, present);
    const auto start = start_of(view, limit);
    if (!start) continue;
    auto due = law::compute(limit, course_of(view, limit, *start), view.pack().calendar, now,
                            law::Uncovered::provisional);
    if (!due) continue;  // Ill-formed limits are refused when the pack is loaded.
    LimitStatus status{&limit, {}, *start, std::move(*due), {}, {}};
    if (const auto end = view.procedure().limit_ends.find(limit.id);
        end != view.procedure().limit_ends.end()) {
      status.ends_with = end->second;
      const auto done = view.state().done.find(end->second);
      if (done != view.state().done.end()) status.ended = done->second.happened_at;
    }
    status.state = state_of(status.due, status.ended, now);
    out.push_back(std::move(status));
  }
  return out;
}

}  // namespace mingcha::acts
