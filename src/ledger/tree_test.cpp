// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "crypto/random.h"
#include "ledger/checkpoint.h"
#include "ledger/reader.h"
#include "ledger/test_tree.h"

namespace mingcha::ledger {
namespace {

// Tessera's test log (transparency-dev/tessera, testdata/log, Apache-2.0): its public test key,
// its entries, and the root and signature of its checkpoint at each size.
constexpr std::string_view kTesseraKey =
    "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
const std::vector<std::string> kTesseraEntries = {
    "one",  "two", "three",  "four",  "five",     "six",     "seven", "eit",
    "nain", "ten", "ileven", "twelf", "threeten", "fourten", "fivten"};
struct TesseraCheckpoint {
  std::string_view root, signature;
};
constexpr TesseraCheckpoint kTesseraCheckpoints[] = {
    {"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
     "M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/"
     "noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc="},
    {"0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=",
     "M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/"
     "SChAM="},
    {"T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=",
     "M9e0llH4NKmlf0u7C8tkJioQOmi7l5ELqljXgKRg6R3G5JJ7vx7emDWo5fpqKuA/Dk/"
     "jRrI6il+7QCVirNhyUAWGoAk="},
    {"Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=",
     "M9e0lvAQRtH832pk2RTbeSeZMkp4FZSdJYFBUjO5SKxuRbywPUF3cx+HUrb50kjd3rUWW/"
     "fj53Wj1dwcwh9bGQnqVAg="},
    {"zY1lN35vrXYAPixXSd59LsU29xUJtuW4o2dNNg5Y2Co=",
     "M9e0lnFuWt0cp60moO4jAkeXvMNLIIOGn4WdyeHQurBt9mBi0tWdfkldiAt9k0FpwuZymvttsVn9uwyouXU3vPpeNAc"
     "="},
    {"gy5gl3aksFyiCO95a/1vLXz88A3dRq+0l9Sxte8ZqZQ=",
     "M9e0lmn5eDHyHP10zJObZdFAX2y1V8fdDKBi4IiHbDYf1TCUBwxZOhqwv2QZCqrdda2zTRTrmnwjwscN5RBTEmZUYAs"
     "="},
    {"a6sWvsc2eEzmj72vah7mZ5dwFltivehh2b11qwlp5Jg=",
     "M9e0ln+nHSdGSHEZBcjvqyYDXDbG8WxDwCDjbbGAMv/"
     "NTynAtJWhckSXIpuwpN3yJ4PTtzUbD34YGqIZr6RgJRn16gU="},
    {"IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=",
     "M9e0luA5JhTRUki/"
     "BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc="},
    {"bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=",
     "M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/"
     "AVgI5MitCO5+mews="},
    {"CvhHViE3S9E3htHLR+25mapWoGCJ3WckMq1UtC3VmEY=",
     "M9e0ls3mdnWX0qk4P3uGG0eYiFRWSwPR+"
     "RdeD1ARmrHPHjXP0x9UJWASPFTOTqJo0mp7Epck2O9RFB0J9IjDdAewagw="},
    {"y8/gZsZCtitsMan09tY+k8I7Qpr7Y5fbO2tLi9GQnfU=",
     "M9e0lrmwaVEOWFZ+HS5ITnRd2YMOSWE5QeoYu+6DHwJLnJ+"
     "SVeJ2ZiYeD7lVC5oGJx76gbfLSyCUEq6D8JkarrsuiQQ="},
    {"Yok1cS5VdokGLBy73BC2I16b3atss6KBN9jnIi6Fz/A=",
     "M9e0lqbRtWirJwbUy4w3VrK2RyzfW8P+OIkc8t6b6AVG/tQd1Q2SN+uCLYzNNFnf/"
     "PhzeCdURSGQe1MRnohCxPu21wg="},
    {"uZo6M+IhVna+CLgWCrJs0xBPUHbozHkYTQASduHSLME=",
     "M9e0lrFzoTgi+"
     "ovhrqX0DpsEAp3wLu1coMLIkeCwSkGfS4Ox4pLXo2LHudqm4merh0ZkCNzHr8kQwq5gS5mmimIvdA4="},
    {"av0kLH0VkkVDrTuZzBGIx7d9z5G1l/GlKz/nAV/8woQ=",
     "M9e0liO8x8xfEOGmZVYODUjQajkEpjccPQ9EkG3yEEDet4K3BWE/DFRPH6H+b6gFFFaG5KS1bBmYS/"
     "xeZJs8lj+z+wM="},
    {"SvCd38yNade7xEPY1a/aAc1M3A2AHYVF8lIiUnsH1ao=",
     "M9e0lu8roIpjC+NXEG7JDkajIahoYDYWgxDtxfx/6rzLoztU9t/"
     "PvivZ48xt8ygJpjzaboSpkbVv3Jb+D3NdXWQf5wo="},
    {"rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=",
     "M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/"
     "dlPWF74ewI="},
};

TEST(TreeWriter, GivesTesserasCheckpointsByteForByte) {
  const auto signer = NoteSigner::parse(kTesseraKey).value();
  MemoryTileStore store;
  TreeWriter writer{store, TreeHead{}};
  for (std::size_t size = 0; size < std::size(kTesseraCheckpoints); ++size) {
    if (size > 0) writer.append({&kTesseraEntries[size - 1], 1});
    const auto& [root, signature] = kTesseraCheckpoints[size];
    EXPECT_EQ(sign_checkpoint(writer.head(), signer).to_string(),
              fmt::format("example.com/log/testdata\n{}\n{}\n\n— example.com/log/testdata {}\n",
                          size, root, signature));
  }
  EXPECT_EQ(to_hex(store.files.at("tile/entries/000.p/3")), "00036f6e65000374776f00057468726565");
  EXPECT_EQ(store.files.at("tile/0/000.p/15").size(), 15U * 32U);
  EXPECT_EQ(store.files.size(), 30U);
}

TEST(TreeWriter, GivesTheSameFilesHoweverTheEntriesAreBatched) {
  const auto entries = some_entries(600);
  MemoryTileStore at_once;
  TreeWriter writer{at_once, TreeHead{}};
  const auto head = writer.append(entries);
  EXPECT_EQ(head, (TreeHead{600, tree_head(some_leaves(600))}));
  for (const std::size_t batch : {std::size_t{1}, std::size_t{7}, std::size_t{256}}) {
    MemoryTileStore in_batches;
    TreeHead reached;
    for (std::size_t at = 0; at < entries.size(); at += batch) {
      const auto count = std::min(batch, entries.size() - at);
      TreeWriter reopened{in_batches, reached};  // As after a restart, each time.
      reached = reopened.append(std::span{entries}.subspan(at, count));
    }
    EXPECT_EQ(reached, head);
    for (const auto& [path, bytes] : at_once.files) EXPECT_EQ(in_batches.read(path), bytes) << path;
  }
}

TEST(TreeWriter, WritesTheTilesOfTheSpecificationsExample) {
  MemoryTileStore store;
  TreeWriter writer{store, TreeHead{}};
  const auto head = writer.append(some_entries(70'000));

  EXPECT_TRUE(store.read("tile/0/272").has_value());
  EXPECT_EQ(store.read("tile/0/273"), std::nullopt);
  EXPECT_EQ(store.read("tile/0/273.p/112").value().size(), 112U * 32U);
  EXPECT_EQ(store.read("tile/1/000").value().size(), 8192U);
  EXPECT_EQ(store.read("tile/1/001.p/17").value().size(), 17U * 32U);
  EXPECT_EQ(store.read("tile/2/000.p/1").value().size(), 32U);
  EXPECT_TRUE(store.read("tile/entries/273.p/112").has_value());
  EXPECT_EQ(head.root, tree_head(some_leaves(70'000)));
  TreeReader reader{store, head.size};
  EXPECT_TRUE(verify_inclusion(leaf_hash("entry 69999"), 69'999, head.size,
                               reader.inclusion(69'999), head.root));
}

TEST(TreeWriter, WritesNothingForNoEntries) {
  MemoryTileStore store;
  TreeWriter writer{store, TreeHead{}};
  EXPECT_EQ(writer.append({}), TreeHead{});
  EXPECT_TRUE(store.files.empty());
}

TEST(TreeWriter, TakesEntriesOfEverySize) {
  const std::vector<std::string> entries{"", std::string(kLargestEntry, 'x')};
  MemoryTileStore store;
  const auto head = TreeWriter{store, TreeHead{}}.append(entries);
  TreeReader reader{store, head.size};
  EXPECT_EQ(reader.entry(0), entries[0]);
  EXPECT_EQ(reader.entry(1), entries[1]);
}

// Cuts the power at every single write of a batch that fills tiles on two levels.
TEST(TreeWriter, IsRepairedByRunningTheSameAppendAgainAfterACrashAnywhere) {
  const auto entries = some_entries(530);
  const auto first = std::span{entries}.first(250);
  const auto second = std::span{entries}.subspan(250);
  MemoryTileStore whole;
  TreeWriter reference{whole, TreeHead{}};
  const auto before = reference.append(first);
  const auto after = reference.append(second);

  int crashes = 0;
  for (;; ++crashes) {
    MemoryTileStore store;
    TreeWriter writer{store, TreeHead{}};
    writer.append(first);
    store.writes_until_failure = crashes;
    bool crashed = false;
    try {
      writer.append(second);
    } catch (const Fault&) {
      crashed = true;
    }
    EXPECT_EQ(writer.head(), crashed ? before : after);
    store.writes_until_failure = -1;
    if (!crashed) break;
    TreeWriter restarted{store, before};
    EXPECT_EQ(restarted.append(second), after);
    EXPECT_EQ(store.files, whole.files);
  }
  EXPECT_EQ(crashes, 7) << "bundles: 2 full, 1 partial. Tiles: 2 full, 2 partial";
}

TEST(TreeWriter, ContinuesAfterACrashWithMoreEntriesThanBefore) {
  const auto entries = some_entries(300);
  MemoryTileStore store;
  store.writes_until_failure = 1;
  TreeWriter writer{store, TreeHead{}};
  EXPECT_THROW(writer.append(std::span{entries}.first(10)), Fault);
  store.writes_until_failure = -1;
  EXPECT_EQ(writer.append(entries).root, tree_head(some_leaves(300)));
}

TEST(TreeWriter, RefusesOtherEntriesWhereSomeWereWritten) {
  MemoryTileStore store;
  TreeWriter{store, TreeHead{}}.append(some_entries(5));
  TreeWriter again{store, TreeHead{}};
  EXPECT_THROW(again.append(some_entries(5, 1)), Fault);
  EXPECT_EQ(again.append(some_entries(5)).size, 5U);
}

TEST(TreeWriter, RefusesToOpenOnTilesThatAreMissingOrChanged) {
  MemoryTileStore store;
  const auto head = TreeWriter{store, TreeHead{}}.append(some_entries(300));
  EXPECT_NO_THROW((TreeWriter{store, head}));
  EXPECT_THROW((TreeWriter{store, {300, flip(head.root, 0)}}), Fault);
  EXPECT_THROW((TreeWriter{store, {301, head.root}}), Fault);
  for (const auto* path : {"tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44"}) {
    const auto bytes = store.files.at(path);
    store.files[path].back() = static_cast<char>(bytes.back() ^ 1);
    EXPECT_THROW((TreeWriter{store, head}), Fault) << path;
    store.files[path] = bytes.substr(1);
    EXPECT_THROW((TreeWriter{store, head}), Fault) << path;
    store.files.erase(path);
    EXPECT_THROW((TreeWriter{store, head}), Fault) << path;
    store.files[path] = bytes;
  }
}

TEST(CollectPartialTiles, RemovesOnlyWhatAFullTileReplaces) {
  MemoryTileStore store;
  TreeWriter writer{store, TreeHead{}};
  TreeHead head;
  for (const auto& entry : some_entries(260)) head = writer.append({&entry, 1});
  const auto at = [&](std::uint64_t size) { return TreeReader{store, size}.head_at(size).root; };
  const auto before = at(100);

  EXPECT_EQ(collect_partial_tiles(store, 0, 255), 0U);
  // 255 partial bundles and 255 partial tiles; level 1 is not full yet.
  EXPECT_EQ(collect_partial_tiles(store, 0, 260), 510U);
  EXPECT_EQ(collect_partial_tiles(store, 0, 260), 0U);
  EXPECT_TRUE(store.read("tile/0/001.p/4").has_value());
  EXPECT_TRUE(store.read("tile/1/000.p/1").has_value());
  EXPECT_EQ(at(100), before) << "full tiles stand in";
  EXPECT_EQ(TreeWriter(store, {100, before}).head().root, before);
  EXPECT_EQ(TreeWriter(store, head).head(), head);
}

RC_GTEST_PROP(TreeReader, ProvesWhatTheTreeInMemoryProves, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 1200);
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  const auto old_size = *rc::gen::inRange<std::size_t>(0, size + 1);
  MemoryTileStore store;
  const auto head = TreeWriter{store, TreeHead{}}.append(some_entries(size));
  const auto leaves = some_leaves(size);
  TreeReader reader{store, size};

  RC_ASSERT(reader.head() == head);
  RC_ASSERT(reader.leaf(index) == leaves[index]);
  RC_ASSERT(reader.entry(index) == some_entries(1, index).front());
  RC_ASSERT(reader.inclusion(index) == inclusion_path(index, size, hash_of(leaves)));
  RC_ASSERT(reader.consistency(old_size) == consistency_path(old_size, size, hash_of(leaves)));
  RC_ASSERT(reader.head_at(old_size).root == tree_head(std::span{leaves}.first(old_size)));
}

TEST(TreeReader, SaysWhichTileIsMissing) {
  MemoryTileStore store;
  const auto head = TreeWriter{store, TreeHead{}}.append(some_entries(300));
  store.files.erase("tile/0/000");
  TreeReader reader{store, head.size};
  try {
    static_cast<void>(reader.inclusion(3));
    ADD_FAILURE() << "proved without the tile";
  } catch (const Fault& fault) {
    EXPECT_THAT(fault.what(), testing::HasSubstr("tile/0/000"));
  }
}

class FolderTileStoreTest : public testing::Test {
 protected:
  FolderTileStoreTest() { std::filesystem::create_directories(folder); }
  ~FolderTileStoreTest() override { std::filesystem::remove_all(folder); }

  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("tiles-" + to_hex(crypto::random_bytes(8)));
};

TEST_F(FolderTileStoreTest, KeepsALogAcrossRestarts) {
  TreeHead head;
  for (std::size_t at = 0; at < 700; at += 100) {
    FolderTileStore store{folder};
    head = TreeWriter{store, head}.append(some_entries(100, at));
  }
  EXPECT_EQ(head.root, tree_head(some_leaves(700)));
  FolderTileStore store{folder};
  EXPECT_GT(collect_partial_tiles(store, 0, 700), 0U);
  EXPECT_EQ(TreeWriter(store, head).head(), head);
  EXPECT_FALSE(std::filesystem::exists(folder / "tile/0/000.p"));
}

TEST_F(FolderTileStoreTest, NeverChangesAFile) {
  FolderTileStore store{folder};
  store.write("tile/0/000.p/1", "bytes");
  store.write("tile/0/000.p/1", "bytes");
  EXPECT_THROW(store.write("tile/0/000.p/1", "other"), Fault);
  EXPECT_EQ(store.read("tile/0/000.p/1"), "bytes");
}

TEST_F(FolderTileStoreTest, GetsOverAHalfWrittenTemporaryFile) {
  FolderTileStore store{folder};
  std::filesystem::create_directories(folder / "tile/0");
  std::ofstream{folder / "tile/0/000.new"} << "half of a much longer tile";
  EXPECT_EQ(store.read("tile/0/000"), std::nullopt);
  store.write("tile/0/000", "tile");
  EXPECT_EQ(store.read("tile/0/000"), "tile");
}

TEST_F(FolderTileStoreTest, DoesNotStartASecondHistoryInAMistypedFolder) {
  EXPECT_THROW(FolderTileStore{folder / "mistyped"}, Fault);
}

TEST_F(FolderTileStoreTest, ThrowsWhenItCannotWrite) {
  FolderTileStore store{folder};
  std::ofstream{folder / "tile"} << "a file where a folder should be";
  EXPECT_EQ(store.read("tile/0/000"), std::nullopt);
  EXPECT_THROW(store.write("tile/0/000", "tile"), std::runtime_error);
}

}  // namespace
}  // namespace mingcha::ledger
