// SPDX-License-Identifier: Apache-2.0
#include "recording/state.h"

#include <gtest/gtest.h>

namespace mingcha::recording {
namespace {

Instant minute(int count) { return Instant{std::chrono::minutes{count}}; }

Device used_device() {
  Device device;
  evolve(device, DeviceRegistered{"d1", "DSJ-001", "body_camera", "A7", "S1", "zd"},
         {"admin", minute(0)});
  evolve(device, DeviceIssued{"p1"}, {"admin", minute(10)});
  evolve(device, DeviceReturned{""}, {"admin", minute(20)});
  evolve(device, DeviceIssued{"p2"}, {"admin", minute(20)});
  return device;
}

TEST(Device, KnowsWhoHadItWhen) {
  const auto device = used_device();
  EXPECT_EQ(device.officer_at(minute(5)), "");
  EXPECT_EQ(device.officer_at(minute(10)), "p1");
  EXPECT_EQ(device.officer_at(minute(19)), "p1");
  EXPECT_EQ(device.officer_at(minute(20)), "p2");
  EXPECT_EQ(device.officer_at(minute(500)), "p2");
}

TEST(Device, ThatWasLostIsWithNobody) {
  auto device = used_device();
  evolve(device, DeviceLost{"落水"}, {"admin", minute(30)});
  EXPECT_EQ(device.condition, DeviceCondition::lost);
  EXPECT_EQ(device.officer, "");
  EXPECT_EQ(device.officer_at(minute(31)), "");
}

TEST(Device, ThatPassesFromHandToHandIsNeverWithTwo) {
  auto device = used_device();
  evolve(device, DeviceIssued{"p3"}, {"admin", minute(40)});
  EXPECT_EQ(device.officer_at(minute(39)), "p2");
  EXPECT_EQ(device.officer_at(minute(40)), "p3");
}

TEST(Recording, WasMadeWhenItsProbeSaysElseWhenItsSenderDoes) {
  Recording recording;
  RecordingReceived received;
  received.recording = "r1";
  EXPECT_EQ(recording.span(), std::nullopt);
  received.from = 60'000;
  received.to = 120'000;
  evolve(recording, received, {"p1", minute(5)});
  EXPECT_EQ(recording.span(), (Span{minute(1), minute(2)}));
  evolve(recording, RecordingProbed{"quick", "{}", {}, 180'000, 240'000, true},
         {"system", minute(6)});
  EXPECT_EQ(recording.span(), (Span{minute(3), minute(4)}));
}

TEST(Recording, DoesNotShowWhatLiesInItsOwnGaps) {
  Recording recording;
  evolve(recording, RecordingReceived{}, {"p1", minute(0)});
  evolve(recording,
         RecordingProbed{
             "quick", "{}", {{"gap", 60'000, 120'000}, {"black", 0, 9'000}}, 60'000, 360'000, true},
         {"system", minute(6)});
  EXPECT_EQ(recording.pieces(),
            (std::vector<Span>{{minute(1), minute(2)}, {minute(3), minute(6)}}));
}

TEST(Recording, ThatLeftACaseKeepsItsClass) {
  Recording recording;
  evolve(recording, RecordingReceived{}, {"p1", minute(0)});
  evolve(recording, RecordingMatched{"c1", "inquiry", 3, "suggested"}, {"p1", minute(1)});
  evolve(recording, RecordingClassified{"evidence", "关联案件"}, {"p1", minute(1)});
  evolve(recording, RecordingUnmatched{"c1", 3, "传错"}, {"p1", minute(2)});
  EXPECT_TRUE(recording.matches.empty());
  EXPECT_TRUE(recording.classes.contains("evidence"));
}

TEST(Recording, ShowsNotesInTheOrderOfWhatTheyAreAbout) {
  Recording recording;
  evolve(recording, NoteMade{5'000, "签名"}, {"p1", minute(1)});
  evolve(recording, NoteMade{1'000, "告知"}, {"p1", minute(2)});
  EXPECT_EQ(recording.notes.front().text, "告知");
}

}  // namespace
}  // namespace mingcha::recording
