// SPDX-License-Identifier: Apache-2.0
#include "acts/decide.h"

#include <gmock/gmock.h>

#include "acts/next.h"
#include "acts/papers.h"
#include "acts/sample_case.h"
#include "casefile/codec.h"

namespace mingcha::acts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> kinds(const casefile::Events& events) {
  std::vector<std::string> out;
  for (const auto& event : events) out.emplace_back(casefile::kind_of(event));
  return out;
}

TEST(Decide, TakesACaseFromItsOpeningToItsClosing) {
  SampleCase sample;

  EXPECT_THAT(sample.open_major(), IsEmpty());
  EXPECT_THAT(kinds(sample.last), ElementsAre("case.opened", "step.done"));
  sample.drafted();
  EXPECT_THAT(kinds(sample.last), ElementsAre("step.done", "document.drafted", "review.submitted"));
  EXPECT_THAT(sample.run("rev", sample.review(true)), IsEmpty());
  EXPECT_THAT(kinds(sample.last), ElementsAre("review.opined", "step.done"));
  EXPECT_THAT(sample.run("app", sample.decision()), IsEmpty());
  EXPECT_THAT(kinds(sample.last), ElementsAre("draft.signed", "step.done", "decision.made"));
  EXPECT_THAT(sample.run("o1", sample.step("service")), IsEmpty());
  EXPECT_THAT(kinds(sample.last), ElementsAre("step.done", "document.served"));
  EXPECT_THAT(sample.run("o1", sample.step("closing")), IsEmpty());
  EXPECT_THAT(kinds(sample.last), ElementsAre("step.done", "case.closed"));
}

TEST(Decide, MakesTheDecisionOutOfTheDraftAndNothingElse) {
  SampleCase sample;
  sample.open_major();
  sample.drafted();
  const auto draft = *sample.state.draft;
  sample.run("rev", sample.review(true));
  const auto review_version = sample.state.review->recorded.version;

  ASSERT_THAT(sample.run("app", sample.decision()), IsEmpty());

  const auto& made = *sample.state.decision;
  EXPECT_EQ(made.draft, draft.digest);
  EXPECT_EQ(made.review, review_version);
  EXPECT_EQ(made.not_major_grounds, "");
  EXPECT_THAT(sample.taken, ElementsAre("u1罚决1号"));
  EXPECT_EQ(made.text, finish_draft(draft.text, made.number, local_day(sample.now)));
  EXPECT_EQ(made.digest, digest_of(made.text));
  EXPECT_EQ(made.text.find("⟦"), std::string::npos);
  EXPECT_EQ(made.decided_on, "2026-03-02");
}

TEST(Decide, SaysWhyADecisionWithoutReviewIsNotMajor) {
  SampleCase sample;
  sample.open();
  sample.drafted();

  ASSERT_THAT(sample.run("app", sample.decision()), IsEmpty());

  EXPECT_EQ(sample.state.decision->review, 0);
  EXPECT_NE(sample.state.decision->not_major_grounds.find("较大数额罚款"), std::string::npos);
}

TEST(Opening, IsRefusedForWhatIsNotThere) {
  SampleCase sample;
  EXPECT_THAT(sample.run("o1", OpenCase{"nothing", {}}), ElementsAre("not_found"));
  EXPECT_THAT(sample.run("nobody", OpenCase{"example", {}}), ElementsAre("forbidden"));
  EXPECT_THAT(sample.run("o1", SampleCase::step("notice")), ElementsAre("not_found"));
  EXPECT_THAT(sample.run("o1", AcceptEvidence{}), ElementsAre("not_found"));
  EXPECT_THAT(sample.run("o1", ChangeLimit{}), ElementsAre("not_found"));
  sample.open();
  EXPECT_THAT(sample.open(), ElementsAre("conflict"));
  EXPECT_THAT(sample.run("o1", SampleCase::step("nothing")), ElementsAre("not_found"));
}

TEST(Opening, BeginsWithTheFirstStep) {
  SampleCase sample;
  EXPECT_THAT(sample.run("o1", OpenCase{"example", SampleCase::step("notice")}),
              ElementsAre("not-first"));
  EXPECT_EQ(sample.refusal->kind, Refusal::out_of_order);
  EXPECT_THAT(sample.open(), IsEmpty());
}

TEST(Opening, NeedsAProcedureThatIsLawOnTheDay) {
  SampleCase sample;
  auto& procedure = sample.pack.procedures.at("penalty");
  procedure.in_force_from = parse_day("2026-03-03");
  EXPECT_THAT(sample.open(), ElementsAre("not-in-force"));
  procedure.in_force_from = parse_day("2020-01-01");
  procedure.in_force_to = parse_day("2026-03-01");
  EXPECT_THAT(sample.open(), ElementsAre("not-in-force"));
  procedure.in_force_to = parse_day("2026-03-02");
  EXPECT_THAT(sample.open(), IsEmpty());
}

TEST(Order, ClosedIsClosedForEveryCommand) {
  SampleCase sample;
  sample.open();
  sample.drafted();
  sample.run("app", sample.decision());
  sample.run("o1", sample.step("service"));
  ASSERT_THAT(sample.run("o1", sample.step("closing")), IsEmpty());

  EXPECT_THAT(sample.run("o1", sample.step("draft")), ElementsAre("case-closed"));
  EXPECT_EQ(sample.refusal->kind, Refusal::out_of_order);
  EXPECT_THAT(sample.run("o1", AcceptEvidence{}), ElementsAre("out_of_order"));
  EXPECT_THAT(sample.run("o1", ChangeLimit{"decision", "suspended", "x", "y", {}}),
              ElementsAre("out_of_order"));
  const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
  EXPECT_THAT(next_steps(view, sample.now), IsEmpty());
}

TEST(Order, AStepIsDoneOnceUnlessItRepeats) {
  SampleCase sample;
  sample.open();
  EXPECT_THAT(sample.run("o1", sample.step("notice")), IsEmpty());
  EXPECT_THAT(sample.run("o1", sample.step("notice")), ElementsAre("already-done"));
  EXPECT_EQ(sample.refusal->kind, Refusal::out_of_order);
  sample.run("o1", sample.step("defence"));
  EXPECT_THAT(sample.run("o1", sample.step("draft")), IsEmpty());
  EXPECT_THAT(sample.run("o1", sample.step("draft")), IsEmpty());
}

TEST(Order, ADecisionIsMadeOnceEvenWhereThePackLetsItRepeat) {
  SampleCase sample;
  sample.step_of("decision").repeats = true;
  sample.open();
  sample.drafted();
  ASSERT_THAT(sample.run("app", sample.decision()), IsEmpty());
  EXPECT_THAT(sample.run("app", sample.decision()), Contains("already-done"));
  EXPECT_EQ(sample.taken.size(), 1U);
}

TEST(Order, AStepWhoseConditionDoesNotHoldIsNotNeeded) {
  SampleCase sample;
  // Borrowed from a requirement of the pack: "done.inquiry".
  sample.step_of("service").when = sample.step_of("notice").requires_.front().that;
  sample.step_of("notice").when = sample.step_of("service").requires_.front().that;  // decided
  sample.open();
  EXPECT_THAT(sample.run("o1", sample.step("notice")), ElementsAre("not-needed"));
  EXPECT_EQ(sample.refusal->kind, Refusal::out_of_order);
  EXPECT_THAT(sample.run("o1", sample.step("service")), Not(Contains("not-needed")));
}

TEST(Order, RequirementsAreSaidWithTheirArticle) {
  SampleCase sample;
  sample.open();
  EXPECT_THAT(sample.run("o1", sample.step("defence")), ElementsAre("requirement"));
  EXPECT_EQ(sample.refusal->kind, Refusal::rule_broken);
  EXPECT_EQ(sample.refusal->findings.front().article, "LAW-2020/1");
  sample.run("o1", sample.step("notice"));
  EXPECT_THAT(sample.run("o1", sample.step("defence")), IsEmpty());
}

casefile::EvidenceAccepted file(const std::string& sha256) {
  return {"e-" + sha256, "照片", "a.jpg", "image/jpeg", 3, sha256, "00"};
}

TEST(Evidence, IsCountedAndTakenOnce) {
  SampleCase sample;
  sample.open();
  sample.step_of("notice").evidence_at_least = 1;
  EXPECT_THAT(sample.run("o1", sample.step("notice")), ElementsAre("evidence-missing"));
  EXPECT_THAT(sample.run("o1", AcceptEvidence{file("aa")}), IsEmpty());
  EXPECT_THAT(sample.run("o1", AcceptEvidence{file("aa")}), ElementsAre("evidence-doubled"));
  EXPECT_THAT(sample.run("o1", sample.step("notice")), IsEmpty());
}

TEST(Performers, MayBeOneWhereTheLawLetsOneActAndOnlyThen) {
  for (const auto* kind : {"warning", "fine"}) {
    SampleCase sample;
    sample.run("o1", OpenCase{"example", sample.step("inquiry",
                                                     {{"party.name", "甲"},
                                                      {"penalty.kind", kind},
                                                      {"penalty.fine_yuan", "20000"}},
                                                     {"o2"})});
    auto& who = sample.step_of("notice").who;
    who.officers = 2;
    who.alone_when = sample.pack.conditions.at(0).that;  // A large fine.
    const auto codes = sample.run("o1", sample.step("notice"));
    if (std::string_view{kind} == "fine") {
      EXPECT_THAT(codes, IsEmpty());
    } else {
      EXPECT_THAT(codes, ElementsAre("too-few-officers"));
    }
  }
}

TEST(Performers, MustBeThereInNumberAndOfTheRole) {
  SampleCase sample;
  EXPECT_THAT(
      sample.run("o1", OpenCase{"example", sample.step("inquiry", {{"party.name", "甲"},
                                                                   {"penalty.kind", "warning"}})}),
      UnorderedElementsAre("too-few-officers", "two_officers"));
  // The same officer twice is one officer.
  EXPECT_THAT(
      sample.run(
          "o1", OpenCase{"example",
                         sample.step("inquiry", {{"party.name", "甲"}, {"penalty.kind", "warning"}},
                                     {"o1", "o1"})}),
      UnorderedElementsAre("too-few-officers", "two_officers"));
  sample.open();
  EXPECT_THAT(sample.run("app", sample.step("notice")), ElementsAre("wrong-role"));
  EXPECT_THAT(sample.run("o1", sample.step("notice", {}, {"nobody"})),
              ElementsAre("unknown-person"));
  sample.people.persons["o3"].active = false;
  EXPECT_THAT(sample.run("o3", sample.step("notice")), ElementsAre("unknown-person"));
  EXPECT_THAT(sample.run("o1", sample.step("notice")), IsEmpty());
}

TEST(Performers, AreHandlersWhereThePackSaysSo) {
  SampleCase sample;
  sample.open();
  sample.step_of("notice").who.must_handle = true;
  EXPECT_THAT(sample.run("o3", sample.step("notice")), ElementsAre("not-handler"));
  EXPECT_THAT(sample.run("o2", sample.step("notice")), IsEmpty());
}

TEST(Draft, IsThereBeforeReviewAndDecision) {
  SampleCase sample;
  sample.open();
  EXPECT_THAT(sample.run("rev", sample.review(true)), Contains("draft-missing"));
  EXPECT_THAT(sample.run("app", sample.decision()), Contains("draft-missing"));
  sample.drafted();
  EXPECT_THAT(sample.run("rev", sample.review(true)), IsEmpty());
}

TEST(Draft, IsStaleWhenAFactChangedSince) {
  SampleCase sample;
  sample.step_of("inquiry").repeats = true;
  sample.open();
  sample.drafted();
  sample.run("o1", sample.step("inquiry", {{"party.name", "乙公司"}}, {"o2"}));
  EXPECT_THAT(sample.run("app", sample.decision()), ElementsAre("draft-stale"));
  EXPECT_THAT(sample.run("rev", sample.review(true)), ElementsAre("draft-stale"));
  sample.run("o1", sample.step("draft"));
  EXPECT_THAT(sample.run("app", sample.decision()), IsEmpty());
}

TEST(Draft, IsNoLongerMeantWhenAnotherWasBeforeTheEyes) {
  SampleCase sample;
  sample.open();
  sample.drafted();
  auto decision = sample.decision();
  decision.draft = std::string(64, 'a');
  EXPECT_THAT(sample.run("app", decision), ElementsAre("draft-changed"));
  EXPECT_EQ(sample.refusal->kind, Refusal::conflict);
  decision.draft.clear();
  EXPECT_THAT(sample.run("app", decision), ElementsAre("draft-changed"));
  EXPECT_TRUE(sample.taken.empty());
}

std::string what_of(const SampleCase& sample, const std::string& code) {
  for (const auto& finding : sample.refusal->findings) {
    if (finding.code == code) return finding.what.zh;
  }
  return "";
}

TEST(Review, IsMissingUntilItPassesOnThisVeryDraft) {
  SampleCase sample;
  sample.step_of("inquiry").repeats = true;
  // The gate stands by itself, also where the pack forgets to ask for the review.
  sample.step_of("decision").requires_.clear();
  sample.open_major();
  sample.drafted();

  EXPECT_THAT(sample.run("app", sample.decision()), ElementsAre("review-missing"));
  EXPECT_NE(what_of(sample, "review-missing").find("尚未经过法制审核"), std::string::npos);

  EXPECT_THAT(sample.run("rev", sample.review(false)), IsEmpty());
  EXPECT_THAT(kinds(sample.last), ElementsAre("review.opined"));
  EXPECT_THAT(sample.run("app", sample.decision()), ElementsAre("review-missing"));
  EXPECT_NE(what_of(sample, "review-missing").find("法制审核未通过"), std::string::npos);

  ASSERT_THAT(sample.run("o1", AcceptEvidence{file("aa")}), IsEmpty());
  ASSERT_THAT(sample.run("rev", sample.review(true)), IsEmpty());
  sample.run("o1", sample.step("inquiry", {{"party.name", "乙公司"}}, {"o2"}));
  sample.run("o1", sample.step("draft"));
  EXPECT_THAT(sample.run("app", sample.decision()), ElementsAre("review-missing"));
  EXPECT_NE(what_of(sample, "review-missing").find("因草稿变更已失效"), std::string::npos);

  sample.run("rev", sample.review(true));
  EXPECT_THAT(sample.run("app", sample.decision()), IsEmpty());
}

TEST(Review, IsNeededWhileItIsInDoubtWhetherTheDecisionIsMajor) {
  SampleCase sample;
  sample.step_of("decision").requires_.clear();
  sample.step_of("inquiry").form[2].required_when.reset();
  sample.step_of("inquiry").form[2].required = false;
  sample.open({{"party.name", "甲公司"}, {"penalty.kind", "fine"}});
  const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
  EXPECT_TRUE(view.major());
}

TEST(Review, AnswersEveryPointAndGivesReasons) {
  SampleCase sample;
  sample.open_major();
  sample.drafted();

  auto review = sample.review(true);
  review.opinion.clear();
  EXPECT_THAT(sample.run("rev", review), ElementsAre("opinion-missing"));
  review = sample.review(true);
  review.points.clear();
  EXPECT_THAT(sample.run("rev", review), ElementsAre("point-unanswered"));
  review = sample.review(true);
  review.points["facts"] = {false, "证据不足"};
  EXPECT_THAT(sample.run("rev", review), ElementsAre("point-failed"));
  review = sample.review(true);
  review.points["invented"].passed = true;
  EXPECT_THAT(sample.run("rev", review), ElementsAre("point-unknown"));
  review = sample.review(false);
  review.reasons = "　 \n";
  EXPECT_THAT(sample.run("rev", review), ElementsAre("reasons-missing"));
  review = DoStep{};
  review.step = "review";
  EXPECT_THAT(sample.run("rev", review),
              UnorderedElementsAre("draft-changed", "opinion-missing", "point-unanswered",
                                   "reasons-missing"));
  EXPECT_THAT(sample.run("rev", sample.review(true)), IsEmpty());
}

TEST(Review, ComesBackOnlyOnceSomethingIsNew) {
  for (const auto* cure : {"evidence", "facts"}) {
    SCOPED_TRACE(cure);
    SampleCase sample;
    sample.step_of("inquiry").repeats = true;
    sample.open_major();
    sample.drafted();
    ASSERT_THAT(sample.run("rev", sample.review(false)), IsEmpty());
    EXPECT_EQ(sample.state.review->opinion.round, 1);

    EXPECT_THAT(sample.run("rev", sample.review(true)), ElementsAre("review-unchanged"));
    const auto& finding = sample.refusal->findings.front();
    EXPECT_NE(finding.what.zh.find("第1次"), std::string::npos);
    EXPECT_EQ(finding.cure.zh, sample.pack.review.opinion("return")->next.zh);
    // The same words once more are not a new draft.
    ASSERT_THAT(sample.run("o1", sample.step("draft")), IsEmpty());
    EXPECT_THAT(sample.run("rev", sample.review(true)), ElementsAre("review-unchanged"));

    if (std::string_view{cure} == "evidence") {
      sample.run("o1", AcceptEvidence{file("aa")});
    } else {
      sample.run("o1", sample.step("inquiry", {{"party.name", "乙公司"}}, {"o2"}));
      sample.run("o1", sample.step("draft"));
    }
    EXPECT_THAT(sample.run("rev", sample.review(true)), IsEmpty());
    EXPECT_EQ(sample.state.review->opinion.round, 2);
  }
}

TEST(Review, SaysForEveryFailingPointWhy) {
  SampleCase sample;
  sample.open_major();
  sample.drafted();
  auto review = sample.review(false);
  review.points["facts"].note = "　";
  EXPECT_THAT(sample.run("rev", review), ElementsAre("note-missing"));
  review.points["facts"].note = "证据不足";
  EXPECT_THAT(sample.run("rev", review), IsEmpty());
}

TEST(Review, TakesOnlyAnOpinionOfThePackAndTheOneThatFitsItsPoints) {
  SampleCase sample;
  sample.pack.review.opinions.push_back({"transfer",
                                         {"移送", "transfer"},
                                         {"依法移送", "transfer it"},
                                         false,
                                         "facts",
                                         "LAW-2020/2"});
  sample.open_major();
  sample.drafted();
  auto review = sample.review(true);
  review.opinion = "approve";
  EXPECT_THAT(sample.run("rev", review), ElementsAre("opinion-unknown"));
  EXPECT_NE(sample.refusal->findings.front().cure.zh.find("退回补充调查、移送"), std::string::npos);
  review.opinion = "transfer";
  EXPECT_THAT(sample.run("rev", review), ElementsAre("point-not-failed"));
  EXPECT_EQ(sample.refusal->findings.front().article, "LAW-2020/2");
  review.points["facts"] = {false, "涉嫌犯罪"};
  EXPECT_THAT(sample.run("rev", review), IsEmpty());
  EXPECT_FALSE(sample.state.review->opinion.passed);
}

TEST(Review, RefersOnlyToWhatIsInTheFile) {
  SampleCase sample;
  sample.open_major();
  sample.run("o1", AcceptEvidence{file("aa")});
  sample.drafted();
  auto review = sample.review(true);
  auto& references = review.points["facts"].references;
  for (const casefile::PointReference& nowhere :
       {casefile::PointReference{.of = "evidence", .id = "e-bb"},
        casefile::PointReference{.of = "paper", .id = "999"},
        casefile::PointReference{.of = "case", .id = "c-1"}}) {
    SCOPED_TRACE(nowhere.of);
    references = {nowhere};
    EXPECT_THAT(sample.run("rev", review), ElementsAre("reference-unknown"));
  }
  references = {{.of = "evidence", .id = "e-aa", .page = 2},
                {.of = "draft", .id = "", .paragraph = 3}};
  EXPECT_THAT(sample.run("rev", review), IsEmpty());
}

TEST(Service, NeedsAPaper) {
  SampleCase sample;
  sample.step_of("service").requires_.clear();
  sample.open();
  EXPECT_THAT(sample.run("o1", sample.step("service")), ElementsAre("nothing-to-serve"));
  sample.drafted();
  sample.run("app", sample.decision());
  EXPECT_THAT(sample.run("o1", sample.step("service")), IsEmpty());
}

TEST(Closing, LeavesNothingUnfinishedButWhatIsOptional) {
  SampleCase sample;
  sample.step_of("closing").requires_.clear();
  sample.open();
  EXPECT_THAT(sample.run("o1", sample.step("closing")),
              UnorderedElementsAre("step-unfinished", "step-unfinished", "step-unfinished",
                                   "step-unfinished", "step-unfinished"));
  sample.drafted();
  sample.run("app", sample.decision());
  EXPECT_THAT(sample.run("o1", sample.step("closing")), ElementsAre("step-unfinished"));
  EXPECT_EQ(sample.refusal->findings.front().where, "service");
  sample.run("o1", sample.step("service"));
  EXPECT_THAT(sample.run("o1", sample.step("closing")), IsEmpty());
}

TEST(Items, CheckTheFactsFromTheNoticeOn) {
  SampleCase sample;
  auto check = sample.step_of("service").requires_.front();  // That it is decided.
  sample.open();
  sample.pack.items.at("example").checks.push_back(check);
  EXPECT_THAT(sample.run("o1", sample.step("notice")), ElementsAre("requirement"));
  sample.pack.items.at("example").checks.clear();
  EXPECT_THAT(sample.run("o1", sample.step("notice")), IsEmpty());
}

TEST(Numbers, AreTakenOnlyOnceEveryPaperIsComplete) {
  SampleCase sample;
  // A step with a numbered paper that can be written and one that cannot.
  auto blank = sample.pack.documents.at("decision");
  blank.id = "blank";
  auto piece = std::make_shared<pack::TemplatePiece>();
  piece->kind = pack::TemplatePiece::Kind::value;
  piece->text = "penalty.fine_yuan";
  blank.pieces = {piece};
  sample.pack.documents["blank"] = blank;
  sample.open();
  sample.step_of("notice").documents = {"decision", "blank"};
  EXPECT_THAT(sample.run("o1", sample.step("notice")), ElementsAre("document-incomplete"));
  EXPECT_TRUE(sample.taken.empty());

  sample.step_of("notice").documents = {"decision"};
  EXPECT_THAT(sample.run("o1", sample.step("notice")), IsEmpty());
  EXPECT_EQ(sample.taken.size(), 1U);
  EXPECT_EQ(sample.state.papers.front().number, sample.taken.front());
}

}  // namespace
}  // namespace mingcha::acts
