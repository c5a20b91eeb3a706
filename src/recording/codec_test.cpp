// SPDX-License-Identifier: Apache-2.0
#include "recording/codec.h"

#include <gtest/gtest.h>

#include "base/result.h"

namespace mingcha::recording {
namespace {

template <typename Event, std::size_t Index = 0>
void every_kind_comes_back() {
  if constexpr (Index < std::variant_size_v<Event>) {
    const Event event{std::in_place_index<Index>};
    Event read;
    decode(kind_of(event), encode(event), read);
    EXPECT_EQ(read.index(), Index);
    EXPECT_EQ(encode(read), encode(event));
    every_kind_comes_back<Event, Index + 1>();
  }
}

TEST(RecordingCodec, GivesBackEveryKindOfEvent) {
  every_kind_comes_back<RecordingEvent>();
  every_kind_comes_back<DeviceEvent>();
  every_kind_comes_back<GapEvent>();
  every_kind_comes_back<DestructionEvent>();
  every_kind_comes_back<ViewingEvent>();
}

TEST(RecordingCodec, KeepsWhatStandsInTheFields) {
  DestructionEvent read;
  decode("destruction.proposed",
         encode(DestructionEvent{DestructionProposed{"b1", "到期", {"r1", "r2"}}}), read);
  EXPECT_EQ(std::get<DestructionProposed>(read).recordings, (std::vector<std::string>{"r1", "r2"}));
}

TEST(RecordingCodec, RefusesAStoredBodyThatIsNotOneOfOurs) {
  RecordingEvent event;
  EXPECT_THROW(decode("recording.received", "{}", event), Fault);
  EXPECT_THROW(decode("recording.invented", "{}", event), Fault);
  EXPECT_THROW(decode("hold.placed", "not JSON", event), Fault);
}

}  // namespace
}  // namespace mingcha::recording
