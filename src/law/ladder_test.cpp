// SPDX-License-Identifier: Apache-2.0
#include "law/ladder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace mingcha::law {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

LadderTable table() {
  const auto rungs = [](std::initializer_list<std::string_view> texts) {
    std::vector<Rung> out;
    for (const auto text : texts) out.push_back(*parse_rung(text));
    return out;
  };
  return {{{24h, rungs({"50%", "T-2h", "T-30min", "T"})},
           {24h * 45, rungs({"T-10d", "T-1d", "T"})},
           {24h * 100, rungs({"T-30d", "T"})}}};
}

std::vector<std::string> moments(std::string_view start, std::string_view due) {
  std::vector<std::string> out;
  for (const auto& warning : warnings(table(), *parse_instant(start), *parse_instant(due))) {
    out.push_back(to_string(warning.rung) + " " + to_local_string(warning.at).substr(0, 16));
  }
  return out;
}

TEST(Rung, ReadsAndWritesItself) {
  for (const auto* text : {"50%", "T-2h", "T-30min", "T-1d", "T"}) {
    ASSERT_TRUE(parse_rung(text).has_value()) << text;
    EXPECT_EQ(to_string(*parse_rung(text)), text);
  }
  for (const auto* text : {"", "T-", "T-0d", "100%", "2h", "T-2w", "T-d", "half", "%"}) {
    EXPECT_EQ(parse_rung(text), std::nullopt) << text;
  }
  EXPECT_EQ(to_text(*parse_rung("T-2h")).zh, "距期满 2 小时");
}

TEST(Ladder, SpeaksByTheLengthOfTheLimit) {
  EXPECT_THAT(moments("2026-03-02T10:00:00+08:00", "2026-03-02T18:00:00+08:00"),
              ElementsAre("50% 2026-03-02T14:00", "T-2h 2026-03-02T16:00",
                          "T-30min 2026-03-02T17:30", "T 2026-03-02T18:00"));
  EXPECT_THAT(moments("2026-03-02T10:00:00+08:00", "2026-04-01T23:59:59.999+08:00"),
              ElementsAre("T-10d 2026-03-22T09:00", "T-1d 2026-03-31T09:00", "T 2026-04-01T23:59"));
}

TEST(Ladder, TakesTheLastRowForWhatIsLonger) {
  EXPECT_THAT(moments("2026-01-01T00:00:00+08:00", "2026-12-31T00:00:00+08:00"),
              ElementsAre("T-30d 2026-12-01T09:00", "T 2026-12-31T00:00"));
}

TEST(Ladder, IsSilentBeforeTheStart) {
  EXPECT_THAT(moments("2026-03-02T10:00:00+08:00", "2026-03-05T23:00:00+08:00"),
              ElementsAre("T-1d 2026-03-04T09:00", "T 2026-03-05T23:00"));
  EXPECT_TRUE(warnings({}, Instant{}, Instant{}).empty());
}

TEST(Ladder, SpeaksOnceAtOneMoment) {
  EXPECT_THAT(
      moments("2026-03-02T10:00:00+08:00", "2026-03-02T14:00:00+08:00"),
      ElementsAre("50% 2026-03-02T12:00", "T-30min 2026-03-02T13:30", "T 2026-03-02T14:00"));
}

}  // namespace
}  // namespace mingcha::law
