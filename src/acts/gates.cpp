// SPDX-License-Identifier: Apache-2.0
#include "acts/gates.h"

#include <algorithm>

#include <fmt/format.h>

#include "acts/elsewhere.h"
#include "acts/penalty.h"
#include "acts/signature.h"
#include "acts/submission.h"
#include "rules/check.h"

namespace mingcha::acts {
namespace {

Finding of(const pack::Requirement& requirement) {
  return {"requirement", requirement.otherwise, requirement.article, requirement.cure,
          requirement.cure_step};
}

void unmet(const CaseView& view, const std::vector<pack::Requirement>& requirements,
           Findings& findings) {
  for (const auto& requirement : requirements) {
    if (requirement.that.evaluate(view.lookup()).truth == cel::Truth::yes) continue;
    findings.push_back(of(requirement));
  }
}

Finding simple(std::string code, Text what, Text cure, std::string where,
               std::string article = {}) {
  return {std::move(code), std::move(what), std::move(article), std::move(cure), std::move(where)};
}

/// The draft must say what the facts say now, or what was reviewed is not what is decided.
std::optional<Finding> stale_draft(const CaseView& view) {
  const auto* drafting = view.procedure().step_of(pack::StepKind::draft);
  if (drafting == nullptr || !view.draft_is_stale()) return std::nullopt;
  return simple("draft-stale",
                {"决定草稿与案件现有事实不一致：草稿形成后有事实被修改",
                 "the draft no longer says what the case's facts say"},
                {"请重新拟制决定，再送法制审核", "draft the decision anew and have it reviewed"},
                drafting->id);
}

std::pair<Text, Text> standing_of_review(const casefile::State& state) {
  if (state.reviews_voided > 0 && !state.review) {
    const bool changed = state.opinions.empty() || !state.draft ||
                         state.opinions.back().opinion.draft != state.draft->digest;
    return {changed ? Text{"原法制审核因草稿变更已失效",
                           "whose review became void when the draft changed"}
                    : Text{"原法制审核已失效", "whose review became void"},
            {"将现在的决定草稿再次送审，审核通过后再作出决定",
             "submit the present draft again; decide once it has passed"}};
  }
  Text cure{"将现在的决定草稿提交法制审核，审核通过后再作出决定",
            "submit the present draft to legal review; decide once it has passed"};
  if (state.review) return {{"法制审核未通过", "whose legal review did not pass"}, std::move(cure)};
  return {{"尚未经过法制审核", "not legally reviewed yet"}, std::move(cure)};
}

std::string review_id(const CaseView& view) {
  const auto* step = view.procedure().step_of(pack::StepKind::review);
  return step == nullptr ? std::string{} : step->id;
}

Finding not_reviewed(const CaseView& view, const pack::MajorCondition& condition) {
  auto [standing, cure] = standing_of_review(view.state());
  return simple("review-missing",
                {"属于重大执法决定（" + condition.title.zh + "），" + standing.zh,
                 "a major decision (" + condition.title.en + "), " + standing.en},
                std::move(cure), review_id(view), condition.article);
}

/// It was major when it was submitted; no correction takes it out.
Finding no_longer_major(const CaseView& view) {
  auto [standing, cure] = standing_of_review(view.state());
  return simple("review-missing",
                {"已经送法制审核的案件不因事实更正而免于审核，" + standing.zh,
                 "a case that was submitted to legal review stays under it, " + standing.en},
                std::move(cure), review_id(view), view.pack().review.article);
}

/// A case is not closed over a step that it needs and has not done.
void add_unfinished(const CaseView& view, const pack::Step& step, Findings& findings) {
  const bool needed = !step.optional && step.kind != pack::StepKind::closing &&
                      (!step.when || step.when->evaluate(view.lookup()).truth == cel::Truth::yes);
  if (!needed || view.state().is_done(step.id)) return;
  findings.push_back(simple(
      "step-unfinished", {"“" + step.title.zh + "”尚未完成", "“" + step.title.en + "” is not done"},
      {"完成后再结案", "finish it, then close"}, step.id,
      step.basis.empty() ? std::string{} : step.basis.front()));
}

}  // namespace

Findings order_findings(const CaseView& view, const pack::Step& step) {
  Findings findings;
  const auto& state = view.state();
  if (state.closed) {
    findings.push_back(simple("case-closed", {"案件已经结案", "the case is closed"},
                              {"结案后不能再办理", "nothing can be done after closing"}, step.id));
    return findings;
  }
  const bool once = !step.repeats || step.kind == pack::StepKind::decision;
  if (once && state.is_done(step.id)) {
    findings.push_back(
        simple("already-done",
               {"“" + step.title.zh + "”已经完成", "“" + step.title.en + "” is done already"},
               {"无需重复办理", "no need to do it again"}, step.id));
  }
  if (step.when && step.when->evaluate(view.lookup()).truth == cel::Truth::no) {
    findings.push_back(
        simple("not-needed",
               {"本案不需要“" + step.title.zh + "”", "this case has no “" + step.title.en + "”"},
               {"请核对案件事实", "check the facts of the case"}, step.id, step.basis.front()));
  }
  unmet(view, step.requires_, findings);
  if (static_cast<int>(state.evidence.size()) < step.evidence_at_least) {
    findings.push_back(simple("evidence-missing",
                              {fmt::format("至少需要{}份证据材料", step.evidence_at_least),
                               fmt::format("at least {} evidence files", step.evidence_at_least)},
                              {"请先上传证据材料", "attach the evidence first"}, step.id));
  }
  return findings;
}

Findings gate_findings(const CaseView& view, const pack::Step& step) {
  Findings findings;
  const bool about_draft = step.kind == pack::StepKind::review || signs_draft(step) ||
                           step.kind == pack::StepKind::submission;
  const auto& state = view.state();
  if (about_draft && !state.draft) {
    const auto* drafting = view.procedure().step_of(pack::StepKind::draft);
    findings.push_back(simple("draft-missing", {"尚未拟制决定草稿", "there is no draft yet"},
                              {"请先拟制决定", "draft the decision first"},
                              drafting == nullptr ? std::string{} : drafting->id));
  } else if (about_draft) {
    if (auto stale = stale_draft(view)) findings.push_back(std::move(*stale));
  }
  for (auto& finding : review_order_findings(view, step)) findings.push_back(std::move(finding));
  if (signs_draft(step)) {
    if (auto back = sent_back_finding(view)) findings.push_back(*std::move(back));
  }
  if (step.kind == pack::StepKind::decision) {
    const bool passed = state.review && state.review->opinion.passed && state.draft &&
                        state.review->opinion.draft == state.draft->digest;
    if (!passed && view.major()) {
      const auto conditions = view.major_conditions();
      for (const auto* condition : conditions) findings.push_back(not_reviewed(view, *condition));
      if (conditions.empty()) findings.push_back(no_longer_major(view));
    }
  }
  if (step.kind == pack::StepKind::closing) {
    for (const auto& other : view.procedure().steps) add_unfinished(view, other, findings);
  }
  if (step.kind == pack::StepKind::service && state.paper(step.document) == nullptr) {
    findings.push_back(simple("nothing-to-serve", {"要送达的文书尚未制作", "nothing to serve yet"},
                              {"请先制作该文书", "make the document first"}, step.id));
  }
  return findings;
}

Findings item_findings(const CaseView& view, const pack::Step& step) {
  const bool from_notice_on = step.kind == pack::StepKind::notice ||
                              step.kind == pack::StepKind::draft ||
                              step.kind == pack::StepKind::decision;
  Findings findings;
  if (!from_notice_on) return findings;
  unmet(view, view.item().checks, findings);
  for (auto& finding : penalty_findings(view)) findings.push_back(std::move(finding));
  return findings;
}

Findings performer_findings(const CaseView& view, const pack::Step& step,
                            const std::vector<std::string>& performers, Instant happened_at,
                            const Surroundings& around) {
  auto findings = review_person_findings(view, step, performers);
  const auto day = local_day(happened_at);
  for (const auto& id : performers) {
    const auto* person = around.people.person(id);
    if (person == nullptr || !person->active) {
      findings.push_back(simple("unknown-person",
                                {"没有这名在职人员：" + id, "no such person: " + id},
                                {"请从本单位人员中选择", "choose from the staff"}, "performers"));
      continue;
    }
    for (auto& finding : power_findings(view, step, id, day)) {
      findings.push_back(std::move(finding));
    }
    if (step.who.must_handle && !view.state().handlers.empty() &&
        !view.state().handlers.contains(id)) {
      findings.push_back(simple(
          "not-handler", {person->name + "不是本案办案人员", person->name + " does not handle it"},
          {"请由本案办案人员办理", "let a handler of the case do it"}, "performers",
          step.who.article));
    }
  }
  const bool alone =
      step.who.alone_when && step.who.alone_when->evaluate(view.lookup()).truth == cel::Truth::yes;
  if (!alone && static_cast<int>(performers.size()) < step.who.officers) {
    findings.push_back(simple("too-few-officers",
                              {fmt::format("“{}”须由不少于{}人进行，现为{}人", step.title.zh,
                                           step.who.officers, performers.size()),
                               fmt::format("“{}” takes at least {} persons, not {}", step.title.en,
                                           step.who.officers, performers.size())},
                              {"请在“办案人员”中补选同行人员", "name the others who took part"},
                              "performers", step.who.article));
  }
  return findings;
}

rules::Situation situation_of(const CaseView& view, const pack::Step& step,
                              const std::vector<std::string>& performers, Instant happened_at,
                              const Surroundings& around) {
  rules::Situation at;
  const auto& state = view.state();
  at.step = step.id;
  at.step_kind = to_string(step.kind);
  const auto day = local_day(happened_at);
  for (const auto& id : performers) {
    at.performers.push_back(*around.people.person(id));
    if (id == around.actor) at.actor = at.performers.back();
    if (around.people.absence(id, day) != nullptr) at.absent.insert(id);
    const auto power = power_of(view, step, id, day);
    if (power && !power->on_behalf.empty()) at.behind.insert(power->on_behalf);
  }
  at.handlers = state.handlers;
  at.handled = state.handled;
  at.recused = state.recused;
  at.unit = state.opened->unit;
  at.happened_at = happened_at;
  at.now = around.now;
  for (const auto& [id, done] : state.done) {
    at.done[id] = done.happened_at;
    at.did[id] = {done.performers.begin(), done.performers.end()};
  }
  at.facts = view.facts();
  at.notified = state.notified;
  at.earlier = occasions_of(state, step);
  at.evidence = static_cast<int>(state.evidence.size());
  at.opened = view.opened_on();
  at.calendar = &view.pack().calendar;
  return at;
}

Findings rule_findings(const CaseView& view, const pack::Step& step,
                       const std::vector<std::string>& performers, Instant happened_at,
                       const Surroundings& around) {
  for (const auto& id : performers) {
    if (around.people.person(id) == nullptr) return {};  // Said already by performer_findings.
  }
  auto at = situation_of(view, step, performers, happened_at, around);
  look_elsewhere(view.pack().rules, performers, around.elsewhere, at);
  return rules::check(view.pack().rules, at);
}

}  // namespace mingcha::acts
