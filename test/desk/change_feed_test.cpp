// SPDX-License-Identifier: Apache-2.0
#include "desk/change_feed.h"

#include <gmock/gmock.h>

#include "store/database.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using registers::CaseChange;

/// A page that remembers what it was told.
class Page : public desk::ChangeSink {
 public:
  bool changed(const CaseChange& change) override {
    changes.push_back(change);
    return stays;
  }
  bool start_over() override {
    ++starts;
    return stays;
  }
  bool beat() override {
    ++beats;
    return stays;
  }
  void end() override { ended = true; }

  [[nodiscard]] std::vector<std::string> cases() const {
    std::vector<std::string> out;
    for (const auto& change : changes) {
      if (out.empty() || out.back() != change.case_id) out.push_back(change.case_id);
    }
    return out;
  }

  std::vector<CaseChange> changes;
  int starts = 0, beats = 0;
  bool ended = false, stays = true;
};

class ChangeFeed : public testing::TestWithParam<store::Engine> {
 protected:
  ChangeFeed() : office_{GetParam()} {}

  std::shared_ptr<Page> open(const std::string& name, std::optional<std::int64_t> after = {},
                             desk::ChangeFeed::Who who = {}) {
    auto page = std::make_shared<Page>();
    const auto visitor = office_.as(name);
    if (!who) who = [visitor] { return std::optional{visitor}; };
    feed_.subscribe(visitor, who, after, page);
    feed_.run();
    return page;
  }

  Office office_;
  desk::ChangeFeed feed_{*office_.database, std::chrono::milliseconds{0}};
};

TEST_P(ChangeFeed, TellsThoseInWhoseScopeACaseWentOnOnce) {
  office_.tell("venue_walk.story", "已拟制");
  const auto officer = open("王磊");
  const auto stranger = open("赵敏");
  const auto reviewer = open("何平");
  EXPECT_TRUE(officer->changes.empty()) << "only what comes from now on";

  const auto id = office_.tell("venue_walk.story", "已拟制");
  feed_.run();
  feed_.run();

  EXPECT_THAT(officer->cases(), testing::ElementsAre(id));
  EXPECT_EQ(officer->changes, reviewer->changes);
  EXPECT_TRUE(stranger->changes.empty());
  const auto told = officer->changes.size();
  EXPECT_EQ(officer->changes.back().version, office_.state(id)->version);
  feed_.run();
  EXPECT_EQ(officer->changes.size(), told);
}

TEST_P(ChangeFeed, TellsAPageThatComesBackWhatItMissed) {
  const auto one = office_.tell("venue_walk.story", "已拟制");
  const auto page = open("王磊", 0);
  EXPECT_THAT(page->cases(), testing::ElementsAre(one));
  EXPECT_EQ(page->changes.size(), 1U) << "the last change of a case is enough";
  const auto last = page->changes.back().seq;

  const auto two = office_.tell("venue_walk.story", "已拟制");
  const auto again = open("王磊", last);

  EXPECT_EQ(again->cases().back(), two);
  EXPECT_TRUE(open("赵敏", 0)->changes.empty());
  EXPECT_TRUE(open("王磊", std::int64_t{1} << 62)->changes.empty());
}

TEST_P(ChangeFeed, EndsAPageWithItsSessionAndFollowsTheRoles) {
  auto visitor = std::make_shared<std::optional<people::Visitor>>(office_.as("王磊"));
  const auto page = open("王磊", {}, [visitor] { return *visitor; });
  EXPECT_GT(page->beats, 0);
  (*visitor)->unit_id = "chengguan";
  feed_.run();
  office_.tell("venue_walk.story", "已拟制");
  feed_.run();
  EXPECT_TRUE(page->changes.empty()) << "he has moved to another unit";

  visitor->reset();
  feed_.run();
  EXPECT_TRUE(page->ended);
  EXPECT_EQ(feed_.pages(), 0U);
}

TEST_P(ChangeFeed, ForgetsPagesThatHaveGoneAndBoundsThoseOfAPerson) {
  const auto first = open("王磊");
  std::vector<std::shared_ptr<Page>> more;
  for (std::size_t i = 0; i < desk::ChangeFeed::kPagesPerPerson; ++i) more.push_back(open("王磊"));
  EXPECT_TRUE(first->ended);
  EXPECT_EQ(feed_.pages(), desk::ChangeFeed::kPagesPerPerson);
  const auto other = open("赵敏");
  EXPECT_FALSE(more.front()->ended) << "each person for himself";
  for (const auto& page : more) page->stays = false;
  feed_.run();
  EXPECT_EQ(feed_.pages(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, ChangeFeed,
                         testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         [](const auto& with) {
                           return with.param == store::Engine::sqlite ? "Sqlite" : "Postgres";
                         });

}  // namespace
}  // namespace mingcha::test
