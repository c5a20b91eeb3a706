// SPDX-License-Identifier: Apache-2.0
#include "desk/search_desk.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>

#include "desk/rebuild.h"
#include "search/query.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using desk::FindKind;
using desk::FoundPage;
using desk::SealedReach;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Counts = std::map<std::string, std::int64_t>;

struct OnSearch : ::testing::TestWithParam<store::Engine> {
  Office office{GetParam()};
  desk::SearchDesk searches{*office.database, pack_in_use(), office.people};

  FoundPage find(const people::Visitor& visitor, const std::string& text,
                 std::optional<FindKind> kind = {}, std::int64_t offset = 0,
                 std::int64_t limit = 20) {
    auto found = searches.search(visitor, text, kind, offset, limit);
    EXPECT_TRUE(found.has_value()) << text;
    return found ? *std::move(found) : FoundPage{};
  }
  /// By kind, those that are not 0.
  Counts counts(const people::Visitor& visitor, const std::string& text) {
    Counts out;
    for (const auto& [kind, count] : find(visitor, text).counts) {
      if (count != 0) out[desk::to_string(kind)] = count;
    }
    return out;
  }
  people::Visitor with_purpose(const std::string& name) {
    auto visitor = office.as(name);
    visitor.purpose = "复议调卷";
    return visitor;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, OnSearch,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

std::vector<std::string> ids(const FoundPage& page, FindKind kind) {
  std::vector<std::string> out;
  for (const auto& hit : page.hits) {
    if (hit.kind == kind) out.push_back(hit.id);
  }
  return out;
}

TEST_P(OnSearch, FindsACaseByNumberTitlePartyAndWordsOfItsDocuments) {
  const auto id = office.tell("venue_walk.story", "已公示");
  const auto state = office.state(id);
  const auto officer = office.as("王磊");
  EXPECT_THAT(ids(find(officer, state->decision->number), FindKind::case_file), ElementsAre(id));
  EXPECT_THAT(ids(find(officer, "留存 监控录像"), FindKind::case_file), ElementsAre(id));
  EXPECT_THAT(ids(find(officer, id), FindKind::case_file), ElementsAre(id));
  const auto party = find(officer, *state->fact("party.name"));
  EXPECT_EQ(ids(party, FindKind::party).size(), 1U);
  EXPECT_THAT(ids(party, FindKind::document), ::testing::Contains("penalty_decision"));
  const auto decision = find(officer, state->decision->number, FindKind::document);
  ASSERT_FALSE(decision.hits.empty());
  EXPECT_EQ(decision.hits.front().row->case_id, id);
  EXPECT_FALSE(decision.hits.front().snippet.marks.empty());
}

TEST_P(OnSearch, FollowsADraftUntilItIsIssued) {
  const auto id = office.tell("venue_walk.story", "已审核");
  const auto officer = office.as("王磊");
  const auto drafts = [&] {
    return std::ranges::count_if(find(officer, "行政处罚决定书", FindKind::document).hits,
                                 [](const auto& hit) { return hit.draft; });
  };
  EXPECT_EQ(drafts(), 1);
  ASSERT_TRUE(office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh()));
  EXPECT_EQ(drafts(), 0);
  const auto number = office.state(id)->decision->number;
  const auto found = find(officer, number);
  EXPECT_THAT(ids(found, FindKind::case_file), ElementsAre(id));
  EXPECT_THAT(ids(found, FindKind::document), ElementsAre("penalty_decision"));
}

TEST_P(OnSearch, GivesAnOfficerHisUnitAndThoseWhoOverseeAll) {
  office.tell("venue_walk.story", "已送达");
  const Counts nothing;
  for (const auto* words : {"星河", "行罚决", "监控", "云岭县公安局"}) {
    EXPECT_FALSE(counts(office.as("李娜"), words).empty()) << words;
    auto elsewhere = counts(office.as("赵敏"), words);
    elsewhere.erase("item");
    EXPECT_EQ(elsewhere, nothing) << words;
    auto mine = counts(office.as("李娜"), words);
    mine.erase("officer");
    auto everywhere = counts(office.as("何平"), words);
    everywhere.erase("officer");
    EXPECT_EQ(everywhere, mine) << words;
  }
}

TEST_P(OnSearch, GivesSealedRecordsToTheirUnitAndForAStatedPurposeOnly) {
  office.tell("assault_sealed.story", "已调查");
  EXPECT_EQ(counts(office.as("何平"), "杜子虚").at("party"), 1);
  office.tell("assault_sealed.story", "已封存");
  const auto open = counts(office.as("何平"), "杜子虚");
  const auto everything = counts(with_purpose("何平"), "杜子虚");

  EXPECT_EQ(open.at("party"), 1);
  EXPECT_EQ(everything.at("party"), 2);
  EXPECT_GT(everything.at("document"), open.at("document"));
  EXPECT_EQ(everything.at("case"), open.at("case") + 1);
  EXPECT_EQ(find(office.as("何平"), "杜子虚").sealed, SealedReach::purpose_needed);
  EXPECT_EQ(find(with_purpose("何平"), "杜子虚").sealed, SealedReach::everything);
  // The unit that made it; another unit's case manager; a purpose that opens nothing for him.
  EXPECT_EQ(counts(office.as("周强"), "杜子虚").at("party"), 2);
  EXPECT_EQ(counts(office.as("陈斌"), "杜子虚").at("party"), 1);
  EXPECT_EQ(counts(with_purpose("陈斌"), "杜子虚").at("party"), 1);
  EXPECT_EQ(find(office.as("陈斌"), "杜子虚").sealed, SealedReach::own_unit);
  for (const auto& hit : find(office.as("何平"), "杜子虚").hits) EXPECT_FALSE(hit.row->sealed);
}

TEST_P(OnSearch, SaysTheSameOfASealedRecordAsOfNone) {
  office.tell("assault_sealed.story", "已封存");
  const auto sealed = find(office.as("何平"), "杜子虚");
  const auto none = find(office.as("何平"), "杜无此人");
  EXPECT_THAT(sealed.hits, IsEmpty());
  EXPECT_EQ(sealed.sealed, none.sealed);
  for (std::size_t i = 0; i < none.counts.size(); ++i) {
    EXPECT_EQ(sealed.counts[i].count, none.counts[i].count);
    EXPECT_EQ(sealed.counts[i].kind, none.counts[i].kind);
  }
}

TEST_P(OnSearch, GivesItemsToEverybodyAndOfficersToThoseWhoWorkWithThem) {
  EXPECT_THAT(ids(find(office.as("宋清"), "殴打"), FindKind::item), ElementsAre("assault"));
  const auto audit = searches.search(office.as("宋清"), "王磊", FindKind::officer, 0, 10);
  ASSERT_FALSE(audit.has_value());
  EXPECT_EQ(audit.error().findings.front().code, "kind-not-permitted");
  EXPECT_EQ(find(office.as("宋清"), "王磊").counts.size(), 1U);
  EXPECT_THAT(ids(find(office.as("李娜"), "王磊"), FindKind::officer), ElementsAre("wanglei"));
  EXPECT_THAT(ids(find(office.as("李娜"), "99０００１"), FindKind::officer),
              ElementsAre("wanglei"));
  EXPECT_THAT(ids(find(office.as("李娜"), "赵敏"), FindKind::officer), IsEmpty());
  EXPECT_THAT(ids(find(office.as("何平"), "赵敏"), FindKind::officer), ElementsAre("zhaomin"));
}

TEST_P(OnSearch, TurnsOverPagesOfOneKind) {
  std::vector<std::string> told;
  for (int i = 0; i < 3; ++i) told.insert(told.begin(), office.tell("venue_walk.story", "已立案"));
  const auto officer = office.as("王磊");
  std::vector<std::string> turned;
  for (std::int64_t offset = 0; offset < 4; ++offset) {
    const auto page = find(officer, "星河", FindKind::party, offset, 1);
    EXPECT_EQ(page.counts[1].count, 3);
    for (const auto& hit : page.hits) turned.push_back(hit.row->case_id);
  }
  EXPECT_EQ(turned, told);
  const auto refused = searches.search(officer, "星河", {}, 1, 1);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().findings.front().code, "offset-needs-kind");
}

TEST_P(OnSearch, GivesThePublicWhatIsPublishedAndNothingElse) {
  const auto id = office.tell("venue_walk.story", "已送达");
  const auto total = [&](const std::string& text) {
    return office.publications.list_public({search::read_query(text).value(), "", ""}, 0, 10).total;
  };
  const auto representative = *office.state(id)->fact("party.legal_representative");
  EXPECT_EQ(total("星河"), 0);
  const auto published = office.tell("venue_walk.story", "已公示");
  EXPECT_EQ(total("星河"), 1);
  EXPECT_EQ(total(office.state(published)->decision->number), 1);
  EXPECT_EQ(total(representative), 0);
  EXPECT_EQ(total(published), 0);
  const auto other_year =
      office.publications.list_public({search::read_query("星河").value(), "1999", ""}, 0, 10);
  EXPECT_EQ(other_year.total, 0);
  EXPECT_THAT(other_year.rows, IsEmpty());
}

TEST_P(OnSearch, FindsTheSameAfterARebuild) {
  office.tell("venue_walk.story", "已公示");
  office.tell("venue_walk.story", "已拟制");
  office.tell("assault_sealed.story", "已封存");
  const auto visitor = with_purpose("何平");
  const auto before = find(visitor, "云岭县");
  office.run("DELETE FROM search_open; DELETE FROM search_entry; DELETE FROM search_sealed;");
  EXPECT_TRUE(find(visitor, "云岭县").hits.empty());

  desk::rebuild(*office.database, office.cases);

  const auto after = find(visitor, "云岭县");
  ASSERT_EQ(after.hits.size(), before.hits.size());
  for (std::size_t i = 0; i < before.hits.size(); ++i) {
    EXPECT_EQ(after.hits[i].id, before.hits[i].id);
    EXPECT_EQ(after.hits[i].snippet, before.hits[i].snippet);
  }
  for (std::size_t i = 0; i < before.counts.size(); ++i) {
    EXPECT_EQ(after.counts[i].count, before.counts[i].count);
  }
  EXPECT_GT(before.counts[2].count, 5);
}

}  // namespace
}  // namespace mingcha::test
