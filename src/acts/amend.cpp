// SPDX-License-Identifier: Apache-2.0
#include "acts/amend.h"

#include <algorithm>

#include "acts/case_view.h"
#include "acts/elsewhere.h"
#include "acts/facts.h"
#include "acts/outdated.h"
#include "acts/signature.h"

namespace mingcha::acts {
namespace {

using casefile::Events;
using casefile::Paper;
using casefile::State;

Finding finding(std::string code, Text what, Text cure, std::string where,
                std::string article = {}) {
  return {std::move(code), std::move(what), std::move(article), std::move(cure), std::move(where)};
}

void need_reason(const std::string& reason, Findings& findings) {
  constexpr std::size_t kReasonLongest = 500;
  if (trim(reason).empty()) {
    findings.push_back(finding("reasons-missing", {"未写明理由", "no reason given"},
                               {"请写明理由", "say why"}, "reason"));
  } else if (count_characters(reason) > kReasonLongest) {
    findings.push_back(finding("too-long", {"理由超过500字", "longer than 500 characters"},
                               {"请精简", "shorten it"}, "reason"));
  }
}

void need_handler(const State& state, const Surroundings& around, Findings& findings) {
  if (state.handlers.contains(around.actor)) return;
  const auto name = around.people.name_of(around.actor);
  findings.push_back(
      finding("not-handler", {name + "不是本案办案人员", name + " does not handle it"},
              {"请由本案办案人员办理", "let a handler of the case do it"}, "performers"));
}

/// As the step that asked for it takes it; nothing, with findings, otherwise.
std::string value_of(const CaseView& view, const CorrectFact& command, const Surroundings& around,
                     Findings& findings) {
  const auto known = view.state().facts.find(command.field);
  const auto* field = view.pack().field(command.field);
  const auto* step =
      known == view.state().facts.end() ? nullptr : view.procedure().step(known->second.step);
  if (field == nullptr || step == nullptr || known->second.value.empty()) {
    findings.push_back(finding("fact-unknown", {"案件没有这一事实", "the case has no such fact"},
                               {"尚未填写的，请在相应环节填写", "enter it where it is asked for"},
                               command.field));
    return {};
  }
  if (field->type == pack::FieldType::signature || trim(command.value).empty()) {
    findings.push_back(finding("not-correctable",
                               {"签名不能更正，事实不能更正为空",
                                "a signature cannot be corrected, nor a fact to nothing"},
                               {"请重新办理该环节", "do the step again"}, command.field));
    return {};
  }
  auto values = canonical(view.pack(), *step, {{command.field, command.value}}, around.now);
  if (!values) {
    std::ranges::move(values.error().findings, std::back_inserter(findings));
    return {};
  }
  auto value = std::move(values->at(command.field));
  if (value == known->second.value) {
    findings.push_back(finding("not-changed", {"与现有内容相同", "it is the same as before"},
                               {"无需更正", "nothing to correct"}, command.field));
  }
  return value;
}

Result<Events> settle(Text title, Findings findings, Events events) {
  if (findings.empty()) return events;
  return reject(Refusal::rule_broken, std::move(title), std::move(findings));
}

/// A time or a place put right stands beside other records as if it had been entered so.
Findings conflicts_of(const CaseView& view, const casefile::FactCorrected& corrected,
                      const Surroundings& around) {
  const auto after = casefile::evolve(view.state(), corrected,
                                      {view.state().version + 1, around.actor, around.now});
  const CaseView then{around.pack, around.people, view.item(), after};
  auto findings = corrected_findings(then, corrected.field, around.elsewhere);
  for (auto& finding : findings) finding.where = corrected.field;
  return findings;
}

Result<Events> apply(const CaseView& view, const CorrectFact& command, const Surroundings& around) {
  Findings findings;
  need_handler(view.state(), around, findings);
  need_reason(command.reason, findings);
  auto value = value_of(view, command, around, findings);
  const auto* before = view.state().fact(command.field);
  const casefile::FactCorrected corrected{command.field, before == nullptr ? "" : *before,
                                          std::move(value), std::string{trim(command.reason)}};
  if (findings.empty()) findings = conflicts_of(view, corrected, around);
  return settle({"不能更正这一事实", "the fact cannot be corrected"}, std::move(findings),
                {corrected});
}

Findings void_findings(const CaseView& view, const Paper& paper, const Surroundings& around) {
  Findings findings;
  const auto* step = view.procedure().step(paper.step);
  const auto* person = around.people.person(around.actor);
  if (person == nullptr || step == nullptr ||
      !power_of(view, *step, around.actor, local_day(around.now))) {
    findings.push_back(finding(
        "wrong-role", {"这份文书不由您制作，您不能作废", "you could not have made this paper"},
        {"请由有权制作该文书的人员作废", "let somebody void it who may make it"}, "performers"));
  }
  if (view.state().recused.contains(around.actor)) {
    findings.push_back(finding("recused-already",
                               {"您已经在本案中回避", "you have declared a conflict in this case"},
                               {"请由其他人员办理", "let somebody else do it"}, "performers"));
  }
  if (paper.voided) {
    findings.push_back(finding("already-void", {"这份文书已经作废", "it is void already"},
                               {"无需重复作废", "nothing to do"}, "paper"));
  }
  if (view.state().served.contains(paper.document)) {
    findings.push_back(
        finding("served", {"文书已经送达，不能作废", "it has been served and cannot be voided"},
                {"确有错误的，依法更正、变更或者撤销，并重新送达",
                 "mend, change or revoke it by law, and serve that"},
                "paper", view.pack().mending_article));
  }
  using enum pack::StepKind;
  if (step != nullptr && (step->kind == review || step->kind == service)) {
    findings.push_back(finding(
        "stands-for-itself",
        {"审核意见书、送达回证不能作废", "an opinion or a receipt cannot be voided"},
        {"意见有误的，重新拟制、重新审核；送达有误的，重新送达", "review anew, or serve again"},
        "paper"));
  }
  return findings;
}

Finding no_such_paper() {
  return finding("paper-unknown", {"案卷中没有这份文书", "no such document in the case"},
                 {"请从文书列表中选择", "choose one of the documents"}, "paper");
}

Result<Events> apply(const CaseView& view, const VoidPaper& command, const Surroundings& around) {
  const auto* paper = view.state().paper_of(command.paper);
  Text title{"不能作废这份文书", "the paper cannot be voided"};
  if (paper == nullptr) return reject(Refusal::not_found, std::move(title), {no_such_paper()});
  auto findings = void_findings(view, *paper, around);
  need_reason(command.reason, findings);
  return settle(std::move(title), std::move(findings),
                {casefile::PaperVoided{command.paper, paper->step, paper->document, paper->digest,
                                       paper->number, view.pack().mending_article,
                                       std::string{trim(command.reason)}}});
}

Result<Events> apply(const CaseView& view, const KeepPaper& command, const Surroundings& around) {
  const auto* paper = view.state().paper_of(command.paper);
  Text title{"不能确认这份文书", "the paper cannot be confirmed"};
  if (paper == nullptr) return reject(Refusal::not_found, std::move(title), {no_such_paper()});
  Findings findings;
  need_handler(view.state(), around, findings);
  need_reason(command.reason, findings);
  const auto outdated = outdated_papers(view);
  if (std::ranges::none_of(outdated, [&](const auto& one) { return one.paper == paper; })) {
    findings.push_back(finding("not-outdated",
                               {"这份文书与现有事实一致，无需确认", "it says what the facts say"},
                               {"无需办理", "nothing to do"}, "paper"));
  }
  return settle(std::move(title), std::move(findings),
                {casefile::PaperKept{command.paper, paper->document, paper->digest,
                                     std::string{trim(command.reason)}}});
}

}  // namespace

bool may_correct_facts(const State& state, const Surroundings& around) {
  return !state.closed && state.handlers.contains(around.actor);
}

bool may_void(const CaseView& view, const Paper& paper, const Surroundings& around) {
  return !view.state().closed && void_findings(view, paper, around).empty();
}

Result<Events> decide(const State& state, const Amendment& command, const Surroundings& around) {
  if (!state.opened) return reject(Refusal::not_found, {"没有这个案件", "no such case"});
  if (state.closed) {
    return reject(Refusal::out_of_order, {"案件已经结案", "the case is closed"},
                  {finding("case-closed", {"案件已经结案", "the case is closed"},
                           {"结案后发现错误的，按执法监督程序办理",
                            "after closing, errors go to supervision"},
                           "case")});
  }
  const CaseView view{around.pack, around.people, item_of(around.pack, state), state};
  return std::visit([&](const auto& one) { return apply(view, one, around); }, command);
}

}  // namespace mingcha::acts
