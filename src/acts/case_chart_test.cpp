// SPDX-License-Identifier: Apache-2.0
#include "acts/case_chart.h"

#include <gmock/gmock.h>

#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using ::testing::HasSubstr;

constexpr std::chrono::hours kDay{24};

struct CaseChart : ::testing::Test {
  CaseChart() { sample.open(); }
  chart::Marks marks() {
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
    return marks_of(view, next_steps(view, sample.now), limits_of(view, sample.now), sample.now);
  }
  SampleCase sample;
};

TEST_F(CaseChart, SaysWhenAStepWasDoneAndWhatCanBeDoneNow) {
  const auto shown = marks();
  ASSERT_TRUE(shown.contains("inquiry"));
  EXPECT_EQ(shown.at("inquiry").standing, chart::Standing::done);
  const auto moment = to_local_string(sample.now);
  EXPECT_THAT(shown.at("inquiry").note.zh, HasSubstr(moment.substr(0, 10)));
  EXPECT_THAT(shown.at("inquiry").note.en, HasSubstr(", day 1"));
  ASSERT_TRUE(shown.contains("notice"));
  EXPECT_EQ(shown.at("notice").standing, chart::Standing::current);
  EXPECT_FALSE(shown.contains("defence"));
  EXPECT_FALSE(shown.contains("decision"));
}

TEST_F(CaseChart, SaysWhatIsLateEvenBeforeItIsPossible) {
  sample.now += 89 * kDay;
  EXPECT_FALSE(marks().contains("decision"));
  sample.now += 10 * kDay;
  const auto shown = marks();
  ASSERT_TRUE(shown.contains("decision"));
  EXPECT_EQ(shown.at("decision").standing, chart::Standing::late);
  EXPECT_THAT(shown.at("decision").note.en, HasSubstr("days late"));
}

}  // namespace
}  // namespace mingcha::acts
