// SPDX-License-Identifier: Apache-2.0
#include "acts/limit_change.h"

#include <algorithm>

#include "acts/limits.h"

namespace mingcha::acts {
namespace {

Finding finding(std::string code, Text what, Text cure, const law::TimeLimit* limit) {
  return {std::move(code), std::move(what),
          limit == nullptr ? std::string{} : law::to_string(limit->citation), std::move(cure),
          limit == nullptr ? std::string{"limit"} : limit->id};
}

/// Before this moment nothing may be changed any more: the clock only goes forward.
Instant last_change(const casefile::State& state, const std::string& limit, Instant start) {
  const auto found = state.suspensions.find(limit);
  if (found == state.suspensions.end() || found->second.empty()) return start;
  const auto& last = found->second.back();
  return std::max(start, last.to.value_or(last.from));
}

bool standing_still(const casefile::State& state, const std::string& limit) {
  const auto found = state.suspensions.find(limit);
  return found != state.suspensions.end() && !found->second.empty() && !found->second.back().to;
}

Findings check_suspend(const CaseView& view, const ChangeLimit& command,
                       const law::TimeLimit& limit) {
  Findings findings;
  if (std::ranges::find(limit.suspended_by, command.ground) == limit.suspended_by.end()) {
    findings.push_back(
        finding("suspension-unknown",
                {"法律没有规定以此为由不计入期限", "the law knows no such suspension"},
                {"请核对不计入期限的事由", "check the ground"}, &limit));
  }
  if (standing_still(view.state(), limit.id)) {
    findings.push_back(finding("suspended-already",
                               {"该期限已经停止计算", "the clock stands still already"},
                               {"请先恢复计算", "let it run first"}, &limit));
  }
  return findings;
}

}  // namespace

Findings change_findings(const CaseView& view, const ChangeLimit& command, Instant now) {
  const auto* limit = find_limit(view, command.limit);
  if (limit == nullptr) {
    return {finding("limit-unknown", {"没有这一期限：" + command.limit, "no such limit"},
                    {"请从案件的期限中选择", "choose one of the case's limits"}, nullptr)};
  }
  const auto start = start_of(view, *limit);
  if (!start) {
    return {finding("limit-not-started", {"该期限尚未起算", "the limit has not started"},
                    {"起算后才能变更", "wait for its start"}, limit)};
  }
  Findings findings;
  if (trim(command.reason).empty()) {
    findings.push_back(finding("reasons-missing", {"未写明理由", "no reasons given"},
                               {"请写明理由", "give the reasons"}, limit));
  }
  const auto earliest = last_change(view.state(), limit->id, *start);
  if (const auto at = command.happened_at.value_or(now); at > now || at < earliest) {
    findings.push_back(finding("time-out-of-order",
                               {"时间应在期限起算和上一次变更之后、当前时间之前",
                                "must lie after the start and the last change, not after now"},
                               {"请核对时间", "check the time"}, limit));
  }
  if (command.change == "suspended") {
    for (auto& found : check_suspend(view, command, *limit)) findings.push_back(std::move(found));
  } else if (command.change == "resumed") {
    if (!standing_still(view.state(), limit->id)) {
      findings.push_back(finding("not-suspended", {"该期限没有停止计算", "the clock is running"},
                                 {"无需恢复", "nothing to resume"}, limit));
    }
  } else if (command.change == "extended") {
    for (auto& found : law::may_extend(*limit, course_of(view, *limit, *start), command.ground,
                                       view.pack().calendar, now, law::Uncovered::provisional)) {
      findings.push_back(std::move(found));
    }
  } else {
    findings.push_back(
        finding("change-unknown", {"没有这种变更：" + command.change, "no such change"},
                {"可选：suspended、resumed、extended", "suspended, resumed or extended"}, limit));
  }
  return findings;
}

}  // namespace mingcha::acts
