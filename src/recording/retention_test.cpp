// SPDX-License-Identifier: Apache-2.0
#include "recording/retention.h"

#include <gtest/gtest.h>

namespace mingcha::recording {
namespace {

Day day(const char* text) { return *parse_day(text); }

pack::Recordings rules() {
  pack::Recordings out;
  out.classes = {{"ordinary", {"一般", "ordinary"}, "", 6},
                 {"longer", {"较长", "longer"}, "", 24},
                 {"evidence", {"证据", "evidence"}, "", 0}};
  out.linked_class = "evidence";
  return out;
}

Recording made_on(const char* on) {
  Recording out;
  RecordingReceived received;
  received.recording = "r1";
  received.from = to_millis(start_of(day(on)));
  received.to = received.from + 60'000;
  evolve(out, received, {"p1", start_of(day(on))});
  return out;
}

void put_in(Recording& recording, const char* retention) {
  evolve(recording, RecordingClassified{retention, "原因"}, {"p1", recording.received_at});
}

TEST(Retention, OfWhatNobodyClassifiedHasNoEnd) {
  const auto recording = made_on("2026-01-31");
  EXPECT_FALSE(retention_of(recording, rules()).over(day("2999-01-01")));
  EXPECT_TRUE(kept_because(recording, rules(), day("2999-01-01")));
}

TEST(Retention, RunsToTheLastDayOfAShorterMonth) {
  auto recording = made_on("2026-08-31");
  put_in(recording, "ordinary");
  EXPECT_EQ(retention_of(recording, rules()).until, day("2027-02-28"));
  EXPECT_FALSE(retention_of(recording, rules()).over(day("2027-02-28")));
  EXPECT_TRUE(retention_of(recording, rules()).over(day("2027-03-01")));
  EXPECT_EQ(kept_because(recording, rules(), day("2027-03-01")), std::nullopt);
}

TEST(Retention, IsThatOfTheLongestClass) {
  auto recording = made_on("2026-01-31");
  put_in(recording, "longer");
  put_in(recording, "ordinary");
  EXPECT_EQ(retention_of(recording, rules()).until, day("2028-01-31"));
  put_in(recording, "evidence");
  EXPECT_EQ(retention_of(recording, rules()).until, std::nullopt);
}

TEST(Retention, OfAClassThatThePackForgotIsForEver) {
  auto recording = made_on("2026-01-31");
  put_in(recording, "ordinary");
  put_in(recording, "abolished");
  EXPECT_FALSE(retention_of(recording, rules()).over(day("2999-01-01")));
}

TEST(Retention, StandsStillWhileOnHold) {
  auto recording = made_on("2026-01-31");
  put_in(recording, "ordinary");
  evolve(recording, HoldPlaced{"h1", "行政复议"}, {"p1", recording.received_at});
  EXPECT_TRUE(kept_because(recording, rules(), day("2030-01-01")));
  evolve(recording, HoldLifted{"h1", "复议终结"}, {"p1", recording.received_at});
  EXPECT_EQ(kept_because(recording, rules(), day("2030-01-01")), std::nullopt);
}

TEST(Retention, KeepsWhatBelongsToACase) {
  auto recording = made_on("2026-01-31");
  put_in(recording, "ordinary");
  evolve(recording, RecordingMatched{"c1", "inquiry", 3, "by_hand"}, {"p1", recording.received_at});
  EXPECT_TRUE(kept_because(recording, rules(), day("2030-01-01")));
}

}  // namespace
}  // namespace mingcha::recording
