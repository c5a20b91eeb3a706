// SPDX-License-Identifier: Apache-2.0
#include "story/claims.h"

#include <algorithm>

#include "acts/outdated.h"
#include "desk/case_desk.h"
#include "desk/publication_desk.h"
#include "story/words.h"

namespace mingcha::story {
namespace {

using Why = std::optional<Text>;

Text plain(const std::string& text) { return {text, text}; }

Why unless(bool holds, const std::string& came) {
  return holds ? Why{} : Why{plain(came.empty() ? "（无）" : came)};
}

Why unknown(const std::string& name) {
  return Text{"法规包里没有“" + name + "”", "the pack knows no “" + name + "”"};
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const char* name_of(acts::LimitState state) {
  switch (state) {
    case acts::LimitState::running: return "running";
    case acts::LimitState::met: return "met";
    case acts::LimitState::late: return "late";
    case acts::LimitState::overdue: return "overdue";
    case acts::LimitState::lapsed: return "lapsed";
  }
  return "";
}

Why check_next(const Claim& claim, const desk::CaseSight& sight) {
  const auto* step = find_step(sight.view->procedure(), claim.subject);
  if (step == nullptr) return unknown(claim.subject);
  const auto next = std::ranges::find(sight.next, step, &acts::NextStep::step);
  const bool listed = next != sight.next.end();
  std::string came = listed ? "obstacles:" : "not among the next steps";
  if (listed) {
    for (const auto& obstacle : next->obstacles) came += " " + obstacle.what.zh;
  }
  if (claim.aspect == Aspect::next_includes) return unless(listed, came);
  if (claim.aspect == Aspect::next_lacks) return unless(!listed, "it is among the next steps");
  const bool possible = listed && next->possible;
  if (claim.aspect == Aspect::possible) return unless(possible, came);
  return unless(!possible, "it is possible");
}

Why check_limit(const Claim& claim, const desk::CaseSight& sight) {
  const auto* limit = find_limit(sight.view->pack(), sight.view->procedure(), claim.subject);
  if (limit == nullptr) return unknown(claim.subject);
  const auto found = std::ranges::find(sight.limits, limit, &acts::LimitStatus::limit);
  if (found == sight.limits.end()) return plain("the limit has not started");
  const std::string state = name_of(found->state);
  if (claim.aspect == Aspect::limit) return unless(state == claim.value, state);
  const auto day = mingcha::to_string(local_day(found->due.at));
  return unless(day == claim.value, day);
}

Why check_fact(const Claim& claim, const desk::CaseSight& sight) {
  const auto* field = find_field(sight.view->pack(), nullptr, claim.subject);
  if (field == nullptr) return unknown(claim.subject);
  const auto* value = sight.state->fact(field->id);
  const auto came = value == nullptr ? std::string{} : *value;
  const auto shown = sight.view->shown(field->id);
  return unless(came == claim.value || shown == claim.value, came);
}

Why check_case(const Claim& claim, const desk::CaseSight& sight) {
  const auto& state = *sight.state;
  const std::map<std::string, bool> known{
      {"major", sight.view->major()},
      {"not major", !sight.view->major()},
      {"sealed", state.sealed.has_value()},
      {"not sealed", !state.sealed},
      {"closed", state.closed},
      {"open", !state.closed},
      {"decided", state.decision.has_value()},
      {"not decided", !state.decision},
      {"with a void paper", std::ranges::any_of(state.papers, [](const auto& paper) {
         return paper.voided.has_value();
       })}};
  const auto found = known.find(claim.value);
  if (found == known.end()) return unknown(claim.value);
  return unless(found->second, "it is otherwise");
}

std::string review_state(const casefile::State& state) {
  if (state.review) return state.review->opinion.passed ? "passed" : "returned";
  return state.reviews_voided > 0 ? "void" : "none";
}

/// Pack's id of the opinion that stands; empty when there is none.
std::string opinion_of(const casefile::State& state) {
  return state.review ? state.review->opinion.opinion : std::string{};
}

Why check_paper(const Claim& claim, const desk::CaseSight& sight) {
  const auto* paper = find_paper(sight.view->pack(), *sight.state, claim.subject);
  if (paper == nullptr) return plain("there is no such paper in the case");
  const bool found = holds(paper->text, claim.value);
  return unless(found == (claim.aspect == Aspect::paper_says), paper->text);
}

Why check_flag(const Claim& claim, const desk::CaseSight& sight) {
  const auto* paper = find_paper(sight.view->pack(), *sight.state, claim.subject);
  if (paper == nullptr) return plain("there is no such paper in the case");
  std::string what;
  for (const auto& outdated : acts::outdated_papers(*sight.view)) {
    if (outdated.paper == paper) what = outdated.what.zh;
  }
  if (claim.aspect == Aspect::not_flagged) return unless(what.empty(), what);
  return unless(!what.empty() && holds(what, claim.value), what);
}

Why check_draft(const Claim& claim, const desk::CaseSight& sight) {
  if (!sight.state->draft) return plain("there is no draft");
  const auto& text = sight.state->draft->text;
  return unless(holds(text, claim.value) == (claim.aspect == Aspect::draft_says), text);
}

Why check_number(const Claim& claim, const desk::CaseSight& sight) {
  const auto number = sight.state->decision ? sight.state->decision->number : std::string{};
  return unless(number == claim.value, number);
}

Why check_publication(const Claim& claim, const desk::PublicationSight& sight) {
  if (claim.aspect == Aspect::publication_is) {
    return unless(sight.row.state == claim.value, sight.row.state);
  }
  if (claim.aspect == Aspect::publication_due) {
    const auto day = sight.row.due ? mingcha::to_string(local_day(*sight.row.due)) : std::string{};
    return unless(day == claim.value, day);
  }
  if (claim.aspect == Aspect::publication_because) {
    auto grounds = sight.row.article + " " + sight.row.reason;
    for (const auto& sentence : sight.derivation) grounds += "\n" + sentence.zh;
    return unless(holds(grounds, claim.value), grounds);
  }
  if (!sight.state.prepared) return plain("nothing was prepared");
  const auto& text = sight.state.prepared->text;
  return unless(holds(text, claim.value) == (claim.aspect == Aspect::public_text_says), text);
}

Why check_case_claim(const Claim& claim, const desk::CaseSight& sight) {
  switch (claim.aspect) {
    case Aspect::next_includes:
    case Aspect::next_lacks:
    case Aspect::possible:
    case Aspect::impossible: return check_next(claim, sight);
    case Aspect::due:
    case Aspect::limit: return check_limit(claim, sight);
    case Aspect::fact: return check_fact(claim, sight);
    case Aspect::number: return check_number(claim, sight);
    case Aspect::case_is: return check_case(claim, sight);
    case Aspect::review_is: {
      const bool submitted = sight.state->submission() != nullptr;
      return unless(review_state(*sight.state) == claim.value ||
                        opinion_of(*sight.state) == claim.value ||
                        (submitted && claim.value == "submitted"),
                    review_state(*sight.state) + " " + opinion_of(*sight.state) +
                        (submitted ? " submitted" : ""));
    }
    case Aspect::reviewer_is: {
      const auto* open = sight.state->submission();
      const auto who = open == nullptr || open->reviewer.empty()
                           ? std::string{"nobody"}
                           : sight.people->name_of(open->reviewer);
      return unless(who == claim.value, who);
    }
    case Aspect::draft_says:
    case Aspect::draft_lacks: return check_draft(claim, sight);
    case Aspect::paper_says:
    case Aspect::paper_lacks: return check_paper(claim, sight);
    case Aspect::flagged:
    case Aspect::not_flagged: return check_flag(claim, sight);
    case Aspect::publication_is:
    case Aspect::publication_due:
    case Aspect::publication_because:
    case Aspect::public_text_says:
    case Aspect::public_text_lacks: break;
  }
  return plain("not a claim about a case");
}

bool about_publication(Aspect aspect) {
  return aspect == Aspect::publication_is || aspect == Aspect::publication_due ||
         aspect == Aspect::publication_because || aspect == Aspect::public_text_says ||
         aspect == Aspect::public_text_lacks;
}

}  // namespace

people::Visitor reader() {
  people::Visitor visitor;
  visitor.person_id = "reader";
  visitor.roles = {people::Role::supervisor};
  visitor.purpose = "核对故事";
  return visitor;
}

std::optional<Text> why_not(const Claim& claim, Desks desks, const std::string& case_id) {
  if (about_publication(claim.aspect)) {
    const auto sight = desks.publications.look(reader(), case_id);
    return sight ? check_publication(claim, *sight) : Why{sight.error().title};
  }
  const auto sight = desks.cases.look(reader(), case_id);
  return sight ? check_case_claim(claim, *sight) : Why{sight.error().title};
}

}  // namespace mingcha::story
