// SPDX-License-Identifier: Apache-2.0
#include "acts/decide.h"

#include <algorithm>

#include <fmt/format.h>

#include "acts/attempt.h"
#include "acts/case_view.h"
#include "acts/facts.h"
#include "acts/gates.h"
#include "acts/limit_change.h"
#include "acts/opinion.h"
#include "acts/papers.h"
#include "acts/signature.h"
#include "acts/submission.h"
#include "base/assert.h"
#include "rules/check.h"

namespace mingcha::acts {

void add(Findings& to, Findings more) {
  for (auto& finding : more) {
    const bool known = std::ranges::any_of(to, [&](const Finding& had) {
      return had.code == finding.code && had.what == finding.what && had.where == finding.where;
    });
    if (!known) to.push_back(std::move(finding));
  }
}

namespace {

using casefile::Events;
using casefile::State;
using pack::StepKind;

std::vector<std::string> performers_of(const DoStep& command, const std::string& actor) {
  std::vector<std::string> out{actor};
  for (const auto& id : command.performers) {
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  }
  return out;
}

/// Reviewer and approver say which text they had before them; another one is not meant.
Findings same_draft_findings(const Attempt& attempt) {
  const auto& draft = attempt.view.state().draft;
  if (!draft || attempt.command.draft == draft->digest) return {};
  return {{"draft-changed",
           {"您看到的草稿不是现在的草稿", "the draft you saw is not the present one"},
           {},
           {"请打开现在的草稿，核对后再提交", "open the present draft, read it, and submit again"},
           "draft"}};
}

Findings backdated_findings(const Attempt& attempt) {
  // Whoever fills in the present minute means now.
  constexpr std::chrono::minutes kStillNow{10};
  const auto& said = attempt.command.happened_at;
  if (!said || !is_made_now(attempt.view.procedure(), attempt.step) ||
      std::chrono::abs(attempt.around.now - *said) <= kStillNow) {
    return {};
  }
  const auto& title = attempt.step.title;
  return {{"backdated",
           {"“" + title.zh + "”以提交时为准，不能补录为其他时间",
            "“" + title.en + "” counts from when it is submitted; it takes no other time"},
           attempt.step.basis.front(),
           {"请不要填写办理时间", "leave the time empty"},
           "happened_at"}};
}

Instant moment_of(const pack::Procedure& procedure, const pack::Step& step, const DoStep& command,
                  Instant now) {
  return is_made_now(procedure, step) ? now : command.happened_at.value_or(now);
}

Findings all_findings(const Attempt& attempt) {
  const auto& [view, step, command, around, performers, happened_at, values] = attempt;
  Findings findings = order_findings(view, step);
  if (view.state().closed) return findings;
  add(findings, backdated_findings(attempt));
  add(findings, gate_findings(view, step));
  add(findings, performer_findings(view, step, performers, happened_at, around));
  add(findings, rule_findings(view, step, performers, happened_at, around));
  add(findings, item_findings(view, step));
  add(findings, missing_facts(view, step));
  add(findings, signature_findings(view, values));
  if (step.kind == StepKind::review || signs_draft(step)) {
    add(findings, same_draft_findings(attempt));
  }
  if (step.kind == StepKind::review) add(findings, opinion_findings(attempt));
  if (auto late = objection_too_late(view, step, happened_at)) add(findings, {*std::move(late)});
  return findings;
}

/// Who sends a draft back need not wait for what else is missing.
Findings findings_against_sending_back(const Attempt& attempt) {
  const auto& [view, step, command, around, performers, happened_at, values] = attempt;
  auto findings = sending_back_findings(attempt);
  add(findings, backdated_findings(attempt));
  add(findings, performer_findings(view, step, performers, happened_at, around));
  if (findings.empty()) {
    add(findings, rules::check_persons(around.pack.rules,
                                       situation_of(view, step, performers, happened_at, around)));
  }
  add(findings, same_draft_findings(attempt));
  return findings;
}

Refusal refusal_of(const Findings& findings) {
  const auto any = [&](std::initializer_list<const char*> codes) {
    return std::ranges::any_of(findings, [&](const Finding& finding) {
      return std::ranges::find(codes, finding.code) != codes.end();
    });
  };
  if (any({"case-closed", "already-done", "not-needed"})) return Refusal::out_of_order;
  if (any({"draft-changed"})) return Refusal::conflict;
  return Refusal::rule_broken;
}

void add_decision(const Attempt& attempt, Events& events) {
  const auto& state = attempt.view.state();
  const auto& document = attempt.view.pack().documents.at(attempt.step.document);
  const auto unit = state.opened->unit;
  casefile::DecisionMade made;
  made.step = attempt.step.id;
  made.document = document.id;
  made.draft = state.draft->digest;
  if (state.review && state.review->opinion.passed) {
    made.review = state.review->recorded.version;
  } else {
    made.not_major_grounds = attempt.view.not_major_grounds().zh;
  }
  const auto day = local_day(attempt.around.now);
  made.number = attempt.around.take_number(document.numbering->word, unit);
  made.text = finish_draft(state.draft->text, made.number, day);
  made.digest = digest_of(made.text);
  made.decided_on = mingcha::to_string(day);
  events.push_back(std::move(made));
  if (const auto sealing = sealing_of(attempt.view)) events.push_back(*sealing);
}

/// The texts of the step's papers, in order; every blank of every paper at once.
Result<std::vector<std::string>> papers_of(const Attempt& attempt) {
  std::vector<std::string> texts;
  Findings findings;
  for (const auto& id : attempt.step.documents) {
    auto text = render_paper(
        attempt.view, attempt.view.pack().documents.at(id),
        {attempt.step, attempt.performers, attempt.happened_at, attempt.command, attempt.around});
    if (!text) {
      add(findings, text.error().findings);
      continue;
    }
    texts.push_back(std::move(*text));
  }
  if (findings.empty()) return texts;
  return reject(Refusal::rule_broken, {"文书尚不完整", "a document is not complete"},
                std::move(findings));
}

Result<void> add_papers(const Attempt& attempt, Events& events) {
  auto texts = papers_of(attempt);
  if (!texts) return tl::unexpected<Rejection>(texts.error());
  // Nothing can be refused any more: only now numbers are taken.
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const auto& document = attempt.view.pack().documents.at(attempt.step.documents[i]);
    auto& text = (*texts)[i];
    std::string number;
    if (document.numbering) {
      number =
          attempt.around.take_number(document.numbering->word, attempt.view.state().opened->unit);
    }
    text = finish_draft(text, number, local_day(attempt.happened_at));
    const auto digest = digest_of(text);
    events.push_back(
        casefile::DocumentIssued{attempt.step.id, document.id, std::move(text), digest, number});
  }
  return {};
}

Result<Events> carry_out(const Attempt& attempt) {
  const auto& step = attempt.step;
  Events events;
  const bool returned = step.kind == StepKind::review &&
                        !attempt.view.pack().review.opinion(attempt.command.opinion)->passes;
  if (step.kind == StepKind::review) events.push_back(opinion_of(attempt));
  if (signs_draft(step)) events.push_back(signature_of(attempt));
  if (!returned) {
    events.push_back(casefile::StepDone{step.id, std::string{to_string(step.kind)},
                                        attempt.happened_at, attempt.performers, attempt.values});
  }
  if (step.kind == StepKind::draft) {
    const auto& document = attempt.view.pack().documents.at(step.document);
    auto text = render_draft(attempt.view, document);
    if (!text) return tl::unexpected<Rejection>(text.error());
    const auto digest = digest_of(*text);
    events.push_back(casefile::DocumentDrafted{step.id, document.id, std::move(*text), digest});
    if (goes_to_review(attempt, digest)) events.push_back(submission_of(attempt, digest, false));
  }
  if (step.kind == StepKind::submission || step.kind == StepKind::objection) {
    events.push_back(submission_of(attempt, attempt.view.state().draft->digest,
                                   step.kind == StepKind::objection));
  }
  if (auto papers = add_papers(attempt, events); !papers) {
    return tl::unexpected<Rejection>(papers.error());
  }
  if (step.kind == StepKind::decision) add_decision(attempt, events);
  if (step.kind == StepKind::service) {
    const auto* paper = attempt.view.state().paper(step.document);
    events.push_back(casefile::DocumentServed{step.id, paper->document, paper->digest});
  }
  if (step.kind == StepKind::closing) events.push_back(casefile::CaseClosed{step.id});
  return events;
}

Result<Events> attempt_step(const State& state, const pack::Item& item, const DoStep& command,
                            const Surroundings& around) {
  const auto& procedure = procedure_of(around.pack, item);
  const auto* step = procedure.step(command.step);
  if (step == nullptr) {
    return reject(Refusal::not_found, {"“" + procedure.title.zh + "”没有这一环节：" + command.step,
                                       "“" + procedure.title.en + "” has no step " + command.step});
  }
  auto values = canonical(around.pack, *step, command.values, around.now);
  if (!values) return tl::unexpected<Rejection>(values.error());
  const CaseView view{around.pack, around.people, item, state, *values};
  const Attempt attempt{view,
                        *step,
                        command,
                        around,
                        performers_of(command, around.actor),
                        moment_of(view.procedure(), *step, command, around.now),
                        std::move(*values)};
  const bool back = sends_back(attempt);
  if (auto findings = back ? findings_against_sending_back(attempt) : all_findings(attempt);
      !findings.empty()) {
    const auto kind = refusal_of(findings);
    return reject(kind,
                  {fmt::format("不能办理“{}”", step->title.zh),
                   fmt::format("“{}” cannot be done", step->title.en)},
                  std::move(findings));
  }
  if (back) return Events{signature_of(attempt)};
  return carry_out(attempt);
}

Result<void> needs_open_case(const State& state) {
  if (!state.opened) return reject(Refusal::not_found, {"没有这个案件", "no such case"});
  return {};
}

}  // namespace

const pack::Item& item_of(const pack::Pack& pack, const State& state) {
  MINGCHA_ASSERT(state.opened.has_value());
  const auto found = pack.items.find(state.opened->item);
  MINGCHA_ASSERT(found != pack.items.end());
  return found->second;
}

namespace {

/// A case begins with the first step of a procedure that is law on the day.
Findings opening_findings(const pack::Procedure& procedure, const std::string& step, Day today) {
  Findings findings;
  if (!step.empty() && step != procedure.steps.front().id) {
    findings.push_back({"not-first",
                        {"登记案件只能从“" + procedure.steps.front().title.zh + "”开始",
                         "a case begins with “" + procedure.steps.front().title.en + "”"},
                        {},
                        {"请先办理该环节", "do that step first"},
                        step});
  }
  if ((procedure.in_force_from && today < *procedure.in_force_from) ||
      (procedure.in_force_to && *procedure.in_force_to < today)) {
    findings.push_back({"not-in-force",
                        {"“" + procedure.title.zh + "”今日不适用",
                         "“" + procedure.title.en + "” is not in force today"},
                        procedure.basis.empty() ? std::string{} : procedure.basis.front(),
                        {"请选择现行有效的执法事项", "choose an item that is in force"},
                        "item"});
  }
  return findings;
}

}  // namespace

Result<Events> decide(const State& state, const OpenCase& command, const Surroundings& around) {
  if (state.opened) return reject(Refusal::conflict, {"案件已经登记", "the case exists already"});
  const auto found = around.pack.items.find(command.item);
  if (found == around.pack.items.end()) {
    return reject(Refusal::not_found,
                  {"没有这一执法事项：" + command.item, "no such item: " + command.item});
  }
  const auto& item = found->second;
  const auto& procedure = procedure_of(around.pack, item);
  const auto* actor = around.people.person(around.actor);
  if (actor == nullptr) return reject(Refusal::forbidden, {"没有这名人员", "no such person"});
  if (auto findings = opening_findings(procedure, command.first.step, local_day(around.now));
      !findings.empty()) {
    return reject(Refusal::out_of_order, {"不能登记案件", "the case cannot be opened"},
                  std::move(findings));
  }
  auto first = command.first;
  if (first.step.empty()) first.step = procedure.steps.front().id;

  const casefile::CaseOpened opened{item.id,
                                    procedure.id,
                                    around.pack.id,
                                    around.pack.version,
                                    to_hex(as_bytes(around.pack.digest)),
                                    actor->unit};
  const auto with_opening = evolve(state, opened, {state.version + 1, around.actor, around.now});
  auto events = attempt_step(with_opening, item, first, around);
  if (!events) return events;
  events->insert(events->begin(), opened);
  return events;
}

Result<Events> decide(const State& state, const DoStep& command, const Surroundings& around) {
  if (auto open = needs_open_case(state); !open) return tl::unexpected<Rejection>(open.error());
  return attempt_step(state, item_of(around.pack, state), command, around);
}

Result<Events> decide(const State& state, const AcceptEvidence& command,
                      const Surroundings& /*around*/) {
  if (auto open = needs_open_case(state); !open) return tl::unexpected<Rejection>(open.error());
  if (state.closed) return reject(Refusal::out_of_order, {"案件已经结案", "the case is closed"});
  const auto same = [&](const auto& had) { return had.sha256 == command.evidence.sha256; };
  if (std::ranges::any_of(state.evidence, same)) {
    return reject(Refusal::out_of_order,
                  {"这份文件已经在案卷中", "this file is in the case already"},
                  {{"evidence-doubled",
                    {"内容完全相同的文件已经上传", "a file with the same content was attached"},
                    {},
                    {"无需重复上传", "no need to attach it again"},
                    "file"}});
  }
  return Events{command.evidence};
}

Result<Events> decide(const State& state, const ChangeLimit& command, const Surroundings& around) {
  if (auto open = needs_open_case(state); !open) return tl::unexpected<Rejection>(open.error());
  if (state.closed) {
    return reject(Refusal::out_of_order, {"案件已经结案", "the case is closed"});
  }
  const CaseView view{around.pack, around.people, item_of(around.pack, state), state};
  if (auto findings = change_findings(view, command, around.now); !findings.empty()) {
    return reject(Refusal::rule_broken, {"不能变更该期限", "the time limit cannot be changed so"},
                  std::move(findings));
  }
  return Events{casefile::LimitChanged{command.limit, command.change, command.ground,
                                       std::string{trim(command.reason)},
                                       command.happened_at.value_or(around.now)}};
}

bool is_made_now(const pack::Procedure& procedure, const pack::Step& step) {
  switch (step.kind) {
    case StepKind::review:
    case StepKind::submission:
    case StepKind::objection:
    case StepKind::approval:
    case StepKind::instruction:
    case StepKind::addition: return true;
    // On the spot officers decide themselves, and enter it afterwards.
    case StepKind::decision:
      return !step.who.levels.empty() || procedure.step_of(StepKind::review) != nullptr;
    case StepKind::record:
    case StepKind::notice:
    case StepKind::defence:
    case StepKind::draft:
    case StepKind::service:
    case StepKind::closing: return false;
  }
  return false;
}

bool is_possible(const CaseView& view, const pack::Step& step) {
  return order_findings(view, step).empty() && gate_findings(view, step).empty();
}

Findings obstacles(const CaseView& view, const pack::Step& step) {
  const auto& state = view.state();
  auto findings = order_findings(view, step);
  if (!state.closed) add(findings, gate_findings(view, step));
  return findings;
}

}  // namespace mingcha::acts
