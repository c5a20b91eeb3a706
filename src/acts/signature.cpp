// SPDX-License-Identifier: Apache-2.0
#include "acts/signature.h"

#include <algorithm>
#include <array>

#include "base/assert.h"

namespace mingcha::acts {
namespace {

using pack::StepKind;

constexpr const char* kReturn = "return";

bool can_be_delegated(const pack::Step& step) {
  constexpr std::array kKinds{StepKind::approval, StepKind::decision, StepKind::instruction,
                              StepKind::addition};
  return std::ranges::find(kKinds, step.kind) != kKinds.end();
}

bool has_role(const pack::Step& step, const people::Person& person) {
  const auto role = people::to_role(step.who.role);
  return !role || person.has(*role);
}

/// A level of the unit counts in the unit's own cases.
bool reaches(const CaseView& view, const people::Person& person, const pack::LevelRule* asked) {
  if (asked == nullptr) return true;
  const auto rank = view.pack().rank(person.level);
  if (rank == 0 || rank < view.pack().rank(asked->level)) return false;
  return !view.pack().levels[rank - 1].own_unit || person.unit == view.state().opened->unit;
}

bool suffices(const CaseView& view, const pack::Step& step, const people::Person& person) {
  return person.active && has_role(step, person) && reaches(view, person, level_asked(view, step));
}

}  // namespace

const pack::LevelRule* level_asked(const CaseView& view, const pack::Step& step) {
  for (const auto& rule : step.who.levels) {
    // In doubt nobody's power reaches further than it surely does.
    if (!rule.when || rule.when->evaluate(view.lookup()).truth == cel::Truth::yes) return &rule;
  }
  return nullptr;
}

std::optional<Power> power_of(const CaseView& view, const pack::Step& step,
                              const std::string& person_id, Day day) {
  const auto& people = view.people();
  const auto* person = people.person(person_id);
  if (person == nullptr) return std::nullopt;
  if (suffices(view, step, *person)) return Power{person->level, {}, {}};
  const bool enforces = person->active && !person->auxiliary && person->certificate &&
                        person->certificate->valid_on(day);
  if (!enforces || !can_be_delegated(step)) return std::nullopt;
  for (const auto* given : people.delegated_to(person_id, day)) {
    const auto* giver = people.person(given->by);
    if (giver != nullptr && suffices(view, step, *giver)) {
      return Power{giver->level, giver->id, given->id};
    }
  }
  return std::nullopt;
}

Findings power_findings(const CaseView& view, const pack::Step& step, const std::string& person_id,
                        Day day) {
  const auto* person = view.people().person(person_id);
  if (person == nullptr || power_of(view, step, person_id, day)) return {};
  const auto role = people::to_role(step.who.role);
  if (role && !person->has(*role)) {
    return {{"wrong-role",
             {person->name + "不是" + people::title(*role).zh + "，不能办理“" + step.title.zh + "”",
              person->name + " is no " + people::title(*role).en},
             step.who.article,
             {"请由有相应职责的人员办理", "let somebody with that duty do it"},
             "performers"}};
  }
  const auto* asked = level_asked(view, step);
  MINGCHA_ASSERT(asked != nullptr);
  const auto& level = view.pack().levels[view.pack().rank(asked->level) - 1];
  return {{"level-too-low",
           {"“" + step.title.zh + "”在本案须由" + level.title.zh + "办理，" + person->name +
                "的审批权限不够",
            "in this case “" + step.title.en + "” is for the " + level.title.en +
                "; the power of " + person->name + " does not reach that far"},
           asked->article,
           {"请报有权的负责人审批；该负责人不在岗的，由其书面委托的人员审批",
            "have it approved by whoever has that power, or by a person to whom it was given"},
           "performers"}};
}

bool signs_draft(const pack::Step& step) {
  return step.kind == StepKind::approval || step.kind == StepKind::decision;
}

bool sends_back(const Attempt& attempt) {
  return signs_draft(attempt.step) && attempt.command.opinion == kReturn;
}

Findings sending_back_findings(const Attempt& attempt) {
  const auto& state = attempt.view.state();
  Findings findings;
  if (state.closed || state.decision) {
    findings.push_back({"already-done",
                        {"已经作出决定或者结案，不能再退回", "it is decided or closed"},
                        {},
                        {"无需办理", "nothing to do"},
                        attempt.step.id});
  }
  if (!state.draft) {
    findings.push_back({"draft-missing",
                        {"尚未拟制决定草稿", "there is no draft yet"},
                        {},
                        {"无需退回", "nothing to send back"},
                        attempt.step.id});
  }
  if (trim(attempt.command.reasons).empty()) {
    findings.push_back({"reasons-missing",
                        {"未写明退回的理由", "no reasons for sending it back"},
                        attempt.step.basis.front(),
                        {"请写明哪里需要修改", "say what has to be mended"},
                        "reasons"});
  }
  return findings;
}

casefile::DraftSigned signature_of(const Attempt& attempt) {
  const auto& signer = attempt.performers.front();
  const auto power = power_of(attempt.view, attempt.step, signer, local_day(attempt.happened_at))
                         .value_or(Power{});
  const bool agrees = !sends_back(attempt);
  return {.step = attempt.step.id,
          .draft = attempt.view.state().draft->digest,
          .signer = signer,
          .level = power.level,
          .on_behalf = power.on_behalf,
          .delegation = power.delegation,
          .agrees = agrees,
          .reasons = std::string{trim(attempt.command.reasons)}};
}

std::optional<Finding> sent_back_finding(const CaseView& view) {
  const auto& back = view.state().sent_back;
  if (!back || view.state().material_since > back->recorded.version) return std::nullopt;
  const auto* drafting = view.procedure().step_of(StepKind::draft);
  const auto* step = view.procedure().step(back->said.step);
  const auto& name = view.people().name_of(back->said.signer);
  return Finding{"draft-sent-back",
                 {name + "已退回这份草稿：" + back->said.reasons,
                  name + " sent this draft back: " + back->said.reasons},
                 step == nullptr ? std::string{} : step->basis.front(),
                 {"请按退回意见修改后重新拟制", "mend it as asked and draft it anew"},
                 drafting == nullptr ? std::string{} : drafting->id};
}

}  // namespace mingcha::acts
