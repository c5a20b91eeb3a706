// SPDX-License-Identifier: Apache-2.0
#include "acts/case_chart.h"

#include <algorithm>

#include "people/permission.h"

namespace mingcha::acts {
namespace {

using chart::Standing;

/// "2026-03-02 09:05"
std::string minute(Instant at) {
  auto text = to_local_string(at).substr(0, 16);
  std::ranges::replace(text, 'T', ' ');
  return text;
}

/// The day on which a case is opened is its first.
std::string day_number(Instant opened, Instant at) {
  return std::to_string((local_day(at) - local_day(opened)).count() + 1);
}

const LimitStatus* limit_ending(const std::vector<LimitStatus>& limits, const std::string& step,
                                LimitState state) {
  const auto found = std::ranges::find_if(
      limits, [&](const LimitStatus& one) { return one.ends_with == step && one.state == state; });
  return found == limits.end() ? nullptr : &*found;
}

chart::Mark done_mark(const CaseView& view, const std::string& step, const casefile::Done& done,
                      const std::vector<LimitStatus>& limits) {
  const auto at = minute(done.happened_at);
  const auto day = day_number(view.state().opening.at, done.happened_at);
  chart::Mark mark{Standing::done, {"✓ " + at + " 第" + day + "日", "✓ " + at + ", day " + day}};
  if (limit_ending(limits, step, LimitState::late) != nullptr) {
    mark.standing = Standing::late;
    mark.note.zh += " 逾期办结";
    mark.note.en += ", done late";
  }
  return mark;
}

chart::Mark current_mark(const NextStep& next, const std::vector<LimitStatus>& limits,
                         Instant now) {
  if (const auto* over = limit_ending(limits, next.step->id, LimitState::overdue)) {
    const auto days = (local_day(now) - local_day(over->due.at)).count();
    const auto last = mingcha::to_string(local_day(over->due.at));
    return {Standing::late,
            {"已逾期" + std::to_string(days) + "日（" + last + "届满）",
             std::to_string(days) + " days late (due " + last + ")"}};
  }
  if (!next.due) return {Standing::current, {"现在可办", "Possible now"}};
  const auto last = mingcha::to_string(local_day(*next.due));
  return {Standing::current, {"现在可办，" + last + "届满", "Possible now, due " + last}};
}

}  // namespace

const chart::RoleTitles& role_titles() {
  static const auto kTitles = [] {
    chart::RoleTitles titles;
    for (const auto* id : {"officer", "case_manager", "legal_reviewer", "approver"}) {
      if (const auto role = people::to_role(id)) titles.emplace(id, people::title(*role));
    }
    return titles;
  }();
  return kTitles;
}

chart::Marks marks_of(const CaseView& view, const std::vector<NextStep>& next,
                      const std::vector<LimitStatus>& limits, Instant now) {
  chart::Marks marks;
  for (const auto& [step, done] : view.state().done) {
    marks.emplace(step, done_mark(view, step, done, limits));
  }
  for (const auto& one : next) {
    const bool late = limit_ending(limits, one.step->id, LimitState::overdue) != nullptr;
    if (one.again || (!one.possible && !late)) continue;
    marks.emplace(one.step->id, current_mark(one, limits, now));
  }
  return marks;
}

}  // namespace mingcha::acts
