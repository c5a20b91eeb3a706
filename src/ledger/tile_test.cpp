// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/test_tree.h"

namespace mingcha::ledger {
namespace {

std::string entries_path(std::uint64_t index, unsigned width = kTileWidth) {
  return TileAddress{TileKind::entries, 0, index, width}.path();
}
std::string tile_path(unsigned level, std::uint64_t index, unsigned width = kTileWidth) {
  return TileAddress{TileKind::hashes, level, index, width}.path();
}

// c2sp.org/tlog-tiles and the layout tests of transparency-dev/tessera.
TEST(TilePath, GivesTheVectors) {
  EXPECT_EQ(entries_path(0), "tile/entries/000");
  EXPECT_EQ(entries_path(0, 255), "tile/entries/000.p/255");
  EXPECT_EQ(entries_path(123'456'789), "tile/entries/x123/x456/789");
  EXPECT_EQ(tile_path(0, 1'234'067), "tile/0/x001/x234/067");
  EXPECT_EQ(tile_path(15, 455'667), "tile/15/x455/667");
  EXPECT_EQ(tile_path(15, 123'456'789, 41), "tile/15/x123/x456/789.p/41");
}

RC_GTEST_PROP(TilePath, IsReadBack, ()) {
  TileAddress address;
  address.kind = *rc::gen::element(TileKind::hashes, TileKind::entries);
  address.level = address.kind == TileKind::entries ? 0 : *rc::gen::inRange(0U, 64U);
  address.index = *rc::gen::inRange<std::uint64_t>(0, std::uint64_t{1} << 55U);
  address.width = *rc::gen::inRange(1U, 257U);
  RC_ASSERT(parse_tile_path(address.path()) == address);
}

TEST(TilePath, IsRefusedInAnyOtherSpelling) {
  for (const auto* bad : {"",
                          "tile",
                          "tile/",
                          "tile/0",
                          "tile/0/",
                          "tile/0/0",
                          "tile/0/00",
                          "tile/0/0000",
                          "tile/00/000",
                          "tile/64/000",
                          "tile/-1/000",
                          "tile/0/x000/000",
                          "tile/0/001/000",
                          "tile/0/x001/x000",
                          "tile/0/000.p/0",
                          "tile/0/000.p/256",
                          "tile/0/000.p/01",
                          "tile/0/000.p/",
                          "tile/0/000.p",
                          "tile/0/000/",
                          "tile/0/../000",
                          "tile/entries",
                          "tile/entries/0",
                          "tile/data/000",
                          "/tile/0/000",
                          "tile/0/000\n",
                          "tile/0/x001//000",
                          "tile/0/99999999999999999999999"}) {
    EXPECT_FALSE(parse_tile_path(bad).has_value()) << bad;
  }
}

TEST(TileCount, GivesTheExampleOfTheSpecification) {
  EXPECT_EQ(count_tiles(0, 70'000), (TileCount{273, 112}));
  EXPECT_EQ(count_tiles(1, 70'000), (TileCount{1, 17}));
  EXPECT_EQ(count_tiles(2, 70'000), (TileCount{0, 1}));
  EXPECT_EQ(count_tiles(3, 70'000), (TileCount{0, 0}));
  EXPECT_EQ(count_tiles(0, 256), (TileCount{1, 0}));
  EXPECT_EQ(count_tiles(1, 256), (TileCount{0, 1}));
  EXPECT_EQ(count_tiles(0, 0), TileCount{});
  EXPECT_EQ(count_tiles(60, 70'000), TileCount{});
}

TEST(Bundle, GivesTheVector) {
  const std::vector<std::string> entries{"one", "two", "three"};
  const auto bytes = encode_bundle(entries);
  EXPECT_EQ(to_hex(bytes), "00036f6e65000374776f00057468726565");
  EXPECT_EQ(decode_bundle(bytes, 3), entries);
}

TEST(Bundle, IsRefusedWhenCutLongerOrOfAnotherWidth) {
  const auto bytes = encode_bundle(some_entries(4));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(decode_bundle(std::string_view{bytes}.substr(0, length), 4).has_value()) << length;
  }
  EXPECT_FALSE(decode_bundle(bytes + std::string(1, '\0'), 4).has_value());
  EXPECT_FALSE(decode_bundle(bytes, 3).has_value());
  EXPECT_FALSE(decode_bundle(bytes, 5).has_value());
}

TEST(Tile, IsRefusedUnlessExactlyAsLongAsItsWidth) {
  const auto leaves = some_leaves(3);
  EXPECT_EQ(decode_tile(encode_tile(leaves), 3), leaves);
  EXPECT_FALSE(decode_tile(encode_tile(leaves), 2).has_value());
  EXPECT_FALSE(decode_tile(encode_tile(leaves).substr(1), 3).has_value());
  EXPECT_FALSE(decode_tile("", 1).has_value());
}

}  // namespace
}  // namespace mingcha::ledger
