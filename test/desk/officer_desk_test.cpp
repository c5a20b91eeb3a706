// SPDX-License-Identifier: Apache-2.0
#include "desk/officer_desk.h"

#include <gmock/gmock.h>

#include "crypto/hash.h"
#include "desk/list_desk.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = desk::OfficerStanding::Kind;

const Digest kKey = crypto::sha256("officers");

struct OnOfficers : ::testing::TestWithParam<store::Engine> {
  OnOfficers() {
    office.clock.set(*parse_instant("2026-03-02T10:00:00+08:00"));
    add({officer("王磊", "990001"), officer("林隐", "990091", "yes"),
         officer("赵到期", "990002", "no", "2026-03-01"),
         officer("钱未到", "990003", "no", "2027-12-31", "2026-04-01")});
  }
  static lists::Wish officer(const std::string& name, const std::string& badge,
                             const std::string& withheld = "no",
                             const std::string& to = "2027-12-31",
                             const std::string& from = "2022-01-01") {
    lists::Wish wish;
    wish.kind = lists::Wish::Kind::add;
    wish.day = "2026-03-01";
    wish.values = {{"name", name},
                   {"unit", "治安管理大队"},
                   {"post", "民警"},
                   {"badge", badge},
                   {"certificate", "云执-" + badge},
                   {"category", "公安行政执法"},
                   {"area", "云岭县"},
                   {"valid_from", from},
                   {"valid_to", to},
                   {"withheld", withheld}};
    return wish;
  }
  void add(std::vector<lists::Wish> wishes) {
    const auto set = office.lists.prepare(office.as("丁宁"), "officers",
                                          {"公布", "", std::move(wishes)}, office.fresh());
    ASSERT_TRUE(set.has_value()) << set.error().findings.front().what.en;
    const auto state = office.lists.state("officers");
    const auto done = office.lists.confirm(office.as("龚丽"), "officers",
                                           (*state)->waiting.rbegin()->first, office.fresh());
    ASSERT_TRUE(done.has_value()) << done.error().title.en;
  }
  desk::OfficerStanding scan(const std::string& badge) {
    return officers.by_code(officers.code_of(badge).value_or("none"));
  }

  Office office{GetParam()};
  desk::OfficerDesk officers{office.lists, pack_in_use(), office.clock, kKey};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnOfficers,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnOfficers, SayWhoMayEnforceAndInWhatAndWhere) {
  const auto valid = scan("990001");
  EXPECT_EQ(valid.kind, Kind::valid);
  ASSERT_TRUE(valid.officer.has_value());
  EXPECT_EQ(valid.officer->name, "王磊");
  EXPECT_EQ(valid.officer->category, "公安行政执法");
  EXPECT_EQ(valid.officer->area, "云岭县");
  EXPECT_EQ(officers.by_number("990001").kind, Kind::valid);
  EXPECT_EQ(officers.by_number("云执-990001").officer->badge, "990001");
  EXPECT_EQ(scan("990002").kind, Kind::expired);
  EXPECT_EQ(scan("990003").kind, Kind::not_yet);
}

TEST_P(OnOfficers, OfWhomTheLawProtectsSayOnlyThatTheyMay) {
  const auto withheld = scan("990091");
  EXPECT_EQ(withheld.kind, Kind::withheld);
  EXPECT_FALSE(withheld.officer.has_value());
  EXPECT_EQ(officers.by_number("990091").kind, Kind::unknown) << "a number can be guessed";
  EXPECT_EQ(officers.by_number("云执-990091").kind, Kind::unknown);
  EXPECT_THAT(officers.find("林隐", 0, 10).officers, IsEmpty());
  EXPECT_EQ(officers.find("", 0, 10).total, 3);
}

TEST_P(OnOfficers, KnowNoCodeThatTheyDidNotMake) {
  const auto code = officers.code_of("990001");
  ASSERT_TRUE(code.has_value());
  auto forged = *code;
  forged.front() = forged.front() == 'A' ? 'B' : 'A';
  EXPECT_EQ(officers.by_code(forged).kind, Kind::unknown);
  for (const char* other : {"", "990001", "../../etc", "x"}) {
    EXPECT_EQ(officers.by_code(other).kind, Kind::unknown) << other;
  }
  EXPECT_FALSE(officers.code_of("999999").has_value());
  desk::OfficerDesk neighbour{office.lists, pack_in_use(), office.clock, crypto::sha256("other")};
  EXPECT_EQ(officers.by_code(*neighbour.code_of("990001")).kind, Kind::unknown);
}

TEST_P(OnOfficers, SayAtOnceThatSomebodyHasLeft) {
  ASSERT_EQ(scan("990001").kind, Kind::valid);
  lists::Wish leaving;
  leaving.kind = lists::Wish::Kind::end;
  leaving.key = "990001";
  leaving.day = "2026-03-01";
  add({leaving});
  const auto ended = scan("990001");
  EXPECT_EQ(ended.kind, Kind::ended);
  EXPECT_FALSE(ended.officer.has_value());
  EXPECT_THAT(officers.find("王磊", 0, 10).officers, IsEmpty());
}

TEST_P(OnOfficers, AreFoundByWordsAndCountedRightly) {
  const auto page = officers.find("治安", 1, 1);
  EXPECT_EQ(page.total, 3);
  EXPECT_THAT(page.officers, SizeIs(1));
  EXPECT_EQ(officers.find("王磊 990001", 0, 10).total, 1);
}

}  // namespace
}  // namespace mingcha::test
