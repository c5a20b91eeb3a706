// SPDX-License-Identifier: Apache-2.0
#include "base/money.h"

#include <limits>

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(Money, InTenThousandsOfYuanLosesNothing) {
  EXPECT_EQ(to_wan(0), "0");
  EXPECT_EQ(to_wan(1), "0.000001");
  EXPECT_EQ(to_wan(50'000), "0.05");
  EXPECT_EQ(to_wan(300'000), "0.3");
  EXPECT_EQ(to_wan(1'000'000), "1");
  EXPECT_EQ(to_wan(1'250'000), "1.25");
  EXPECT_EQ(to_wan(123'456'789), "123.456789");
  EXPECT_EQ(to_wan(-1'500'000), "-1.5");
  EXPECT_EQ(to_wan(std::numeric_limits<std::int64_t>::min()), "-9223372036854.775808");
}

}  // namespace
}  // namespace mingcha
