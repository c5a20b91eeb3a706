// SPDX-License-Identifier: Apache-2.0
#include "recording/coverage.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mingcha::recording {
namespace {

using pack::RecordingGrade;

Instant minute(int count) { return Instant{std::chrono::minutes{count}}; }
Span minutes(int from, int to) { return {minute(from), minute(to)}; }

pack::RecordingThresholds limits() {
  pack::RecordingThresholds out;
  out.gap_seconds = out.late_start_seconds = out.early_stop_seconds = 120;
  return out;
}

std::vector<GapKind> kinds(const Coverage& coverage) {
  std::vector<GapKind> out;
  for (const auto& gap : coverage.gaps) out.push_back(gap.kind);
  return out;
}

Coverage covered(const Span& act, std::vector<Span> recorded,
                 RecordingGrade grade = RecordingGrade::full) {
  return cover(act, joined(std::move(recorded)), grade, limits());
}

TEST(Coverage, IsWholeWhereOneRecordingHoldsTheAct) {
  const auto found = covered(minutes(60, 120), {minutes(58, 121)});
  EXPECT_EQ(found.percent(), 100);
  EXPECT_TRUE(found.gaps.empty());
}

TEST(Coverage, NamesEachGapWithItsTime) {
  const auto found = covered(minutes(0, 60), {minutes(5, 20), minutes(30, 50)});
  EXPECT_EQ(kinds(found),
            (std::vector{GapKind::late_start, GapKind::interrupted, GapKind::early_stop}));
  EXPECT_EQ(found.gaps[1].span, minutes(20, 30));
  EXPECT_EQ(found.covered_ms, 35 * 60'000);
  EXPECT_EQ(found.percent(), 58);
}

TEST(Coverage, CountsWhatTwoCamerasShowOnce) {
  const auto found = covered(minutes(0, 60), {minutes(0, 40), minutes(30, 60), minutes(10, 20)});
  EXPECT_EQ(found.covered_ms, 60 * 60'000);
  EXPECT_TRUE(found.gaps.empty());
}

TEST(Coverage, SaysNothingOfGapsBelowTheThreshold) {
  EXPECT_TRUE(covered(minutes(0, 60), {minutes(2, 30), minutes(32, 58)}).gaps.empty());
}

TEST(Coverage, NeverSaysAHundredOfLessThanTheWhole) {
  const Span act{minute(0), minute(60)};
  const auto found = covered(act, {{minute(0), minute(60) - std::chrono::milliseconds{1}}});
  EXPECT_EQ(found.percent(), 99);
}

TEST(Coverage, OfAKeyMomentAsksOnlyThatSomethingIsThere) {
  EXPECT_TRUE(covered(minutes(0, 60), {minutes(30, 31)}, RecordingGrade::key).gaps.empty());
  EXPECT_EQ(kinds(covered(minutes(0, 60), {minutes(70, 80)}, RecordingGrade::key)),
            std::vector{GapKind::missing});
}

TEST(Coverage, OfAnActWithoutLengthAsksForItsMoment) {
  EXPECT_TRUE(covered(minutes(5, 5), {minutes(0, 10)}).gaps.empty());
  EXPECT_EQ(kinds(covered(minutes(10, 10), {minutes(0, 10)})), std::vector{GapKind::missing});
}

std::vector<Span> some_spans() {
  std::vector<Span> out;
  for (const auto& [from, length] : *rc::gen::container<std::vector<std::pair<int, int>>>(
           rc::gen::pair(rc::gen::inRange(0, 200), rc::gen::inRange(-5, 50)))) {
    out.push_back(minutes(from, from + length));
  }
  return out;
}

/// Minute by minute, as slowly and plainly as can be.
std::int64_t counted(const Span& act, const std::vector<Span>& recorded) {
  std::int64_t out = 0;
  for (auto at = act.from; at < act.to; at += std::chrono::minutes{1}) {
    for (const auto& span : recorded) {
      if (span.from <= at && at < span.to) {
        out += 60'000;
        break;
      }
    }
  }
  return out;
}

RC_GTEST_PROP(Coverage, AgreesWithCountingMinuteByMinute, ()) {
  const auto from = *rc::gen::inRange(0, 200);
  const auto act = minutes(from, from + *rc::gen::inRange(1, 100));
  const auto recorded = some_spans();
  const auto found = covered(act, recorded);
  RC_ASSERT(found.covered_ms == counted(act, recorded));
  auto total = found.covered_ms;
  pack::RecordingThresholds none;
  for (const auto& gap : cover(act, joined(recorded), RecordingGrade::full, none).gaps) {
    total += gap.span.millis();
  }
  RC_ASSERT(total == act.millis());
}

RC_GTEST_PROP(Coverage, OfManyAtOnceIsThatOfEach, ()) {
  std::vector<Keyed> acts;
  std::vector<Keyed> recorded;
  for (const auto& span : some_spans()) {
    if (span.to > span.from) acts.push_back({*rc::gen::inRange(0U, 4U), span});
  }
  for (const auto& span : some_spans()) recorded.push_back({*rc::gen::inRange(0U, 4U), span});
  const auto found = cover_all(acts, recorded, RecordingGrade::full, limits());
  RC_ASSERT(found.size() == acts.size());
  for (std::size_t at = 0; at < acts.size(); ++at) {
    std::vector<Span> own;
    for (const auto& one : recorded) {
      if (one.key == acts[at].key) own.push_back(one.span);
    }
    const auto alone = covered(acts[at].span, own);
    RC_ASSERT(found[at].covered_ms == alone.covered_ms);
    RC_ASSERT(found[at].gaps == alone.gaps);
  }
}

}  // namespace
}  // namespace mingcha::recording
