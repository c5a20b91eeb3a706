// SPDX-License-Identifier: Apache-2.0
#include "ledger/review_order.h"

#include <gmock/gmock.h>

#include "ledger/leaf.h"
#include "ledger/test_tree.h"
#include "ledger/tree.h"

namespace mingcha::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ReviewOrderTest : public testing::Test {
 protected:
  std::string leaf(LeafType type, std::optional<LeafReference> ref = {}, int minute = 0,
                   const std::string& org = "11510100000000000X") {
    Leaf out;
    out.at = *parse_instant("2026-03-02T09:00:00+08:00") + std::chrono::minutes{minute};
    out.eid = std::string(15, 'e') + static_cast<char>('a' + (++made_ % 26));
    out.org = org;
    out.ref = ref;
    out.type = type;
    return out.encode();
  }
  LeafReference to(std::uint64_t index) const { return {index, leaf_hash(entries[index])}; }
  std::vector<std::string> codes() {
    MemoryTileStore store;
    TreeWriter writer{store, TreeHead{}};
    const auto head = writer.append(entries);
    const auto order = review_order(store, {"log.example", head, {}});
    decisions = order.decisions;
    reviewed = order.reviewed;
    std::vector<std::string> out;
    for (const auto& finding : order.findings) out.push_back(finding.code);
    return out;
  }

  std::vector<std::string> entries;
  std::uint64_t decisions = 0, reviewed = 0;

 private:
  int made_ = 0;
};

TEST_F(ReviewOrderTest, IsGoodWhereEachReviewCameBeforeItsDecision) {
  entries = some_entries(300);
  entries.push_back(leaf(LeafType::review_done));
  entries.push_back(leaf(LeafType::decision_made));  // Not major.
  entries.push_back(leaf(LeafType::decision_made, to(300), 5));
  EXPECT_THAT(codes(), IsEmpty());
  EXPECT_EQ(decisions, 2U);
  EXPECT_EQ(reviewed, 1U);
}

TEST_F(ReviewOrderTest, FindsAReviewThatCameAfterOrDidNotPass) {
  entries.push_back(leaf(LeafType::review_returned));
  entries.push_back(leaf(LeafType::decision_made, to(0), 5));
  EXPECT_THAT(codes(), ElementsAre("review-not-before"));

  entries = {leaf(LeafType::case_recorded), leaf(LeafType::review_done)};
  const auto later = to(1);
  entries = {leaf(LeafType::decision_made, later, 5), entries[1]};
  EXPECT_THAT(codes(), ElementsAre("review-not-before"));
}

TEST_F(ReviewOrderTest, FindsAReviewOfAnotherHashAgencyTimeOrDecision) {
  entries.push_back(leaf(LeafType::review_done));
  auto other = to(0);
  other.hash = flip(other.hash, 3);
  entries.push_back(leaf(LeafType::decision_made, other, 5));
  EXPECT_THAT(codes(), ElementsAre("review-not-before"));

  entries = {leaf(LeafType::review_done, {}, 0, "11510100000000001X")};
  entries.push_back(leaf(LeafType::decision_made, to(0), 5));
  EXPECT_THAT(codes(), ElementsAre("review-of-another"));

  entries = {leaf(LeafType::review_done, {}, 9)};
  entries.push_back(leaf(LeafType::decision_made, to(0), 5));
  EXPECT_THAT(codes(), ElementsAre("review-later"));

  entries = {leaf(LeafType::review_done)};
  entries.push_back(leaf(LeafType::decision_made, to(0), 5));
  entries.push_back(leaf(LeafType::decision_made, to(0), 6));
  EXPECT_THAT(codes(), ElementsAre("review-used-twice"));
}

}  // namespace
}  // namespace mingcha::ledger
