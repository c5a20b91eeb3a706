// SPDX-License-Identifier: Apache-2.0
#include "acts/penalty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "acts/limits.h"
#include "acts/sample_case.h"

namespace mingcha::acts {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

casefile::Values fine(const std::string& yuan, casefile::Values more = {}) {
  more.merge(casefile::Values{
      {"party.name", "甲公司"}, {"penalty.kind", "fine"}, {"penalty.fine_yuan", yuan}});
  return more;
}

CaseView view_of(const SampleCase& one) {
  return {one.pack, one.people, one.pack.items.at("example"), one.state};
}

pack::PenaltyTier& tier_of(SampleCase& one) { return one.pack.penalties->tiers.front(); }

cel::Expression condition(const std::string& source) {
  cel::Environment names;
  names.declare("act.discretion", cel::Type::string);
  names.declare(pack::kBenchmarkDeparted, cel::Type::boolean);
  return *cel::compile(source, names, {"test", 1, 1, 1});
}

TEST(Penalty, WithinTheLawAndTheBenchmarkGoesThrough) {
  SampleCase one;
  one.open(fine("20000"));

  EXPECT_THAT(one.run("o1", SampleCase::step("notice")), IsEmpty());
}

TEST(Penalty, OutsideTheLawIsRefusedWithArticleAndCure) {
  SampleCase one;
  one.open(fine("50001"));

  EXPECT_THAT(one.run("o1", SampleCase::step("notice")), Contains("penalty-outside-law"));
  const auto& finding = one.refusal->findings.front();
  EXPECT_EQ(finding.article, "LAW-2020/4");
  EXPECT_THAT(finding.what.zh, HasSubstr("处警告或者五万元以下罚款"));
  EXPECT_THAT(finding.cure.zh, HasSubstr("罚款金额50000元以下"));
  EXPECT_EQ(finding.where, "inquiry");
}

TEST(Penalty, OutsideTheBenchmarkNeedsReasons) {
  SampleCase one;
  one.open(fine("35001"));

  EXPECT_THAT(one.run("o1", SampleCase::step("notice")), Contains("benchmark-departure"));

  SampleCase with_reasons;
  with_reasons.open(fine("35001", {{"penalty.departure_reasons", "多次被投诉"}}));
  EXPECT_THAT(with_reasons.run("o1", SampleCase::step("notice")), IsEmpty());
  EXPECT_EQ(departs_from_benchmark(view_of(with_reasons)), true);
}

TEST(Penalty, TheBenchmarkIsNarrowerForLenientCases) {
  SampleCase one;
  one.open(fine("15000", {{"act.discretion", "lenient"}}));

  const auto ranges = penalty_ranges(view_of(one)).ranges;
  ASSERT_EQ(ranges.size(), 1U);
  ASSERT_EQ(ranges[0].penalties.size(), 2U);
  EXPECT_EQ(ranges[0].penalties[1].amounts.at(0).lawful, (pack::Range{0, 50000}));
  EXPECT_EQ(ranges[0].penalties[1].amounts.at(0).benchmark, (pack::Range{0, 15000}));
  EXPECT_THAT(ranges[0].derivation.zh, HasSubstr("“从轻”"));
  EXPECT_EQ(departs_from_benchmark(view_of(one)), false);
}

TEST(Penalty, DepartureMakesACaseMajorWhereThePackSaysSo) {
  SampleCase one;
  one.pack.review.major.push_back(
      {"departed", {"超出裁量基准", "departs"}, condition("benchmark.departed"), "LAW-2020/2"});
  one.open(fine("9000"));
  EXPECT_FALSE(view_of(one).major());

  SampleCase departed;
  departed.pack.review.major = one.pack.review.major;
  departed.open(fine("9000", {{"act.discretion", "lenient"}}));
  EXPECT_FALSE(view_of(departed).major());
  tier_of(departed).options[1].amounts[0].range.to = 10000;
  EXPECT_TRUE(view_of(departed).major());
}

TEST(Penalty, MitigationAllowsLessButNeverMore) {
  SampleCase one;
  tier_of(one).options.erase(tier_of(one).options.begin());
  tier_of(one).options[0].amounts[0].range = {10000, 30000};
  one.open(fine("9999", {{"act.discretion", "lenient"}}));
  EXPECT_THAT(penalty_findings(view_of(one)), Not(IsEmpty()));

  one.pack.penalties->mitigation =
      pack::Mitigation{condition("act.discretion == \"lenient\""), "LAW-2020/4"};
  EXPECT_THAT(penalty_findings(view_of(one)), IsEmpty());
  one.run("o1", SampleCase::step("notice"));

  SampleCase more;
  more.pack = one.pack;
  more.open(fine("30001", {{"act.discretion", "lenient"}}));
  EXPECT_THAT(penalty_findings(view_of(more)), Not(IsEmpty()));
}

TEST(Penalty, MayBeAMultipleOfAnotherAmount) {
  SampleCase one;
  tier_of(one).options = {{"fine", {{"penalty.fine_yuan", {1, 5}, "act.gain"}}}};
  pack::Field gain;
  gain.id = "act.gain";
  gain.label = {"违法所得", "gain"};
  gain.type = pack::FieldType::integer;
  one.pack.fields["act.gain"] = gain;
  one.step_of("inquiry").form.push_back({"act.gain", false, {}});
  one.open(fine("3000"));
  ASSERT_EQ(penalty_findings(view_of(one)).size(), 1U);
  EXPECT_EQ(penalty_findings(view_of(one))[0].code, "penalty-tier-unknown");

  SampleCase known;
  known.pack = one.pack;
  known.open(fine("3000", {{"act.gain", "1000"}}));
  EXPECT_THAT(penalty_findings(view_of(known)), IsEmpty());
  known.pack.penalties->tiers[0].options[0].amounts[0].range = {1, 2};
  EXPECT_EQ(penalty_findings(view_of(known))[0].code, "penalty-outside-law");
}

TEST(Penalty, IsThatOfTheLawOfTheDayOfTheAct) {
  SampleCase one;
  auto harder = tier_of(one);
  tier_of(one).in_force_to = parse_day("2026-02-28");
  harder.id = "harder";
  harder.in_force_from = parse_day("2026-03-01");
  harder.options[1].amounts[0].range = {60000, 90000};
  one.pack.penalties->tiers.push_back(harder);
  const auto allowed = [&](const std::string& yuan, const std::string& day) {
    SampleCase acted;
    acted.pack = one.pack;
    acted.open(fine(yuan, {{"act.day", day}}));
    return penalty_findings(view_of(acted)).empty();
  };

  EXPECT_TRUE(allowed("20000", "2026-02-28"));
  EXPECT_FALSE(allowed("20000", "2026-03-01"));
  EXPECT_TRUE(allowed("70000", "2026-03-01"));
}

TEST(OldCases, KeepTheLimitOfTheDayTheyWereOpened) {
  SampleCase one;
  auto& procedure = one.pack.procedures.at("penalty");
  auto old = one.limit();
  old.amount = 30;
  procedure.earlier_limits[old.id].push_back({*parse_day("2026-03-01"), old});
  const auto days = [&](const char* opened) {
    SampleCase begun;
    begun.pack = one.pack;
    begun.now = *parse_instant(opened);
    begun.open();
    return limits_of(view_of(begun), begun.now).at(0).limit->amount;
  };

  EXPECT_EQ(days("2026-03-01T09:00:00+08:00"), 30);
  EXPECT_EQ(days("2026-03-02T09:00:00+08:00"), 90);
}

}  // namespace
}  // namespace mingcha::acts
