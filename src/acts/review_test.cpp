// SPDX-License-Identifier: Apache-2.0
// Who reviews, what follows from a review that fails, who approves, and what other cases say.
#include <gmock/gmock.h>

#include "acts/limits.h"
#include "acts/next.h"
#include "acts/reassign.h"
#include "acts/sample_case.h"
#include "acts/submission.h"

namespace mingcha::acts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// Reviewers r1, r2 and r3 of another unit; 部门负责人 h1; 分管 d1 and 主要负责人 d2.
class Reviewed : public SampleCase {
 public:
  Reviewed() : SampleCase{reviewed()} {
    for (const auto* id : {"r1", "r2", "r3"}) add(id, people::Role::legal_reviewer, "u2");
    people.persons.erase("rev");
    add("h1", people::Role::case_manager).level = "unit_head";
    add("d1", people::Role::approver, "u9").level = "deputy_head";
    add("d2", people::Role::approver, "u9").level = "head";
  }

  void drafted_major() {
    ASSERT_THAT(open_major(), IsEmpty());
    drafted();
    ASSERT_TRUE(state.draft.has_value());
  }
  [[nodiscard]] std::string reviewer() const {
    return state.submission() == nullptr ? "" : state.submission()->reviewer;
  }
  [[nodiscard]] DoStep approval() const {
    auto command = step("approval");
    command.draft = state.draft->digest;
    return command;
  }
  [[nodiscard]] CaseView view() const { return {pack, people, item_of(pack, state), state}; }
  [[nodiscard]] std::string article_of(const std::string& code) const {
    for (const auto& finding : refusal->findings) {
      if (finding.code == code) return finding.article;
    }
    return "no such finding";
  }
  DoStep with(const std::string& id, const char* field) const {
    return step(id, {{field, "已补正"}});
  }
};

TEST(Submission, GoesByItselfToWhomTheRuleChooses) {
  Reviewed sample;
  sample.elsewhere.review_burden = [](const std::string& person) {
    return person == "r1" ? 7 : person == "r2" ? 1 : 4;
  };
  sample.drafted_major();
  EXPECT_EQ(sample.reviewer(), "r2");
  EXPECT_EQ(sample.state.submission()->said.round, 1);
  // Under way already: neither the same words again nor a second submission.
  sample.run("o1", SampleCase::step("draft"));
  EXPECT_EQ(sample.state.submissions.size(), 1U);
  EXPECT_THAT(sample.run("o1", sample.with("submission", "review.cure")),
              Contains("submitted-already"));
}

TEST(Submission, IsNoneWhereNothingIsMajor) {
  Reviewed sample;
  sample.open();
  sample.drafted();
  EXPECT_TRUE(sample.state.submissions.empty());
}

TEST(Submission, PassesOverWhoMayNotReview) {
  Reviewed sample;
  sample.people.persons["r1"].legal_qualification.to = *parse_day("2026-03-01");
  sample.people.persons["r2"].unit = "u1";
  sample.people.absences["a"] = {"a", "r3", *parse_day("2026-03-01"), *parse_day("2026-03-09"),
                                 "培训"};
  sample.drafted_major();
  EXPECT_EQ(sample.reviewer(), "");
  EXPECT_NE(sample.state.submission(), nullptr) << "it waits for somebody";
  for (const auto* id : {"r1", "r2", "r3"}) {
    EXPECT_EQ(sample.run(id, sample.review(true)).size(), 1U) << id;
  }
  EXPECT_THAT(sample.run("r1", sample.review(true)), ElementsAre("qualified"));
  EXPECT_EQ(sample.article_of("qualified"), "LAW-2020/2");
  EXPECT_THAT(sample.run("r2", sample.review(true)), ElementsAre("other_unit"));
  EXPECT_THAT(sample.run("r3", sample.review(true)), ElementsAre("present"));
  sample.people.absences["a"].withdrawn = true;
  EXPECT_THAT(sample.run("r3", sample.review(true)), IsEmpty()) << "who takes it, has it";
  EXPECT_EQ(sample.state.submissions.back().reviewer, "r3");
}

TEST(Review, IsForOnePersonOnly) {
  Reviewed sample;
  sample.drafted_major();
  ASSERT_EQ(sample.reviewer(), "r1");
  EXPECT_THAT(sample.run("r2", sample.review(true)), ElementsAre("assigned-to-another"));
  EXPECT_EQ(sample.article_of("assigned-to-another"), "LAW-2020/2");
  EXPECT_THAT(sample.run("r1", sample.review(true)), IsEmpty());
  EXPECT_THAT(sample.run("r1", sample.review(true)), Contains("not-submitted"))
      << "a second opinion on the same submission";
}

TEST(Review, ThatFailedComesBackOnlyWithSomethingNew) {
  Reviewed sample;
  sample.drafted_major();
  ASSERT_THAT(sample.run("r1", sample.review(false)), IsEmpty());
  EXPECT_THAT(sample.run("o1", sample.with("submission", "review.cure")),
              ElementsAre("review-unchanged"));
  ASSERT_THAT(sample.run("o1", AcceptEvidence{{"e1", "t", "n", "text/plain", 1, "aa", "bb"}}),
              IsEmpty());
  ASSERT_THAT(sample.run("r1", sample.review(true)), ElementsAre("not-submitted"));
  ASSERT_THAT(sample.run("o1", sample.with("submission", "review.cure")), IsEmpty());
  EXPECT_EQ(sample.reviewer(), "r1") << "who knows the case keeps it";
  EXPECT_EQ(sample.state.submission()->said.round, 2);
  EXPECT_THAT(sample.run("r1", sample.review(true)), IsEmpty());
  EXPECT_THAT(sample.run("o1", sample.with("submission", "review.cure")),
              ElementsAre("passed-already"));
}

TEST(Objection, GoesToAnotherReviewerAndOnlyOnce) {
  Reviewed sample;
  sample.drafted_major();
  EXPECT_THAT(sample.run("o1", sample.with("objection", "review.objection")),
              ElementsAre("nothing-to-object-to"));
  sample.run("r1", sample.review(false));
  ASSERT_THAT(sample.run("o1", sample.with("objection", "review.objection")), IsEmpty());
  EXPECT_EQ(sample.reviewer(), "r2");
  EXPECT_TRUE(sample.state.submission()->said.again);
  EXPECT_THAT(sample.run("r2", AssignReview{"r1", "他熟悉"}), ElementsAre("same-reviewer"));
  EXPECT_THAT(sample.run("r1", sample.review(true)), Contains("assigned-to-another"));
  ASSERT_THAT(sample.run("r2", sample.review(false)), IsEmpty());
  EXPECT_THAT(sample.run("o1", sample.with("objection", "review.objection")),
              ElementsAre("objected-already"));
  EXPECT_THAT(sample.run("o1", sample.with("submission", "review.cure")),
              ElementsAre("review-unchanged"));
  ASSERT_THAT(sample.run("d1", sample.with("coordination", "review.conclusion")), IsEmpty());
  EXPECT_FALSE(sample.state.handlers.contains("d1")) << "who decides is no handler";
  EXPECT_THAT(sample.run("o1", sample.with("submission", "review.cure")), IsEmpty());
}

TEST(Objection, IsTakenWithinThreeWorkingDays) {
  Reviewed sample;
  sample.drafted_major();
  sample.run("r1", sample.review(false));  // Monday, 2 March.
  auto late = sample;
  sample.now = *parse_instant("2026-03-05T23:59:00+08:00");
  EXPECT_THAT(sample.run("o1", sample.with("objection", "review.objection")), IsEmpty());
  late.now = *parse_instant("2026-03-06T00:01:00+08:00");
  EXPECT_THAT(late.run("o1", late.with("objection", "review.objection")),
              ElementsAre("objection-late"));
  EXPECT_EQ(late.article_of("objection-late"), "LAW-2020/2");
  const auto view = late.view();
  for (const auto& status : limits_of(view, late.now)) {
    if (status.limit->id != pack::kObjectionLimit) continue;
    EXPECT_EQ(status.state, LimitState::lapsed);
  }
}

TEST(ReviewLimit, IsFiveWorkingDaysOfEachRoundAndThreeMoreOnce) {
  Reviewed sample;
  sample.drafted_major();  // Monday, 2 March.
  const auto due = [&] {
    return mingcha::to_string(
        local_day(*review_due(sample.view(), sample.state.submissions.back())));
  };
  EXPECT_EQ(due(), "2026-03-09");
  ASSERT_THAT(sample.run("h1", ChangeLimit{"review", "extended", "complex", "案情复杂", {}}),
              IsEmpty());
  EXPECT_EQ(due(), "2026-03-12");
  EXPECT_THAT(sample.run("h1", ChangeLimit{"review", "extended", "complex", "案情复杂", {}}),
              testing::Not(IsEmpty()));
  sample.now = *parse_instant("2026-03-10T10:00:00+08:00");
  sample.run("r1", sample.review(false));
  sample.run("o1", AcceptEvidence{{"e1", "t", "n", "text/plain", 1, "aa", "bb"}});
  sample.run("o1", sample.with("submission", "review.cure"));
  EXPECT_EQ(due(), "2026-03-17") << "a new round, without what was granted for the old one";
}

TEST(Reassigning, IsForReviewersAndApproversAndNotForHandlers) {
  Reviewed sample;
  sample.drafted_major();
  EXPECT_THAT(sample.run("o1", AssignReview{"r2", "他快"}),
              UnorderedElementsAre("wrong-role", "handler-chooses-reviewer"));
  EXPECT_THAT(sample.run("r1", AssignReview{"r2", " "}), ElementsAre("reasons-missing"));
  EXPECT_THAT(sample.run("r1", AssignReview{"o2", "培训"}), ElementsAre("wrong-role"));
  EXPECT_THAT(sample.run("r1", AssignReview{"r1", "培训"}), ElementsAre("not-changed"));
  sample.people.persons["r2"].legal_qualification = {};
  EXPECT_THAT(sample.run("r1", AssignReview{"r2", "培训"}), ElementsAre("qualified"));
  EXPECT_EQ(sample.refusal->findings.front().where, "reviewer");
  ASSERT_THAT(sample.run("r1", AssignReview{"r3", "外出培训"}), IsEmpty());
  EXPECT_EQ(sample.reviewer(), "r3");
  EXPECT_THAT(sample.run("r1", sample.review(true)), ElementsAre("assigned-to-another"));
  EXPECT_THAT(sample.run("r3", sample.review(true)), IsEmpty());
  EXPECT_THAT(sample.run("r3", AssignReview{"r1", "培训"}), ElementsAre("nothing-under-review"));
}

TEST(Conflict, TakesTheReviewAwayAndEveryOtherStep) {
  Reviewed sample;
  sample.drafted_major();
  ASSERT_THAT(sample.run("r1", DeclareConflict{"与当事人是近亲属"}), IsEmpty());
  EXPECT_EQ(sample.reviewer(), "r2");
  EXPECT_THAT(sample.run("r1", DeclareConflict{"同上"}), ElementsAre("recused-already"));
  EXPECT_THAT(sample.run("r2", AssignReview{"r1", "他懂"}), ElementsAre("no_conflict"));
  ASSERT_THAT(sample.run("o1", DeclareConflict{"与当事人是同学"}), IsEmpty());
  EXPECT_THAT(sample.run("o1", SampleCase::step("draft")), ElementsAre("no_conflict"));
}

TEST(Addition, MakesACaseMajorAndNobodyTakesItOut) {
  Reviewed sample;
  sample.open();
  sample.drafted();
  ASSERT_FALSE(sample.view().major());
  EXPECT_THAT(sample.run("o1", sample.with("addition", "review.added_reason")),
              ElementsAre("wrong-role"));
  ASSERT_THAT(sample.run("d1", sample.with("addition", "review.added_reason")), IsEmpty());
  EXPECT_TRUE(sample.view().major());
  ASSERT_EQ(sample.view().major_conditions().size(), 1U);
  EXPECT_EQ(sample.view().major_conditions().front()->article, "LAW-2020/2");
  sample.run("h1", sample.approval());
  EXPECT_THAT(sample.run("d1", sample.decision()),
              UnorderedElementsAre("requirement", "review-missing"));
  EXPECT_THAT(sample.run("d1", sample.with("addition", "review.added_reason")),
              Contains("already-done"));
  ASSERT_THAT(sample.run("o1", sample.with("submission", "review.cure")), IsEmpty());
  ASSERT_THAT(sample.run("r1", sample.review(true)), IsEmpty());
  EXPECT_THAT(sample.run("d1", sample.decision()), IsEmpty());
}

TEST(Approval, IsForTheLevelThatThePackNames) {
  Reviewed sample;
  sample.drafted_major();
  sample.run("r1", sample.review(true));
  sample.add("h2", people::Role::case_manager, "u2").level = "unit_head";
  EXPECT_THAT(sample.run("h2", sample.approval()), ElementsAre("level-too-low"))
      << "head of another unit";
  ASSERT_THAT(sample.run("h1", sample.approval()), IsEmpty());
  EXPECT_EQ(sample.state.signatures.back().said.level, "unit_head");
  EXPECT_EQ(sample.state.signatures.back().said.draft, sample.state.draft->digest);
  EXPECT_THAT(sample.run("d1", sample.decision()), ElementsAre("level-too-low"));
  EXPECT_EQ(sample.article_of("level-too-low"), "LAW-2020/4");
  EXPECT_THAT(sample.run("d2", sample.decision()), IsEmpty());
  EXPECT_EQ(sample.state.signatures.back().said.level, "head");
}

TEST(Approval, IsOfExactlyTheDraftThatWasRead) {
  Reviewed sample;
  sample.drafted_major();
  auto other = sample.approval();
  other.draft = "ab";
  EXPECT_THAT(sample.run("h1", other), ElementsAre("draft-changed"));
  sample.people.persons["o1"].roles.push_back(people::Role::case_manager);
  sample.people.persons["o1"].level = "unit_head";
  EXPECT_THAT(sample.run("o1", sample.approval()), ElementsAre("not_own_draft"));
  ASSERT_THAT(sample.run("h1", sample.approval()), IsEmpty());
  sample.run("o1", SampleCase::step("inquiry", {{"party.name", "乙公司"}}, {"o2"}));
  sample.run("o1", SampleCase::step("draft"));
  EXPECT_FALSE(sample.state.is_done("approval")) << "another draft needs it again";
}

TEST(Approval, CanSendTheDraftBack) {
  Reviewed sample;
  sample.drafted_major();
  sample.run("r1", sample.review(true));
  sample.run("h1", sample.approval());
  auto back = sample.decision();
  back.opinion = "return";
  EXPECT_THAT(sample.run("d2", back), ElementsAre("reasons-missing"));
  back.reasons = "罚款过重，请重新研究";
  EXPECT_THAT(sample.run("d1", back), ElementsAre("level-too-low"));
  ASSERT_THAT(sample.run("d2", back), IsEmpty());
  EXPECT_FALSE(sample.state.is_done("approval"));
  EXPECT_THAT(sample.run("d2", sample.decision()), Contains("draft-sent-back"));
  EXPECT_THAT(sample.run("h1", sample.approval()), ElementsAre("draft-sent-back"));
  sample.run("o1", SampleCase::step("inquiry", {{"penalty.fine_yuan", "15000"}}, {"o2"}));
  sample.run("o1", SampleCase::step("notice"));
  sample.run("o1", SampleCase::step("defence"));
  sample.run("o1", SampleCase::step("draft"));
  EXPECT_THAT(sample.run("h1", sample.approval()), IsEmpty());
  EXPECT_THAT(sample.run("r1", sample.review(true)), IsEmpty());
  EXPECT_THAT(sample.run("d2", sample.decision()), IsEmpty());
  EXPECT_THAT(sample.run("d2", back), Contains("already-done"));
}

TEST(Approval, CanBeGivenToAnotherForSomeDays) {
  Reviewed sample;
  sample.drafted_major();
  sample.run("r1", sample.review(true));
  sample.run("h1", sample.approval());
  sample.people.absences["a"] = {"a", "d2", *parse_day("2026-03-02"), *parse_day("2026-03-04"),
                                 "出差"};
  EXPECT_THAT(sample.run("d2", sample.decision()), ElementsAre("present"));
  auto& given = sample.people.delegations["x"] = {
      "x", "d2", "d1", *parse_day("2026-03-03"), *parse_day("2026-03-04"), "出差"};
  EXPECT_THAT(sample.run("d1", sample.decision()), ElementsAre("level-too-low")) << "a day early";
  given.from = *parse_day("2026-03-02");
  given.withdrawn = true;
  EXPECT_THAT(sample.run("d1", sample.decision()), ElementsAre("level-too-low"));
  given.withdrawn = false;
  given.to = "o3";
  ASSERT_THAT(sample.run("o3", sample.decision()), IsEmpty()) << "without the role, by delegation";
  const auto& signature = sample.state.signatures.back().said;
  EXPECT_EQ(signature.signer, "o3");
  EXPECT_EQ(signature.on_behalf, "d2");
  EXPECT_EQ(signature.delegation, "x");
  EXPECT_EQ(signature.level, "head");
}

TEST(Approval, IsNotGivenToAHandlerByDelegation) {
  Reviewed sample;
  sample.drafted_major();
  sample.run("r1", sample.review(true));
  sample.run("h1", sample.approval());
  sample.people.delegations["x"] = {
      "x", "d2", "o1", *parse_day("2026-03-01"), *parse_day("2026-03-31"), "出差"};
  EXPECT_THAT(sample.run("o1", sample.decision()), ElementsAre("not_handler"));
}

TEST(Elsewhere, AnOfficerIsAtOnePlaceAtATime) {
  Reviewed sample;
  sample.elsewhere.engagements = [](const std::string& rule,
                                    const std::vector<std::string>& persons, Instant from,
                                    Instant until) {
    std::vector<Engagement> out;
    const Engagement other{"o2", *parse_instant("2026-03-02T08:30:00+08:00"),
                           *parse_instant("2026-03-02T08:40:00+08:00")};
    const bool asked = std::ranges::find(persons, "o2") != persons.end();
    if (rule == "one_by_one" && asked && other.from < until && from < other.until) {
      out.push_back(other);
    }
    return out;
  };
  casefile::Values values{{"party.name", "甲公司"},
                          {"penalty.kind", "warning"},
                          {"inquiry.started", "2026-03-02T08:00:00+08:00"},
                          {"inquiry.ended", "2026-03-02T08:31:00+08:00"}};
  EXPECT_THAT(sample.open(values), ElementsAre("one_by_one"));
  values["inquiry.ended"] = "2026-03-02T08:30:00+08:00";
  EXPECT_THAT(sample.open(values), IsEmpty());
}

TEST(Elsewhere, TheSameIsSettledOnce) {
  Reviewed sample;
  std::vector<std::string> keys;
  bool known = true;
  sample.elsewhere.settled = [&](const std::string& rule, const std::string& key) {
    keys.push_back(rule + ": " + key);
    return known;
  };
  sample.open({{"party.name", "甲公司"},
               {"penalty.kind", "fine"},
               {"penalty.fine_yuan", "20000"},
               {"act.day", "2026-03-01"}});
  sample.drafted();
  sample.run("r1", sample.review(true));
  sample.run("h1", sample.approval());
  EXPECT_THAT(keys, IsEmpty()) << "asked only where the rule is";
  EXPECT_THAT(sample.run("d2", sample.decision()), ElementsAre("fined_once"));
  EXPECT_THAT(keys, ElementsAre("fined_once: fined_once\n甲公司\n2026-03-01"));
  known = false;
  EXPECT_THAT(sample.run("d2", sample.decision()), IsEmpty());
}

}  // namespace
}  // namespace mingcha::acts
