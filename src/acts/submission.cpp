// SPDX-License-Identifier: Apache-2.0
#include "acts/submission.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "acts/gates.h"
#include "acts/limits.h"
#include "rules/check.h"

namespace mingcha::acts {
namespace {

using casefile::State;
using pack::StepKind;

const pack::Step* review_step(const CaseView& view) {
  return view.procedure().step_of(StepKind::review);
}

std::string id_of(const pack::Step* step) { return step == nullptr ? std::string{} : step->id; }

/// Whose opinion was objected to: somebody else has to look at it again.
std::optional<std::string> objected_reviewer(const State& state) {
  const auto* open = state.submission();
  const bool again = state.objected || (open != nullptr && open->said.again);
  if (!again || state.opinions.empty()) return std::nullopt;
  return state.opinions.back().recorded.actor;
}

Finding same_reviewer(const CaseView& view, const std::string& person) {
  const auto& name = view.people().name_of(person);
  return {"same-reviewer",
          {"对" + name + "的审核意见有异议，应当由其他人员复审",
           "the opinion of " + name + " was objected to: somebody else reviews it again"},
          view.pack().review.disagreement_article,
          {"请由其他审核人员复审", "let another reviewer do it"},
          "performers"};
}

/// What did not pass comes back only once there is something new to review, or after an objection.
std::optional<Finding> unchanged_since_review(const CaseView& view) {
  const auto& state = view.state();
  if (!state.review || state.review->opinion.passed || state.objected) return std::nullopt;
  if (state.material_since > state.review->recorded.version) return std::nullopt;
  const auto* opinion = view.pack().review.opinion(state.review->opinion.opinion);
  Text cure{"请按审核意见补正后再提交", "mend what the opinion says, then submit it again"};
  if (opinion != nullptr) cure = opinion->next;
  return Finding{
      "review-unchanged",
      {fmt::format("第{}次法制审核未通过，此后草稿、证据和事实都没有变化",
                   state.review->opinion.round),
       fmt::format("round {} did not pass, and neither draft nor evidence nor facts changed since",
                   state.review->opinion.round)},
      view.pack().review.article,
      std::move(cure),
      id_of(view.procedure().step_of(StepKind::draft))};
}

Findings against_reviewing(const CaseView& view) {
  const auto& state = view.state();
  if (!state.draft || state.submission() != nullptr) return {};
  if (auto unchanged = unchanged_since_review(view)) return {*std::move(unchanged)};
  const auto* submitting = view.procedure().step_of(StepKind::submission);
  if (submitting == nullptr) return {};
  return {{"not-submitted",
           {"这份草稿没有送审", "this draft was not submitted to review"},
           submitting->basis.front(),
           {"请由办案人员送审", "let its handlers submit it"},
           submitting->id}};
}

Findings against_submitting(const CaseView& view) {
  const auto& state = view.state();
  Findings findings;
  const auto& article = view.pack().review.article;
  if (const auto* open = state.submission()) {
    const auto who = open->reviewer.empty() ? std::string{} : view.people().name_of(open->reviewer);
    findings.push_back({"submitted-already",
                        {who.empty() ? "已经送审，等待审核" : "已经送审，由" + who + "审核",
                         who.empty() ? "it is under review" : "it is under review by " + who},
                        article,
                        {"等待审核意见", "wait for the opinion"},
                        id_of(review_step(view))});
  } else if (state.review && state.review->opinion.passed) {
    findings.push_back({"passed-already",
                        {"这份草稿已经审核通过", "this draft passed its review"},
                        article,
                        {"可以按审核的文本报请决定", "it may be decided on"},
                        id_of(view.procedure().step_of(StepKind::decision))});
  }
  if (auto unchanged = unchanged_since_review(view)) findings.push_back(*std::move(unchanged));
  return findings;
}

Findings against_objecting(const CaseView& view) {
  const auto& state = view.state();
  const auto& article = view.pack().review.disagreement_article;
  if (!state.review || state.review->opinion.passed) {
    return {{"nothing-to-object-to",
             {"没有未通过的审核意见", "no review of this draft failed"},
             article,
             {"无需提出异议", "there is nothing to object to"},
             id_of(review_step(view))}};
  }
  if (state.submission() != nullptr || state.objected) {
    return {{"submitted-already",
             {"草稿已经再次送审", "the draft is under review again"},
             article,
             {"等待审核意见", "wait for the opinion"},
             id_of(review_step(view))}};
  }
  if (!state.submissions.empty() && state.submissions.back().said.again) {
    return {{"objected-already",
             {"复审仍未通过，不能再提异议", "it was reviewed again and did not pass"},
             article,
             {"请修改后重新送审，或者报请协调、集体讨论",
              "mend it, or have it coordinated or discussed collectively"},
             id_of(review_step(view))}};
  }
  return {};
}

/// What the handlers say to it: beside the draft, or what the step's form asks first.
std::string account_of(const Attempt& attempt) {
  if (const auto said = trim(attempt.command.reasons); !said.empty()) return std::string{said};
  if (attempt.step.kind == StepKind::draft || attempt.step.form.empty()) return {};
  const auto found = attempt.values.find(attempt.step.form.front().field);
  return found == attempt.values.end() ? std::string{} : found->second;
}

}  // namespace

Findings reviewer_findings(const CaseView& view, const std::string& person_id,
                           const Surroundings& around) {
  const auto* step = review_step(view);
  const auto* person = view.people().person(person_id);
  const auto role = step == nullptr ? std::nullopt : people::to_role(step->who.role);
  if (step == nullptr || person == nullptr || !person->active || (role && !person->has(*role))) {
    const auto name = view.people().name_of(person_id);
    return {{"wrong-role",
             {name + "不是法制审核人员", name + " is no legal reviewer"},
             step == nullptr ? std::string{} : step->who.article,
             {"请由有相应职责的人员办理", "let somebody with that duty do it"},
             "performers"}};
  }
  auto findings = rules::check_persons(view.pack().rules,
                                       situation_of(view, *step, {person_id}, around.now, around));
  if (objected_reviewer(view.state()) == person_id) {
    findings.push_back(same_reviewer(view, person_id));
  }
  return findings;
}

std::vector<std::string> possible_reviewers(const CaseView& view,
                                            const std::set<std::string>& besides,
                                            const Surroundings& around) {
  struct Candidate {
    bool known = false;
    std::int64_t load = 0;
    std::string person;
  };
  const auto& submissions = view.state().submissions;
  const auto before = submissions.empty() ? std::string{} : submissions.back().reviewer;
  std::vector<Candidate> found;
  for (const auto& [id, person] : view.people().persons) {
    if (besides.contains(id) || !reviewer_findings(view, id, around).empty()) continue;
    const auto load = around.elsewhere.review_burden ? around.elsewhere.review_burden(id) : 0;
    found.push_back({id == before, load, id});
  }
  std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
    if (a.known != b.known) return a.known;
    return std::tie(a.load, a.person) < std::tie(b.load, b.person);
  });
  std::vector<std::string> out;
  for (auto& candidate : found) out.push_back(std::move(candidate.person));
  return out;
}

casefile::ReviewSubmitted submission_of(const Attempt& attempt, const std::string& draft,
                                        bool again) {
  const auto& state = attempt.view.state();
  std::set<std::string> besides{attempt.performers.begin(), attempt.performers.end()};
  if (again && state.review) besides.insert(state.review->recorded.actor);
  const auto possible = possible_reviewers(attempt.view, besides, attempt.around);
  return {.step = attempt.step.id,
          .draft = draft,
          .round = state.review_rounds + 1,
          .again = again,
          .reviewer = possible.empty() ? std::string{} : possible.front(),
          .account = account_of(attempt)};
}

bool review_is_over(const CaseView& view) {
  const auto* step = review_step(view);
  const auto& state = view.state();
  return state.closed || state.decision || step == nullptr ||
         (step->when && step->when->evaluate(view.lookup()).truth == cel::Truth::no);
}

bool goes_to_review(const Attempt& attempt, const std::string& digest) {
  const auto& state = attempt.view.state();
  if (review_step(attempt.view) == nullptr || !attempt.view.major()) return false;
  const bool another = !state.draft || state.draft->digest != digest;
  if (another) return true;
  // The same words again: under review, passed, or sent back to be mended.
  return state.submission() == nullptr && !state.review;
}

Findings review_order_findings(const CaseView& view, const pack::Step& step) {
  if (step.kind == StepKind::review) return against_reviewing(view);
  if (step.kind == StepKind::submission) return against_submitting(view);
  if (step.kind == StepKind::objection) return against_objecting(view);
  return {};
}

Findings review_person_findings(const CaseView& view, const pack::Step& step,
                                const std::vector<std::string>& performers) {
  if (step.kind != StepKind::review) return {};
  const auto* open = view.state().submission();
  const auto& actor = performers.front();
  if (open != nullptr && !open->reviewer.empty() && open->reviewer != actor) {
    const auto& name = view.people().name_of(open->reviewer);
    return {{"assigned-to-another",
             {"本案已分配给" + name + "审核", "the review of this case is " + name + "’s"},
             view.pack().review.article,
             {"由" + name + "审核；其不能审核的，先改派审核人",
              "let " + name + " do it, or hand it over first"},
             "performers"}};
  }
  if (objected_reviewer(view.state()) == actor) return {same_reviewer(view, actor)};
  return {};
}

std::optional<Finding> objection_too_late(const CaseView& view, const pack::Step& step,
                                          Instant at) {
  if (step.kind != StepKind::objection) return std::nullopt;
  for (const auto& status : limits_of(view, at)) {
    if (status.limit->id != pack::kObjectionLimit || status.state != LimitState::lapsed) continue;
    const auto last = to_chinese(local_day(status.due.at));
    return Finding{
        "objection-late",
        {"提出异议的期限已于" + last + "届满",
         "the time for objecting ended on " + mingcha::to_string(local_day(status.due.at))},
        law::to_string(status.limit->citation),
        {"请修改后重新送审，或者报请协调、集体讨论",
         "mend it and submit it again, or have it coordinated"},
        step.id};
  }
  return std::nullopt;
}

}  // namespace mingcha::acts
