// SPDX-License-Identifier: Apache-2.0
#include "ledger/audit.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "ledger/test_tree.h"
#include "ledger/tree.h"

namespace mingcha::ledger {
namespace {

class AuditTest : public testing::Test {
 protected:
  AuditTest() {
    TreeWriter writer{store, TreeHead{}};
    for (const std::size_t batch : {100U, 156U, 300U, 144U}) {
      published.push_back(
          {"log.example", writer.append(some_entries(batch, writer.head().size)), {}});
    }
  }
  Findings run() { return audit(store, published.back(), older()); }
  std::span<const Checkpoint> older() const { return std::span{published}.first(3); }

  MemoryTileStore store;
  std::vector<Checkpoint> published;  // Sizes 100, 256, 556, 700.
};

TEST_F(AuditTest, FindsNothingInAWholeLog) {
  EXPECT_EQ(run(), Findings{});
  collect_partial_tiles(store, 0, 700);
  EXPECT_EQ(run(), Findings{}) << "full tiles stand in for partial ones";
  EXPECT_EQ(audit(store, {"log.example", TreeHead{}, {}}, {}), Findings{});
}

TEST_F(AuditTest, FindsEveryChangedFile) {
  for (auto& [path, bytes] : store.files) {
    const auto good = bytes;
    bytes.back() = static_cast<char>(bytes.back() ^ 1);
    EXPECT_NE(run(), Findings{}) << path;
    bytes = good.substr(0, good.size() - 1);
    EXPECT_NE(run(), Findings{}) << path;
    bytes = good;
  }
}

TEST_F(AuditTest, FindsEveryMissingFileThatNoFullTileReplaces) {
  const auto whole = store.files;
  for (const auto& [path, bytes] : whole) {
    store.files.erase(path);
    const auto address = parse_tile_path(path).value();
    const bool replaced = address.width < kTileWidth && whole.contains(address.full().path());
    EXPECT_EQ(run() == Findings{}, replaced) << path;
    store.files = whole;
  }
}

TEST_F(AuditTest, FindsSwappedEntriesEvenWhenTheTilesWereMadeToFit) {
  auto entries = some_entries(700);
  std::swap(entries[10], entries[20]);
  store.files.clear();
  TreeWriter{store, TreeHead{}}.append(entries);
  const auto findings = run();
  const auto roots = std::count_if(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.code == "root-differs";
  });
  EXPECT_EQ(roots, 4) << "one for each checkpoint that was ever published";
}

TEST_F(AuditTest, FindsAnOlderCheckpointOfAnotherHistory) {
  published[1].head.root = flip(published[1].head.root, 3);
  const auto findings = run();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "root-differs");
  EXPECT_EQ(findings[0].where, "256");
}

TEST_F(AuditTest, FindsCheckpointsThatAreNotOlderOrNotOfThisLog) {
  published[0].origin = "other.example";
  published[1].head.size = 701;
  const auto findings = run();
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].code, "checkpoint-foreign");
  EXPECT_EQ(findings[1].code, "checkpoint-foreign");
}

}  // namespace
}  // namespace mingcha::ledger
