// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

TEST(Spelling, FindsTheNearestWord) {
  EXPECT_EQ(nearest("fine_yaun", {"fine_fen", "fine_yuan", "name"}), "fine_yuan");
  EXPECT_EQ(nearest("责令停业", {"吊销许可证", "责令停产"}), "责令停产");
}

TEST(Spelling, CountsSwappedNeighboursAsOneSlip) {
  EXPECT_EQ(nearest("knid", {"kite", "kind"}), "kind");
}

TEST(Spelling, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(nearest("weather", {"fine_yuan"}), std::nullopt);
  EXPECT_EQ(nearest("a", {"b"}), std::nullopt) << "a whole word changed is no slip";
  EXPECT_EQ(nearest("", {"b"}), std::nullopt);
}

}  // namespace
}  // namespace mingcha
