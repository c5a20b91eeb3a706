// SPDX-License-Identifier: Apache-2.0
#include "acts/limit_change.h"

#include <gmock/gmock.h>

#include "acts/limits.h"
#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::chrono::hours kDay{24};

struct LimitChange : ::testing::Test {
  LimitChange() {
    sample.limit().suspended_by = {"appraisal"};
    sample.open();
  }
  std::multiset<std::string> change(const std::string& what,
                                    const std::string& ground = "appraisal",
                                    const std::string& reason = "委托鉴定",
                                    std::optional<Instant> at = {}) {
    return sample.run("o1", ChangeLimit{"decision", what, ground, reason, at});
  }
  LimitStatus status() {
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
    const auto limits = limits_of(view, sample.now);
    EXPECT_EQ(limits.size(), 1U);
    return limits.at(0);
  }
  SampleCase sample;
};

TEST_F(LimitChange, StopsTheClockAndLetsItRunAgain) {
  const auto before = status().due.at;
  EXPECT_THAT(change("suspended"), IsEmpty());
  EXPECT_TRUE(status().due.standing_still);
  sample.now += 7 * kDay;
  EXPECT_THAT(change("resumed"), IsEmpty());
  EXPECT_EQ(status().due.at, before + 7 * kDay);
}

TEST_F(LimitChange, IsOfALimitThatThereIsAndThatRuns) {
  EXPECT_THAT(sample.run("o1", ChangeLimit{"nothing", "suspended", "appraisal", "x", {}}),
              ElementsAre("limit-unknown"));
  sample.limit().starts_on = "service";
  EXPECT_THAT(change("suspended"), ElementsAre("limit-not-started"));
  sample.limit().starts_on = "inquiry";
  EXPECT_THAT(change("suspended"), IsEmpty());
}

TEST_F(LimitChange, HasAKindAGroundAndReasons) {
  EXPECT_THAT(change("stopped"), ElementsAre("change-unknown"));
  EXPECT_THAT(change("suspended", "holiday"), ElementsAre("suspension-unknown"));
  EXPECT_THAT(change("suspended", "appraisal", "　 "), ElementsAre("reasons-missing"));
  EXPECT_THAT(change("extended", "nothing"), ::testing::Not(IsEmpty()));
  EXPECT_EQ(sample.state.extensions.size(), 0U);
}

TEST_F(LimitChange, StopsWhatRunsAndStartsWhatStands) {
  EXPECT_THAT(change("resumed"), ElementsAre("not-suspended"));
  EXPECT_THAT(change("suspended"), IsEmpty());
  EXPECT_THAT(change("suspended"), ElementsAre("suspended-already"));
  EXPECT_THAT(change("resumed"), IsEmpty());
  EXPECT_THAT(change("resumed"), ElementsAre("not-suspended"));
}

TEST_F(LimitChange, NeverGoesBackBeforeTheLastChange) {
  const auto start = sample.state.done.at("inquiry").happened_at;
  EXPECT_THAT(change("suspended", "appraisal", "x", start - kDay),
              ElementsAre("time-out-of-order"));
  EXPECT_THAT(change("suspended", "appraisal", "x", sample.now + kDay),
              ElementsAre("time-out-of-order"));
  sample.now += 10 * kDay;
  EXPECT_THAT(change("suspended", "appraisal", "x", sample.now - 2 * kDay), IsEmpty());
  // It was resumed before it was suspended: the reckoning would make no sense.
  EXPECT_THAT(change("resumed", "", "x", sample.now - 3 * kDay), ElementsAre("time-out-of-order"));
  EXPECT_THAT(change("resumed", "", "x", sample.now - kDay), IsEmpty());
  EXPECT_THAT(change("suspended", "appraisal", "x", sample.now - 2 * kDay),
              ElementsAre("time-out-of-order"));
  EXPECT_TRUE(status().due.findings.empty());
}

}  // namespace
}  // namespace mingcha::acts
