// SPDX-License-Identifier: Apache-2.0
#include "acts/amend.h"

#include <gmock/gmock.h>

#include "acts/outdated.h"
#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Amend : ::testing::Test {
  Amend() {
    auto notice = sample.pack.documents.at("decision");
    notice.id = "notice";
    notice.numbering.reset();
    sample.pack.documents["notice"] = notice;
    sample.step_of("notice").documents = {"notice"};
    sample.step_of("notice").repeats = true;
    sample.open();
    sample.drafted();
  }
  std::multiset<std::string> correct(const std::string& field, const std::string& value,
                                     const std::string& actor = "o1",
                                     const std::string& reason = "录入有误") {
    return sample.run(actor, Amendment{CorrectFact{field, value, reason}});
  }
  std::multiset<std::string> void_paper(std::int64_t version, const std::string& actor) {
    return sample.run(actor, Amendment{VoidPaper{version, "打印错误"}});
  }
  std::multiset<std::string> keep(std::int64_t version, const std::string& actor = "o1") {
    return sample.run(actor, Amendment{KeepPaper{version, "不影响告知内容"}});
  }
  std::vector<OutdatedPaper> outdated() {
    view.emplace(sample.pack, sample.people, sample.pack.items.at("example"), sample.state);
    return outdated_papers(*view);
  }
  std::int64_t version_of(const std::string& document) {
    const auto* paper = sample.state.paper(document);
    return paper == nullptr ? 0 : paper->recorded.version;
  }
  void decided() { EXPECT_THAT(sample.run("app", sample.decision()), IsEmpty()); }

  SampleCase sample;
  std::optional<CaseView> view;
};

TEST_F(Amend, CorrectsAFactAndKeepsWhatItWas) {
  const auto before = sample.state.version;
  EXPECT_THAT(correct("party.name", "乙公司"), IsEmpty());
  EXPECT_EQ(*sample.state.fact("party.name"), "乙公司");
  EXPECT_EQ(sample.state.facts.at("party.name").step, "inquiry");
  EXPECT_EQ(*sample.state.fact_at("party.name", before), "甲公司");
}

TEST_F(Amend, RefusesACorrectionWithEveryReason) {
  EXPECT_THAT(correct("party.name", "乙公司", "o3"), ElementsAre("not-handler"));
  EXPECT_THAT(correct("party.name", "乙公司", "o1", " "), ElementsAre("reasons-missing"));
  EXPECT_THAT(correct("party.name", "甲公司"), ElementsAre("not-changed"));
  EXPECT_THAT(correct("party.name", "　"), ElementsAre("not-correctable"));
  EXPECT_THAT(correct("penalty.kind", "exile"), ElementsAre("unknown-choice"));
  EXPECT_THAT(correct("penalty.fine_yuan", "300"), ElementsAre("fact-unknown"));
  EXPECT_THAT(correct("no.such", "x", "o3", ""),
              ElementsAre("fact-unknown", "not-handler", "reasons-missing"));
}

TEST_F(Amend, MakesTheDraftFollowBeforeAnythingIsDecided) {
  EXPECT_THAT(correct("party.name", "乙公司"), IsEmpty());
  EXPECT_THAT(sample.run("app", sample.decision()), Contains("draft-stale"));
  EXPECT_THAT(sample.run("o1", SampleCase::step("draft")), IsEmpty());
  EXPECT_THAT(sample.state.draft->text, HasSubstr("乙公司"));
  EXPECT_THAT(sample.run("app", sample.decision()), IsEmpty());
}

TEST_F(Amend, FlagsEachPaperThatSaysTheOldValueUntilItIsReplaced) {
  ASSERT_GT(version_of("notice"), 0);
  EXPECT_THAT(outdated(), IsEmpty());
  EXPECT_THAT(correct("party.name", "乙公司"), IsEmpty());

  const auto flagged = outdated();
  ASSERT_THAT(flagged, SizeIs(1));
  EXPECT_EQ(flagged[0].paper->document, "notice");
  ASSERT_THAT(flagged[0].facts, SizeIs(1));
  EXPECT_EQ(flagged[0].facts[0].was, "甲公司");
  EXPECT_EQ(flagged[0].facts[0].now, "乙公司");
  EXPECT_THAT(flagged[0].what.zh, HasSubstr("甲公司”，现更正为“乙公司”"));
  EXPECT_FALSE(flagged[0].cure.zh.empty());

  EXPECT_THAT(sample.run("o1", SampleCase::step("notice")), IsEmpty());
  EXPECT_THAT(outdated(), IsEmpty());
}

TEST_F(Amend, FlagsNothingWhenTheFactIsWhatItWasAgain) {
  EXPECT_THAT(correct("party.name", "乙公司"), IsEmpty());
  EXPECT_THAT(correct("party.name", "甲公司"), IsEmpty());
  EXPECT_THAT(outdated(), IsEmpty());
}

TEST_F(Amend, LeavesAPaperAsItIsForAReasonUntilTheNextCorrection) {
  EXPECT_THAT(keep(version_of("notice")), ElementsAre("not-outdated"));
  EXPECT_THAT(correct("party.name", "乙公司"), IsEmpty());
  EXPECT_THAT(keep(version_of("notice"), "o3"), ElementsAre("not-handler"));
  EXPECT_THAT(keep(999), ElementsAre("paper-unknown"));
  EXPECT_THAT(keep(version_of("notice")), IsEmpty());
  EXPECT_THAT(outdated(), IsEmpty());
  EXPECT_THAT(correct("party.name", "丙公司"), IsEmpty());
  EXPECT_THAT(outdated(), SizeIs(1));
}

TEST_F(Amend, VoidsADecisionThatWasNotServedAndTheNextTakesANewNumber) {
  decided();
  const auto first = sample.state.decision->number;
  const auto version = version_of("decision");
  EXPECT_THAT(void_paper(version, "o1"), ElementsAre("wrong-role"));
  EXPECT_THAT(void_paper(version, "app"), IsEmpty());

  EXPECT_FALSE(sample.state.decision.has_value());
  EXPECT_FALSE(sample.state.is_done("decision"));
  const auto* voided = sample.state.paper_of(version);
  ASSERT_TRUE(voided != nullptr && voided->voided);
  EXPECT_EQ(voided->voided->reason, "打印错误");
  EXPECT_EQ(voided->voided->recorded.actor, "app");
  EXPECT_EQ(voided->number, first);
  EXPECT_THAT(void_paper(version, "app"), ElementsAre("already-void"));

  decided();
  EXPECT_NE(sample.state.decision->number, first);
}

TEST_F(Amend, AStepWhosePapersAreAllVoidHasToBeDoneAgain) {
  const auto notice = version_of("notice");
  EXPECT_THAT(void_paper(notice, "o2"), IsEmpty());
  EXPECT_FALSE(sample.state.is_done("notice"));
  EXPECT_EQ(sample.state.paper("notice"), nullptr);
  EXPECT_THAT(sample.run("o1", SampleCase::step("notice")), IsEmpty());
  EXPECT_GT(version_of("notice"), notice);
}

TEST_F(Amend, VoidsNothingThatWasServedAndNothingAfterClosing) {
  decided();
  EXPECT_THAT(sample.run("o1", SampleCase::step("service")), IsEmpty());
  EXPECT_THAT(void_paper(version_of("decision"), "app"), ElementsAre("served"));
  EXPECT_THAT(sample.run("o1", SampleCase::step("closing")), IsEmpty());
  EXPECT_THAT(correct("party.name", "乙公司"), ElementsAre("case-closed"));
}

}  // namespace
}  // namespace mingcha::acts
