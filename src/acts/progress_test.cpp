// SPDX-License-Identifier: Apache-2.0
#include "acts/progress.h"

#include <gmock/gmock.h>

#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Followed : ::testing::Test {
  Progress progress() {
    view = std::make_unique<CaseView>(sample.pack, sample.people,
                                      item_of(sample.pack, sample.state), sample.state);
    return progress_of(*view, sample.now);
  }
  std::vector<std::string> told() {
    std::vector<std::string> out;
    for (const auto& stage : progress().done) out.push_back(stage.words.zh);
    return out;
  }
  std::string title(const std::string& step) { return sample.step_of(step).title.zh; }
  pack::Progress& rules() { return sample.pack.participation.progress; }

  SampleCase sample;
  std::unique_ptr<CaseView> view;
};

TEST_F(Followed, IsToldByTheTitlesOfStepsWhereThePackSaysNothingElse) {
  sample.open();
  EXPECT_THAT(told(), ElementsAre(title("inquiry")));
  EXPECT_EQ(progress().current.zh, title("notice"));
  EXPECT_EQ(progress().next.zh, title("defence"));
}

TEST_F(Followed, KeepsWhatIsTheBureausOwnMatterToItself) {
  rules().told.push_back({{"kind:draft", "kind:review"}, {}});
  rules().internal = {"机关内部审查", "internal"};
  sample.open_major();
  sample.run("o1", SampleCase::step("notice"));
  sample.run("o1", SampleCase::step("defence"));
  EXPECT_EQ(progress().current.zh, "机关内部审查") << "the draft is not told";
  EXPECT_EQ(progress().next.zh, title("decision"));
  sample.run("o1", SampleCase::step("draft"));
  EXPECT_EQ(progress().current.zh, "机关内部审查") << "nor is the review";
  ASSERT_THAT(sample.run("rev", sample.review(false)), IsEmpty());
  EXPECT_THAT(told(), Not(testing::Contains(title("review"))));
  EXPECT_THAT(told(), Not(testing::Contains(title("draft"))));
}

TEST_F(Followed, TellsNeighbouringStepsInTheSameWordsAsOne) {
  rules().told.push_back({{"notice", "defence"}, {"听取意见", "heard"}});
  sample.open();
  sample.run("o1", SampleCase::step("notice"));
  sample.now += std::chrono::hours{48};
  sample.run("o1", SampleCase::step("defence"));
  const auto all = progress();
  ASSERT_EQ(all.done.size(), 2U);
  EXPECT_EQ(all.done[1].words.zh, "听取意见");
  EXPECT_EQ(all.done[1].to - all.done[1].from, std::chrono::days{2});
}

TEST_F(Followed, SaysByWhenAndNothingThatAnOfficerWrote) {
  auto& limit = sample.limit();
  limit.suspended_by = {"appraisal"};
  limit.suspension_titles["appraisal"] = {"鉴定", "expert opinion"};
  sample.open();
  const auto before = progress();
  ASSERT_EQ(before.limits.size(), 1U);
  sample.state.suspensions[limit.id].push_back(
      {sample.now, sample.now + std::chrono::hours{72}, "appraisal", "为张三丰鉴定伤情"});
  sample.now += std::chrono::hours{96};
  const auto after = progress();
  ASSERT_EQ(after.limits.size(), 1U);
  EXPECT_GT(after.limits[0].due, before.limits[0].due);
  std::string all;
  for (const auto& one : law::to_sentences(after.limits[0].derivation, sample.pack.statutes)) {
    all += one.zh + one.en;
  }
  EXPECT_THAT(all, HasSubstr("鉴定"));
  EXPECT_THAT(all, Not(HasSubstr("张三丰")));
}

TEST_F(Followed, SaysWhatThePartyMayDoWhileItMay) {
  cel::Environment environment;
  environment.declare("done.notice", cel::Type::boolean);
  environment.declare("done.defence", cel::Type::boolean);
  rules().rights.push_back(
      {*cel::compile("done.notice && !done.defence", environment, {}, cel::Type::boolean),
       {"可以陈述、申辩", "state your case"},
       "APL-2021/45"});
  sample.open();
  EXPECT_THAT(progress().rights, IsEmpty());
  sample.run("o1", SampleCase::step("notice"));
  ASSERT_EQ(progress().rights.size(), 1U);
  sample.run("o1", SampleCase::step("defence"));
  EXPECT_THAT(progress().rights, IsEmpty());
}

TEST_F(Followed, IsOverOnceTheCaseIsClosed) {
  sample.open();
  sample.drafted();
  sample.run("app", sample.decision());
  EXPECT_FALSE(progress().decided) << "not before it was served";
  sample.run("o1", SampleCase::step("service"));
  EXPECT_TRUE(progress().decided);
  sample.run("o1", SampleCase::step("closing"));
  const auto all = progress();
  EXPECT_TRUE(all.closed);
  EXPECT_EQ(all.current.zh + all.next.zh, "");
  EXPECT_THAT(all.limits, IsEmpty());
}

}  // namespace
}  // namespace mingcha::acts
