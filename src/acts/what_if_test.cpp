// SPDX-License-Identifier: Apache-2.0
#include "acts/what_if.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> changes(const SampleCase& one, const pack::Pack& other) {
  const CaseView before{one.pack, one.people, one.pack.items.at("example"), one.state};
  const CaseView after{other, one.people, other.items.at("example"), one.state};
  std::vector<std::string> out;
  for (const auto& line : differences(before, after, one.now)) out.push_back(line.zh);
  return out;
}

TEST(WhatIf, TheSamePackChangesNothing) {
  SampleCase one;
  one.open();

  EXPECT_THAT(changes(one, one.pack), IsEmpty());
}

TEST(WhatIf, AShorterLimitShowsOnTheDayItWouldEnd) {
  SampleCase one;
  one.open();
  auto other = one.pack;
  other.procedures.at("penalty").limits.front().amount = 30;

  EXPECT_THAT(changes(one, other),
              ElementsAre("期限“办案期限”：2026-06-01（未到期） → 2026-04-01（未到期）"));
}

TEST(WhatIf, AnEarlierLimitKeepsOldCasesAsTheyAre) {
  SampleCase one;
  one.open();
  auto other = one.pack;
  auto& procedure = other.procedures.at("penalty");
  const auto old = procedure.limits.front();
  procedure.limits.front().amount = 30;
  procedure.earlier_limits[old.id].push_back({*parse_day("2026-12-31"), old});

  EXPECT_THAT(changes(one, other), IsEmpty());
}

TEST(WhatIf, ALowerTierShowsWhereThePenaltyWouldBeRefused) {
  SampleCase one;
  one.open({{"party.name", "甲公司"}, {"penalty.kind", "fine"}, {"penalty.fine_yuan", "9000"}});
  auto other = one.pack;
  other.penalties->tiers[0].options[1].amounts[0].range.to = 5000;

  const auto lines = changes(one, other);
  ASSERT_FALSE(lines.empty());
  EXPECT_THAT(lines.front(),
              HasSubstr("环节“告知”：可以办理 → “罚款，罚款金额9000元”不在法定幅度内"));
}

TEST(WhatIf, AnotherThresholdShowsWhereTheCaseBecomesMajor) {
  SampleCase one;
  one.open({{"party.name", "甲公司"}, {"penalty.kind", "fine"}, {"penalty.fine_yuan", "20000"}});
  auto other = one.pack;
  other.review.major.clear();

  EXPECT_THAT(changes(one, other), testing::Contains("重大执法决定：是 → 否"));
}

TEST(WhatIf, FitsOnlyAPackThatHasTheItem) {
  SampleCase one;
  one.open();
  auto other = one.pack;
  other.items.clear();

  EXPECT_TRUE(fits(one.pack, one.state));
  EXPECT_FALSE(fits(other, one.state));
}

}  // namespace
}  // namespace mingcha::acts
