// SPDX-License-Identifier: Apache-2.0
#include "acts/reassign.h"

#include "acts/case_view.h"
#include "acts/submission.h"

namespace mingcha::acts {
namespace {

using casefile::Events;
using casefile::State;

constexpr std::size_t kReasonLongest = 500;

void need_reason(const CaseView& view, const std::string& reason, Findings& findings) {
  if (trim(reason).empty()) {
    findings.push_back({"reasons-missing",
                        {"未写明理由", "no reason given"},
                        view.pack().review.article,
                        {"请写明理由", "say why"},
                        "reason"});
  } else if (count_characters(reason) > kReasonLongest) {
    findings.push_back({"too-long",
                        {"理由超过500字", "longer than 500 characters"},
                        {},
                        {"请精简", "shorten it"},
                        "reason"});
  }
}

/// Those concerned do not choose who looks at their work.
Findings chooser_findings(const CaseView& view, const Surroundings& around) {
  Findings findings;
  const auto* actor = around.people.person(around.actor);
  const auto may = [&](people::Role role) { return actor != nullptr && actor->has(role); };
  if (!may(people::Role::legal_reviewer) && !may(people::Role::approver)) {
    findings.push_back({"wrong-role",
                        {"改派审核人由法制审核人员或者审批人办理",
                         "a review is handed over by reviewers and approvers"},
                        view.pack().review.article,
                        {"请由有相应职责的人员办理", "let somebody with that duty do it"},
                        "performers"});
  }
  if (view.state().recused.contains(around.actor)) {
    findings.push_back({"recused-already",
                        {"您已经在本案中回避", "you have declared a conflict in this case"},
                        view.pack().review.article,
                        {"请由其他人员改派", "let somebody else hand it over"},
                        "performers"});
  }
  const bool own_unit = actor != nullptr && actor->unit == view.state().opened->unit;
  if (own_unit || view.state().handlers.contains(around.actor)) {
    findings.push_back(
        {"handler-chooses-reviewer",
         {"本案办案人员和办案部门不能选定审核人",
          "who handles the case, or their unit, does not choose the reviewer"},
         view.pack().review.article,
         {"请由法制部门或者其他负责人改派", "let the legal unit or another head do it"},
         "performers"});
  }
  return findings;
}

Result<Events> apply(const CaseView& view, const AssignReview& command,
                     const Surroundings& around) {
  const auto* open = view.state().submission();
  Text title{"不能改派审核人", "the review cannot be handed over"};
  if (open == nullptr || review_is_over(view)) {
    return reject(Refusal::out_of_order, std::move(title),
                  {{"nothing-under-review",
                    {"本案没有正在进行的法制审核", "no review is under way in this case"},
                    view.pack().review.article,
                    {"送审后才能改派", "submit the draft first"},
                    "case"}});
  }
  auto findings = chooser_findings(view, around);
  need_reason(view, command.reason, findings);
  if (command.reviewer == open->reviewer) {
    findings.push_back({"not-changed",
                        {"现在就由其审核", "it is that person's already"},
                        {},
                        {"请选择其他审核人员", "choose somebody else"},
                        "reviewer"});
  }
  for (auto& finding : reviewer_findings(view, command.reviewer, around)) {
    finding.where = "reviewer";
    findings.push_back(std::move(finding));
  }
  if (!findings.empty()) {
    return reject(Refusal::rule_broken, std::move(title), std::move(findings));
  }
  return Events{casefile::ReviewAssigned{open->said.round, open->reviewer, command.reviewer,
                                         std::string{trim(command.reason)}}};
}

Result<Events> apply(const CaseView& view, const DeclareConflict& command,
                     const Surroundings& around) {
  const auto& state = view.state();
  Findings findings;
  need_reason(view, command.reason, findings);
  if (state.recused.contains(around.actor)) {
    findings.push_back({"recused-already",
                        {"您已经在本案中回避", "you have declared it already"},
                        {},
                        {"无需重复办理", "nothing to do"},
                        "case"});
  }
  if (!findings.empty()) {
    return reject(Refusal::rule_broken, {"不能登记回避", "the conflict cannot be recorded"},
                  std::move(findings));
  }
  Events events{casefile::ConflictDeclared{around.actor, std::string{trim(command.reason)}}};
  const auto* open = state.submission();
  if (open != nullptr && open->reviewer == around.actor) {
    const auto possible = possible_reviewers(view, {around.actor}, around);
    events.push_back(casefile::ReviewAssigned{open->said.round, around.actor,
                                              possible.empty() ? std::string{} : possible.front(),
                                              std::string{trim(command.reason)}});
  }
  return events;
}

}  // namespace

bool may_assign(const CaseView& view, const Surroundings& around) {
  return view.state().submission() != nullptr && !view.state().closed && !review_is_over(view) &&
         chooser_findings(view, around).empty();
}

Result<Events> decide(const State& state, const Reassignment& command, const Surroundings& around) {
  if (!state.opened) return reject(Refusal::not_found, {"没有这个案件", "no such case"});
  if (state.closed) return reject(Refusal::out_of_order, {"案件已经结案", "the case is closed"});
  const CaseView view{around.pack, around.people, item_of(around.pack, state), state};
  return std::visit([&](const auto& one) { return apply(view, one, around); }, command);
}

}  // namespace mingcha::acts
