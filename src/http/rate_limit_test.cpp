// SPDX-License-Identifier: Apache-2.0
#include "http/rate_limit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace mingcha::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const auto kStart = std::chrono::steady_clock::time_point{} + std::chrono::hours{1};

TEST(RateLimitTest, GivesAMinutesWorthAtOnceAndThenAsTheyComeBack) {
  RateLimit limit{60};
  for (int i = 0; i < 60; ++i) EXPECT_EQ(limit.take("192.0.2.1", 1, kStart), seconds{0}) << i;
  EXPECT_EQ(limit.take("192.0.2.1", 1, kStart), seconds{1});
  EXPECT_EQ(limit.take("192.0.2.1", 10, kStart), seconds{10});
  EXPECT_EQ(limit.take("192.0.2.1", 1, kStart + milliseconds{999}), seconds{1});
  EXPECT_EQ(limit.take("192.0.2.1", 1, kStart + seconds{1}), seconds{0});
  EXPECT_EQ(limit.take("192.0.2.1", 1, kStart + seconds{1}), seconds{1});
  EXPECT_EQ(limit.take("192.0.2.2", 1, kStart), seconds{0}) << "each address for itself";
}

TEST(RateLimitTest, WhatCostsMoreThanAMinutesWorthCostsAMinute) {
  RateLimit limit{10};
  EXPECT_EQ(limit.take("192.0.2.1", 50, kStart), seconds{0});
  EXPECT_EQ(limit.take("192.0.2.1", 1, kStart), seconds{6});
  EXPECT_EQ(limit.take("192.0.2.1", 50, kStart + seconds{60}), seconds{0});
}

TEST(RateLimitTest, CountsAnIpv6NetworkAsOneAndThisMachineNotAtAll) {
  RateLimit limit{1};
  EXPECT_EQ(limit.take("2001:db8:0:1::1", 1, kStart), seconds{0});
  EXPECT_EQ(limit.take("2001:db8:0:1:ffff::2", 1, kStart), seconds{60});
  EXPECT_EQ(limit.take("2001:db8:0:2::1", 1, kStart), seconds{0});
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(limit.take("127.0.0.1", 1, kStart), seconds{0});
    EXPECT_EQ(limit.take("::1", 1, kStart), seconds{0});
  }
}

TEST(RateLimitTest, ZeroIsNoLimit) {
  RateLimit limit{0};
  for (int i = 0; i < 10'000; ++i) ASSERT_EQ(limit.take("192.0.2.1", 9, kStart), seconds{0});
}

TEST(RateLimitTest, ForgetsAddressesThatHaveTheirMinuteBack) {
  RateLimit limit{1};
  for (int i = 0; i < 10'000; ++i) {
    const auto address = fmt::format("10.{}.{}.1", i / 250, i % 250);
    ASSERT_EQ(limit.take(address, 1, kStart + seconds{i * 120}), seconds{0});
  }
  EXPECT_EQ(limit.take("10.39.249.1", 1, kStart + seconds{9'999 * 120}), seconds{60});
}

}  // namespace
}  // namespace mingcha::http
