// SPDX-License-Identifier: Apache-2.0
#include "desk/progress_desk.h"

#include <gmock/gmock.h>

#include "base/readable_code.h"
#include "desk/client_network.h"
#include "desk/progress_code.h"
#include "desk/rebuild.h"
#include "desk/trail_desk.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct OnProgress : ::testing::TestWithParam<store::Engine> {
  Result<desk::FollowSight> follow(const std::string& typed,
                                   const std::string& address = "192.0.2.1") {
    return progress.follow(typed, address);
  }
  std::string code_of_refusal(const std::string& typed) {
    const auto sight = follow(typed);
    return sight ? "" : sight.error().findings.front().code;
  }

  Office office{GetParam()};
  desk::TrailDesk trail{*office.database, office.clock};
  desk::ProgressDesk progress{*office.database, pack_in_use(), office.people, office.cases,
                              office.recorder,  trail,         office.clock};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnProgress,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnProgress, FollowTheirOwnCaseAndNoOther) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto other = office.tell("assault_sealed.story", "已封存");
  const auto code = progress.code_of(id);
  EXPECT_EQ(code.size(), desk::kProgressCodeLength);
  EXPECT_NE(code, progress.code_of(other));
  EXPECT_EQ(progress.code_of("cnosuchcase"), "");

  const auto sight = follow(in_groups(code));
  ASSERT_TRUE(sight.has_value());
  EXPECT_EQ(sight->state->id, id);
  EXPECT_FALSE(sight->progress.done.empty());
  EXPECT_EQ(follow(progress.code_of(other))->state->id, other) << "its own party may follow it";
}

TEST_P(OnProgress, TellNobodysNameAndNoFact) {
  for (const auto* mark : {"已送达"}) {
    const auto id = office.tell("venue_walk.story", mark);
    const auto sight = follow(progress.code_of(id));
    ASSERT_TRUE(sight.has_value());
    std::string all = sight->progress.current.zh + sight->progress.next.zh;
    for (const auto& stage : sight->progress.done) all += stage.words.zh + "|";
    for (const auto& look : sight->looks) all += look.unit.zh + look.role.zh;
    for (const auto* word : {"王磊", "何平", "曹正", "星河", "钱多多"}) {
      EXPECT_THAT(all, Not(HasSubstr(word)));
    }
    EXPECT_THAT(all, Not(HasSubstr("法制审核")));
    EXPECT_THAT(all, HasSubstr("调查取证"));
  }
}

TEST_P(OnProgress, SayThatACodeWasMistypedOrIsNone) {
  const auto id = office.tell("venue_walk.story", "已送达");
  auto code = progress.code_of(id);
  auto wrong = code;
  wrong[3] = wrong[3] == '3' ? '4' : '3';
  EXPECT_EQ(code_of_refusal(wrong), "code-check");
  EXPECT_EQ(code_of_refusal(""), "code-missing");
  EXPECT_EQ(code_of_refusal(code + "3"), "code-length");
  EXPECT_EQ(code_of_refusal("中文中文中文中文中文中文中文中文"), "code-character");
  EXPECT_EQ(code_of_refusal("';DROPTABLECASE;"), "code-character");
  // Somebody who knows how codes are made, but no key, can forge one that is well formed.
  EXPECT_EQ(code_of_refusal(make_code("a forger's own 32 bytes of noise", 16)), "code-unknown");
}

TEST_P(OnProgress, AreStoppedWhenTheyGuess) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto code = progress.code_of(id);
  std::string last;
  for (int i = 0; i < 30; ++i)
    last = code_of_refusal(make_code(std::string(20, static_cast<char>('a' + i % 26)), 16));
  EXPECT_EQ(last, "too-many-attempts");
  EXPECT_EQ(code_of_refusal(code), "too-many-attempts") << "the right one does not get through";
  EXPECT_TRUE(follow(code, "192.0.2.2").has_value()) << "others are not stopped";
  office.clock.set(office.clock.now() + std::chrono::minutes{1});
  EXPECT_TRUE(follow(code).has_value());
}

TEST_P(OnProgress, SeeWhoOfTheBureauLookedByRole) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  auto judge = office.as("何平");
  judge.purpose = "评查";
  trail.looked(judge, id, "case", {}, true);
  trail.looked(judge, id, "timeline", {}, true);
  ASSERT_TRUE(follow(progress.code_of(id)).has_value());
  office.clock.set(office.clock.now() + std::chrono::hours{1});
  const auto sight = follow(progress.code_of(id));
  ASSERT_TRUE(sight.has_value());
  ASSERT_EQ(sight->looks.size(), 2U) << "one line a day, unit and role";
  EXPECT_TRUE(sight->looks[0].follower);
  EXPECT_EQ(sight->looks[1].unit.zh, "法制大队");
  EXPECT_EQ(sight->looks[1].role.zh, "法制审核员");
}

TEST_P(OnProgress, AreOnTheTrailThemselves) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  ASSERT_TRUE(follow(progress.code_of(id)).has_value());
  const auto looks = trail.looks_at(id);
  ASSERT_EQ(looks.size(), 1U);
  EXPECT_EQ(looks[0].person_id, desk::kFollower);
  EXPECT_EQ(looks[0].what, "progress");
  EXPECT_TRUE(looks[0].sealed);
  EXPECT_NE(looks[0].purpose, "");
}

TEST_P(OnProgress, HaveTheSameCodeAfterARebuildAndNoneWithoutTheKey) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto code = progress.code_of(id);
  const auto rows = office.dump("progress_code");
  EXPECT_THAT(rows, Not(Contains(HasSubstr(code))));
  static_cast<void>(desk::rebuild(*office.database, office.cases));
  EXPECT_EQ(office.dump("progress_code"), rows);
  EXPECT_TRUE(follow(code).has_value());
  office.database->write([&](store::Session& session) {
    const auto first = store::load(session, desk::case_stream(id)).front();
    EXPECT_TRUE(store::shred_record_key(session, first.seq));
    return store::Outcome::commit;
  });
  EXPECT_EQ(progress.code_of(id), "");
}

TEST_P(OnProgress, AreGivenTheirCodeByThoseWhoHandleTheCase) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto& state = *office.state(id);
  EXPECT_EQ(progress.code_for(office.as("王磊"), state), progress.code_of(id));
  EXPECT_EQ(progress.code_for(office.as("陈斌"), state), progress.code_of(id))
      << "manages the unit";
  EXPECT_EQ(progress.code_for(office.as("何平"), state), "");
  EXPECT_EQ(progress.code_for(office.as("赵敏"), state), "");
}

TEST(ClientNetwork, CountsAHouseholdAsOne) {
  EXPECT_EQ(desk::client_network("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(desk::client_network("2001:db8:1:2::7"), desk::client_network("2001:db8:1:2:ff::9"));
  EXPECT_NE(desk::client_network("2001:db8:1:2::7"), desk::client_network("2001:db8:1:3::7"));
  EXPECT_EQ(desk::client_network("::ffff:192.0.2.7"), "::ffff:192.0.2.7");
  EXPECT_EQ(desk::client_network(""), "");
}

}  // namespace
}  // namespace mingcha::test
