// SPDX-License-Identifier: Apache-2.0
#include "rules/check.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "pack/load.h"
#include "rules/example.h"
#include "rules/lists.h"
#include "rules/patterns.h"

namespace mingcha::rules {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const pack::Pack& public_security() {
  static const auto kPack = pack::load(
      std::filesystem::path{MINGCHA_SOURCE_DIR} / "packs/public-security", pack::Proofs::known);
  if (!kPack) throw Fault(kPack.error().findings.front().what.zh);
  return **kPack;
}

pack::Rule rule(std::string pattern_name, std::map<std::string, std::string> parameters = {}) {
  pack::Rule out;
  out.id = "r";
  out.pattern = std::move(pattern_name);
  out.parameters = std::move(parameters);
  out.article = "LAW-2020/1";
  out.otherwise = {"不行", "no"};
  out.cure = {"改正", "mend it"};
  return out;
}

Situation given(std::map<std::string, std::string> keys) {
  const auto at = situation_of({"", std::move(keys), false});
  if (!at) throw Fault(at.error().findings.front().what.en);
  return *at;
}

bool breaks(const pack::Rule& one, std::map<std::string, std::string> keys) {
  return !check({one}, given(std::move(keys))).empty();
}

TEST(OfficersAtLeast, CountsThoseWhoAreNoAuxiliaries) {
  const auto two = rule("officers_at_least", {{"count", "2"}});
  EXPECT_FALSE(breaks(two, {}));
  EXPECT_TRUE(breaks(two, {{"officers", "1"}}));
  EXPECT_TRUE(breaks(two, {{"auxiliary", "o2"}}));
  EXPECT_FALSE(breaks(two, {{"officers", "3"}, {"auxiliary", "o2"}}));
}

TEST(DayIsOver, IsSoOnTheNextDayAndWithoutAnyDay) {
  const auto over = rule("day_is_over", {{"field", "licence.expires"}});
  EXPECT_TRUE(breaks(over, {{"licence.expires", "2026-03-02"}}));
  EXPECT_FALSE(breaks(over, {{"licence.expires", "2026-03-01"}}));
  EXPECT_FALSE(breaks(over, {}));
}

TEST(DaysAhead, CountsCalendarDaysToTheDayItself) {
  const auto ahead = rule("days_ahead", {{"field", "event.day"}, {"days", "20"}});
  EXPECT_FALSE(breaks(ahead, {{"event.day", "2026-03-22"}}));
  EXPECT_TRUE(breaks(ahead, {{"event.day", "2026-03-21"}}));
  EXPECT_TRUE(breaks(ahead, {{"event.day", "2026-03-21T23:00:00+08:00"}}));
  EXPECT_FALSE(breaks(ahead, {}));
}

TEST(NoMoreThan, ComparesTwoNumbersThatAreBothThere) {
  const auto capped = rule("no_more_than", {{"field", "a.surcharge"}, {"than", "a.sum"}});
  EXPECT_TRUE(breaks(capped, {{"a.surcharge", "501"}, {"a.sum", "500"}}));
  EXPECT_FALSE(breaks(capped, {{"a.surcharge", "500"}, {"a.sum", "500"}}));
  EXPECT_FALSE(breaks(capped, {{"a.surcharge", "501"}}));
}

TEST(NotAtNight, GoesByTheLocalClock) {
  const auto night = rule("not_at_night", {{"from", "22"}, {"until", "6"}});
  EXPECT_FALSE(breaks(night, {{"happened_at", "2026-03-02T21:59:00+08:00"}}));
  EXPECT_TRUE(breaks(night, {{"happened_at", "2026-03-02T22:00:00+08:00"}}));
  EXPECT_TRUE(breaks(night, {{"happened_at", "2026-03-01T21:59:00Z"}}));
  EXPECT_FALSE(breaks(night, {{"happened_at", "2026-03-02T06:00:00+08:00"}}));
}

TEST(CertificateValid, IsAskedOfEverybodyOnTheDayItHappened) {
  const auto valid = rule("certificate_valid");
  EXPECT_FALSE(breaks(valid, {}));
  EXPECT_TRUE(breaks(valid, {{"certificate.o2", "none"}}));
  EXPECT_TRUE(breaks(valid, {{"certificate.o1", "withdrawn"}}));
  EXPECT_FALSE(breaks(valid, {{"certificate.o2", "2024-01-01/2026-03-02"}}));
  EXPECT_TRUE(breaks(valid, {{"certificate.o2", "2024-01-01/2026-03-01"}}));
  EXPECT_TRUE(breaks(valid, {{"certificate.o2", "2026-03-03/2027-03-01"}}));
  EXPECT_FALSE(breaks(valid, {{"certificate.o2", "2024-01-01/2026-03-01"},
                              {"happened_at", "2026-03-01T23:59:59+08:00"}}));
}

TEST(NotAuxiliary, AllowsNoneAmongThem) {
  EXPECT_FALSE(breaks(rule("not_auxiliary"), {}));
  EXPECT_TRUE(breaks(rule("not_auxiliary"), {{"auxiliary", "o2"}}));
}

TEST(ActorNotHandler, KeepsHandlersOut) {
  EXPECT_FALSE(breaks(rule("actor_not_handler"), {{"handlers", "o3, o4"}}));
  EXPECT_TRUE(breaks(rule("actor_not_handler"), {{"handlers", "o3,o1"}}));
  EXPECT_TRUE(breaks(rule("actor_not_handler"), {{"handlers", "o2"}}));
}

TEST(LegallyQualified, IsAskedOfEverybody) {
  EXPECT_FALSE(breaks(rule("legally_qualified"), {}));
  EXPECT_TRUE(breaks(rule("legally_qualified"), {{"unqualified", "o2"}}));
}

TEST(TimeNotInFuture, IsByTheMillisecond) {
  EXPECT_FALSE(breaks(rule("time_not_in_future"), {}));
  EXPECT_TRUE(
      breaks(rule("time_not_in_future"), {{"happened_at", "2026-03-02T10:00:00.001+08:00"}}));
}

TEST(TimeOrder, IsAfterEveryStepItNamesThatWasDone) {
  const auto order = rule("time_order", {{"after", "notice, hearing"}});
  EXPECT_FALSE(breaks(order, {}));
  EXPECT_FALSE(breaks(order, {{"done.notice", "2026-03-02T10:00:00+08:00"}}));
  EXPECT_TRUE(breaks(order, {{"done.notice", "2026-03-02T10:00:01+08:00"}}));
  EXPECT_TRUE(breaks(order, {{"done.hearing", "2026-03-03T10:00:00+08:00"}}));
  EXPECT_FALSE(breaks(order, {{"done.other", "2026-03-03T10:00:00+08:00"}}));
}

TEST(EvidenceAtLeast, CountsFiles) {
  const auto two = rule("evidence_at_least", {{"count", "2"}});
  EXPECT_TRUE(breaks(two, {}));
  EXPECT_TRUE(breaks(two, {{"evidence", "1"}}));
  EXPECT_FALSE(breaks(two, {{"evidence", "2"}}));
}

TEST(SameAsNotified, HoldsEachFieldToWhatWasTold) {
  const auto same = rule("same_as_notified", {{"fields", "penalty.kind, penalty.fine"}});
  EXPECT_FALSE(breaks(same, {{"penalty.kind", "fine"}})) << "nobody was told anything";
  EXPECT_FALSE(breaks(same, {{"penalty.kind", "fine"}, {"told.penalty.kind", "fine"}}));
  EXPECT_TRUE(breaks(same, {{"penalty.kind", "fine"}, {"told.penalty.kind", "warning"}}));
  EXPECT_TRUE(breaks(
      same, {{"penalty.kind", "fine"}, {"penalty.fine", "1"}, {"told.penalty.kind", "fine"}}));
  EXPECT_TRUE(breaks(same, {{"told.penalty.kind", "fine"}}));
  EXPECT_FALSE(breaks(same, {{"party.name", "甲"}, {"told.party.name", "乙"}}));
}

TEST(Rules, ApplyToTheirStepsKindsAndDays) {
  auto one = rule("not_auxiliary");
  const std::map<std::string, std::string> broken{
      {"auxiliary", "o2"}, {"step", "inquiry"}, {"kind", "record"}};
  one.steps = {"notice"};
  EXPECT_FALSE(breaks(one, broken));
  one.steps = {"notice", "inquiry"};
  EXPECT_TRUE(breaks(one, broken));
  one.steps = {"kind:decision"};
  EXPECT_FALSE(breaks(one, broken));
  one.steps = {"kind:record"};
  EXPECT_TRUE(breaks(one, broken));
  one.in_force_from = parse_day("2026-03-03");
  EXPECT_FALSE(breaks(one, broken));
  one.in_force_from = parse_day("2026-03-02");
  EXPECT_TRUE(breaks(one, broken));
  one.in_force_to = parse_day("2026-03-01");
  EXPECT_FALSE(breaks(one, broken));
}

TEST(Rules, SayEveryFindingInTheirOwnWords) {
  auto two = rule("officers_at_least", {{"count", "2"}});
  two.id = "two";
  const auto findings =
      check({two, rule("not_auxiliary")}, given({{"auxiliary", "o2"}, {"step", "s"}}));
  EXPECT_THAT(findings,
              ElementsAre(Finding{"two", {"不行", "no"}, "LAW-2020/1", {"改正", "mend it"}, "s"},
                          Finding{"r", {"不行", "no"}, "LAW-2020/1", {"改正", "mend it"}, "s"}));
}

TEST(Examples, OfThePackInUseAllHold) {
  EXPECT_THAT(check_rules(public_security()), IsEmpty());
  EXPECT_GE(public_security().rules.size(), 5U);
}

/// With every example turned round, each of them is found.
TEST(Examples, AreEachFoundWhenTheyAreBroken) {
  auto turned = public_security();
  std::size_t examples = 0;
  for (auto& one : turned.rules) {
    for (auto& example : one.examples) {
      example.refused = !example.refused;
      ++examples;
    }
  }
  const auto findings = check_rules(turned);
  EXPECT_EQ(findings.size(), examples);
  for (const auto& finding : findings) EXPECT_EQ(finding.code, "example-fails");
}

/// A pack whose review its handlers could do is refused, and says for which procedure.
TEST(Rules, KeepHandlersFromReviewing) {
  auto pack = public_security();
  std::erase_if(pack.rules, [](const auto& one) { return one.id == "reviewer_not_handler"; });
  const auto findings = check_rules(pack);
  ASSERT_FALSE(findings.empty());
  for (const auto& finding : findings) {
    EXPECT_EQ(finding.code, "review-not-independent");
    EXPECT_EQ(finding.article, pack.review.article);
    EXPECT_NE(pack.procedures.at(finding.where).step_of(pack::StepKind::review), nullptr);
  }
}

TEST(Examples, ShowPatternsNobodyKnowsAndKeysNobodyReads) {
  pack::Pack pack;
  pack.rules = {rule("invented")};
  ASSERT_EQ(check_rules(pack).size(), 1U);
  EXPECT_EQ(check_rules(pack).front().code, "pattern-unknown");
  EXPECT_EQ(pattern("invented"), nullptr);

  for (const std::map<std::string, std::string>& keys :
       {std::map<std::string, std::string>{{"officers", "two"}},
        {{"officers", "21"}},
        {{"officers", "-1"}},
        {{"now", "yesterday"}},
        {{"nodot", "x"}},
        {{"auxiliary", "o9"}},
        {{"certificate.o9", "none"}},
        {{"certificate.o1", "2024-01-01"}},
        {{"certificate.o1", "2024-01-01 2024-13-01"}},
        {{"evidence", "1.5"}},
        {{"done.notice", "2026-03-02"}}}) {
    const auto read = situation_of({"name", keys, false});
    ASSERT_FALSE(read.has_value()) << keys.begin()->first << " " << keys.begin()->second;
    EXPECT_EQ(read.error().findings.front().code, "example-unreadable");
  }
}

TEST(Lists, LeaveOutEmptyParts) {
  EXPECT_THAT(split_list(" a, b ,,c,"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(split_list(" , "), IsEmpty());
}

}  // namespace
}  // namespace mingcha::rules
