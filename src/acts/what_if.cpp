// SPDX-License-Identifier: Apache-2.0
#include "acts/what_if.h"

#include <algorithm>
#include <map>

#include "acts/gates.h"
#include "acts/limits.h"
#include "acts/next.h"
#include "acts/publication_class.h"
#include "base/assert.h"

namespace mingcha::acts {
namespace {

Text class_name(disclosure::PublicationClass one) {
  using enum disclosure::PublicationClass;
  switch (one) {
    case sealed: return {"封存", "sealed"};
    case not_published: return {"不公示", "not published"};
    case review_required: return {"经审查认为应当公示的才公示", "public only if a review says so"};
    case public_after_review: return {"审查后公示", "public after review"};
    case public_at_once: return {"公示", "public at once"};
  }
  MINGCHA_ASSERT(false);
}

Text state_name(LimitState state) {
  switch (state) {
    case LimitState::running: return {"未到期", "running"};
    case LimitState::met: return {"按期", "met"};
    case LimitState::late: return {"逾期完成", "late"};
    case LimitState::overdue: return {"已逾期", "overdue"};
    case LimitState::lapsed: return {"已届满", "lapsed"};
  }
  MINGCHA_ASSERT(false);
}

Text shown(const LimitStatus& status) {
  const auto day = mingcha::to_string(local_day(status.due.at));
  const auto state = state_name(status.state);
  return {day + "（" + state.zh + "）", day + " (" + state.en + ")"};
}

void change(std::vector<Text>& out, const Text& what, const Text& was, const Text& is) {
  if (was == is) return;
  out.push_back({what.zh + "：" + was.zh + " → " + is.zh, what.en + ": " + was.en + " → " + is.en});
}

const Text kNone{"没有", "none"};

void compare_limits(const CaseView& before, const CaseView& after, Instant now,
                    std::vector<Text>& out) {
  std::map<std::string, std::pair<Text, Text>> both;
  std::map<std::string, Text> titles;
  for (const auto& status : limits_of(before, now)) {
    titles[status.limit->id] = status.limit->title;
    both[status.limit->id] = {shown(status), kNone};
  }
  for (const auto& status : limits_of(after, now)) {
    titles[status.limit->id] = status.limit->title;
    both.try_emplace(status.limit->id, kNone, kNone).first->second.second = shown(status);
  }
  for (const auto& [id, texts] : both) {
    const auto& title = titles.at(id);
    change(out, {"期限“" + title.zh + "”", "time limit “" + title.en + "”"}, texts.first,
           texts.second);
  }
}

/// All that stands against the step being done, whoever does it.
Text against(const CaseView& view, const pack::Step& step, Instant now) {
  const auto& state = view.state();
  Findings findings = order_findings(view, step);
  for (auto& finding : gate_findings(view, step)) findings.push_back(std::move(finding));
  for (auto& finding : item_findings(view, step)) findings.push_back(std::move(finding));
  std::vector<std::string> performers;
  for (const auto& id : state.handlers) performers.push_back(id);
  if (!performers.empty()) {
    const Surroundings around{view.pack(), view.people(), performers.front(), now, {}};
    for (auto& finding : rule_findings(view, step, performers, now, around)) {
      findings.push_back(std::move(finding));
    }
  }
  Text out;
  for (const auto& finding : findings) {
    out.zh += (out.zh.empty() ? "" : "；") + finding.what.zh;
    out.en += (out.en.empty() ? "" : "; ") + finding.what.en;
  }
  return out.zh.empty() ? Text{"可以办理", "possible"} : out;
}

void compare_steps(const CaseView& before, const CaseView& after, Instant now,
                   std::vector<Text>& out) {
  for (const auto& next : next_steps(before, now)) {
    const auto* same = after.procedure().step(next.step->id);
    const Text what{"环节“" + next.step->title.zh + "”", "step “" + next.step->title.en + "”"};
    const auto is = same == nullptr ? kNone : against(after, *same, now);
    change(out, what, against(before, *next.step, now), is);
  }
  for (const auto& next : next_steps(after, now)) {
    if (before.procedure().step(next.step->id) != nullptr) continue;
    out.push_back(
        {"新增环节“" + next.step->title.zh + "”", "new step “" + next.step->title.en + "”"});
  }
}

}  // namespace

bool fits(const pack::Pack& pack, const casefile::State& state) {
  if (!state.opened) return false;
  const auto item = pack.items.find(state.opened->item);
  return item != pack.items.end() && pack.procedures.contains(item->second.procedure);
}

std::vector<Text> differences(const CaseView& before, const CaseView& after, Instant now) {
  const auto yes = [](bool one) { return one ? Text{"是", "yes"} : Text{"否", "no"}; };
  std::vector<Text> out;
  compare_limits(before, after, now, out);
  change(out, {"重大执法决定", "major"}, yes(before.major()), yes(after.major()));
  change(out, {"公示类别", "publication class"},
         class_name(publication_class(before).publication_class),
         class_name(publication_class(after).publication_class));
  if (!before.state().closed) compare_steps(before, after, now, out);
  return out;
}

}  // namespace mingcha::acts
