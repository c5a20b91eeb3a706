// SPDX-License-Identifier: Apache-2.0
#include "law/applicability.h"

#include <gtest/gtest.h>

namespace mingcha::law {
namespace {

Day day(std::string_view text) { return *parse_day(text); }

// The fine from which a hearing must be offered: 治安管理处罚法 117, 行政处罚法 63, 程序规定 123.
const std::vector<Provision> kHearing{
    {*parse_citation("PAC-2018/123"), {{}, {}, {}}},
    {*parse_citation("APL-2021/63"), {day("2021-07-15"), {}, {}}},
    {*parse_citation("PSPL-2025/117"), {day("2026-01-01"), {}, {"public_order"}}},
};
const std::vector<Precedence> kPrecedence{{"public_order", {"PSPL", "APL"}}, {"other", {"APL"}}};

std::string governed_by(const std::string& case_type, std::string_view on) {
  const auto index = governing(kHearing, case_type, day(on), kPrecedence);
  return index ? to_string(kHearing[*index].basis) : "nothing";
}

TEST(Applicability, FollowsCaseTypeAndDay) {
  EXPECT_EQ(governed_by("public_order", "2026-03-02"), "PSPL-2025/117");
  EXPECT_EQ(governed_by("public_order", "2025-12-31"), "APL-2021/63");
  EXPECT_EQ(governed_by("other", "2026-03-02"), "APL-2021/63");
  EXPECT_EQ(governed_by("other", "2021-07-14"), "PAC-2018/123");
}

TEST(Applicability, TakesTheFirstWhereNoPrecedenceIsSaid) {
  EXPECT_EQ(governed_by("traffic", "2026-03-02"), "PAC-2018/123");
}

TEST(Applicability, IncludesBothLastDays) {
  const Validity validity{day("2026-01-01"), day("2026-12-31"), {}};
  EXPECT_TRUE(validity.covers("any", day("2026-01-01")));
  EXPECT_TRUE(validity.covers("any", day("2026-12-31")));
  EXPECT_FALSE(validity.covers("any", day("2027-01-01")));
  EXPECT_FALSE(validity.covers("any", day("2025-12-31")));
}

TEST(Applicability, IsNothingWhereNothingApplies) {
  EXPECT_EQ(governing({}, "other", day("2026-01-01"), kPrecedence), std::nullopt);
}

}  // namespace
}  // namespace mingcha::law
