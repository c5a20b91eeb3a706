// SPDX-License-Identifier: Apache-2.0
#include "acts/opinion.h"

#include <algorithm>

#include "base/assert.h"

namespace mingcha::acts {
namespace {

using casefile::State;

std::string titles_of(const std::vector<pack::ReviewOpinion>& opinions, Language language) {
  std::string out;
  for (const auto& each : opinions) {
    out += (out.empty() ? "" : language == Language::zh ? "、" : ", ") + each.title.in(language);
  }
  return out;
}

/// The point that has to fail for this opinion and does not.
const pack::ReviewPoint* point_to_fail(const pack::ReviewOpinion& opinion, const Attempt& attempt) {
  if (opinion.fails.empty()) return nullptr;
  const auto said = attempt.command.points.find(opinion.fails);
  if (said == attempt.command.points.end() || !said->second.passed) return nullptr;
  const auto& points = attempt.view.pack().review.points;
  return &*std::ranges::find(points, opinion.fails, &pack::ReviewPoint::id);
}

bool is_there(const State& state, const casefile::PointReference& reference) {
  if (reference.of == "draft") return state.draft.has_value();
  if (reference.of == "evidence") {
    return std::ranges::find(state.evidence, reference.id, &casefile::EvidenceAccepted::evidence) !=
           state.evidence.end();
  }
  return reference.of == "paper" &&
         std::ranges::any_of(state.papers, [&](const casefile::Paper& paper) {
           return std::to_string(paper.recorded.version) == reference.id;
         });
}

/// A point that fails says what is wrong; what a point refers to is in the file.
Findings point_findings(const CaseView& view, const std::string& id,
                        const casefile::PointOpinion& point) {
  Findings findings;
  if (!point.passed && trim(point.note).empty()) {
    findings.push_back({"note-missing",
                        {"不符合的要点没有写明问题", "a point fails without a word why"},
                        view.pack().review.article,
                        {"请写明哪里不符合", "say what is not in order"},
                        "points/" + id});
  }
  for (const auto& reference : point.references) {
    if (is_there(view.state(), reference)) continue;
    findings.push_back(
        {"reference-unknown",
         {"审核要点所指的材料不在案卷中", "what the point refers to is not in the file"},
         {},
         {"请从案卷材料中选择", "choose from what is in the file"},
         "points/" + id});
  }
  return findings;
}

}  // namespace

Findings opinion_findings(const Attempt& attempt) {
  Findings findings;
  const auto& review = attempt.view.pack().review;
  const auto* opinion = review.opinion(attempt.command.opinion);
  if (opinion == nullptr) {
    findings.push_back({attempt.command.opinion.empty() ? "opinion-missing" : "opinion-unknown",
                        {"未给出审核结论", "no opinion given"},
                        attempt.step.who.article,
                        {"请选择" + titles_of(review.opinions, Language::zh),
                         "choose of " + titles_of(review.opinions, Language::en)},
                        "opinion"});
  } else if (const auto missing = point_to_fail(*opinion, attempt)) {
    findings.push_back(
        {"point-not-failed",
         {"结论为“" + opinion->title.zh + "”的，要点“" + missing->title.zh + "”应当为不符合",
          "for “" + opinion->title.en + "” the point “" + missing->title.en + "” has to fail"},
         opinion->article,
         {"请把该要点标为不符合并说明，或者改选结论",
          "mark that point and say why, or choose another opinion"},
         "points/" + missing->id});
  }
  const bool passes = opinion != nullptr && opinion->passes;
  for (const auto& point : attempt.view.pack().review.points) {
    const auto found = attempt.command.points.find(point.id);
    if (found == attempt.command.points.end()) {
      findings.push_back({"point-unanswered",
                          {"审核要点“" + point.title.zh + "”未作答",
                           "point “" + point.title.en + "” is not answered"},
                          attempt.view.pack().review.article,
                          {"请逐项审核并作答", "answer every point"},
                          "points/" + point.id});
    } else if (!found->second.passed && passes) {
      findings.push_back({"point-failed",
                          {"审核要点“" + point.title.zh + "”未通过，不能得出通过的结论",
                           "point “" + point.title.en + "” failed: the review cannot pass"},
                          attempt.view.pack().review.article,
                          {"请退回并写明问题", "return it and say what is wrong"},
                          "points/" + point.id});
    }
  }
  for (const auto& [id, said] : attempt.command.points) {
    if (std::ranges::find(attempt.view.pack().review.points, id, &pack::ReviewPoint::id) ==
        attempt.view.pack().review.points.end()) {
      findings.push_back({"point-unknown",
                          {"没有这一审核要点：" + id, "no such point: " + id},
                          {},
                          {"请去掉该项", "leave it out"},
                          "points/" + id});
    }
  }
  for (const auto& [id, point] : attempt.command.points) {
    add(findings, point_findings(attempt.view, id, point));
  }
  if (trim(attempt.command.reasons).empty()) {
    findings.push_back({"reasons-missing",
                        {"未写明审核意见的理由", "no reasons given"},
                        attempt.view.pack().review.article,
                        {"请写明理由", "give the reasons"},
                        "reasons"});
  }
  return findings;
}

casefile::ReviewOpined opinion_of(const Attempt& attempt) {
  const auto& state = attempt.view.state();
  const auto* opinion = attempt.view.pack().review.opinion(attempt.command.opinion);
  MINGCHA_ASSERT(opinion != nullptr);
  return {.step = attempt.step.id,
          .draft = state.draft->digest,
          .opinion = opinion->id,
          .passed = opinion->passes,
          .round = state.review_rounds + 1,
          .points = attempt.command.points,
          .reasons = std::string{trim(attempt.command.reasons)}};
}

}  // namespace mingcha::acts
