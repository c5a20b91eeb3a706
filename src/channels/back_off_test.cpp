// SPDX-License-Identifier: Apache-2.0
#include "channels/back_off.h"

#include <gtest/gtest.h>

namespace mingcha::channels {
namespace {

using namespace std::chrono_literals;

TEST(BackOff, DoublesUpToTheLongest) {
  const BackOff back_off{10s, 60s};
  EXPECT_EQ(wait_after(1, back_off, 0), 10s);
  EXPECT_EQ(wait_after(2, back_off, 0), 20s);
  EXPECT_EQ(wait_after(3, back_off, 0), 40s);
  EXPECT_EQ(wait_after(4, back_off, 0), 60s);
  EXPECT_EQ(wait_after(1'000'000'000, back_off, 0), 60s);
}

TEST(BackOff, LeavesOutAtMostOneHalfByChance) {
  const BackOff back_off{10s, 60s};
  for (std::uint32_t chance = 0; chance < 5000; ++chance) {
    const auto wait = wait_after(2, back_off, chance);
    EXPECT_GT(wait, 10s - 1ms);
    EXPECT_LE(wait, 20s);
  }
  EXPECT_NE(wait_after(2, back_off, 7), wait_after(2, back_off, 700));
}

}  // namespace
}  // namespace mingcha::channels
