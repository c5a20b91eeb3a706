// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle.h"

#include <array>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/test_tree.h"

namespace mingcha::ledger {
namespace {

// The reference tree of certificate transparency, as in transparency-dev/merkle.
constexpr std::array kLeaves = {"",
                                "00",
                                "10",
                                "2021",
                                "3031",
                                "40414243",
                                "5051525354555657",
                                "606162636465666768696a6b6c6d6e6f"};
constexpr std::array kRoots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                               "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                               "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                               "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                               "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                               "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                               "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                               "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                               "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(MerkleTree, GivesTheRootsOfTheReferenceTree) {
  Hashes leaves;
  for (const auto* leaf : kLeaves) leaves.push_back(leaf_hash(from_hex(leaf).value()));
  for (std::size_t size = 0; size < kRoots.size(); ++size) {
    EXPECT_EQ(to_hex(as_bytes(tree_head(std::span{leaves}.first(size)))), kRoots[size]) << size;
  }
}

// RFC 9162 s2.1.5: the paths of its seven-leaf example, in its own letters.
TEST(MerkleTree, GivesThePathsOfTheRfcExample) {
  const auto leaves = some_leaves(7);
  const auto hashes = hash_of(leaves);
  const auto range = [&](std::size_t from, std::size_t to) {
    return tree_head(std::span{leaves}.subspan(from, to - from));
  };
  const auto g = range(0, 2);
  const auto h = range(2, 4);
  const auto i = range(4, 6);
  const auto k = range(0, 4);
  const auto l = range(4, 7);

  EXPECT_EQ(inclusion_path(0, 7, hashes), (Hashes{leaves[1], h, l}));
  EXPECT_EQ(inclusion_path(3, 7, hashes), (Hashes{leaves[2], g, l}));
  EXPECT_EQ(inclusion_path(4, 7, hashes), (Hashes{leaves[5], leaves[6], k}));
  EXPECT_EQ(inclusion_path(6, 7, hashes), (Hashes{i, k}));
  EXPECT_EQ(consistency_path(3, 7, hashes), (Hashes{leaves[2], leaves[3], g, l}));
  EXPECT_EQ(consistency_path(4, 7, hashes), (Hashes{l}));
  EXPECT_EQ(consistency_path(6, 7, hashes), (Hashes{i, leaves[6], k}));
}

TEST(Inclusion, IsProvenForEveryLeafOfEverySizeToSeventy) {
  for (std::size_t size = 1; size <= 70; ++size) {
    const auto leaves = some_leaves(size);
    const auto root = tree_head(leaves);
    for (std::size_t index = 0; index < size; ++index) {
      const auto path = inclusion_path(index, size, hash_of(leaves));
      EXPECT_TRUE(verify_inclusion(leaves[index], index, size, path, root));
    }
  }
}

TEST(Consistency, IsProvenBetweenAllSizesToSeventy) {
  const auto leaves = some_leaves(70);
  const auto head = [&](std::size_t size) {
    return TreeHead{size, tree_head(std::span{leaves}.first(size))};
  };
  for (std::size_t size = 0; size <= 70; ++size) {
    for (std::size_t old_size = 0; old_size <= size; ++old_size) {
      const auto path = consistency_path(old_size, size, hash_of(leaves));
      EXPECT_TRUE(verify_consistency(head(old_size), head(size), path)) << old_size << " " << size;
    }
  }
}

RC_GTEST_PROP(Inclusion, IsRefusedAfterAnyFlippedBitWrongIndexOrWrongSize, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 300);
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  const auto leaves = some_leaves(size);
  const auto root = tree_head(leaves);
  const auto path = inclusion_path(index, size, hash_of(leaves));
  RC_ASSERT(verify_inclusion(leaves[index], index, size, path, root));

  const auto other_index = *rc::gen::inRange<std::size_t>(0, size + 2);
  RC_ASSERT((other_index == index) ==
            verify_inclusion(leaves[index], other_index, size, path, root));
  RC_ASSERT(!verify_inclusion(leaves[index], index, index, path, root));

  const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
  RC_ASSERT(!verify_inclusion(flip(leaves[index], bit), index, size, path, root));
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, path, flip(root, bit)));
  for (std::size_t at = 0; at < path.size(); ++at) {
    auto broken = path;
    broken[at] = flip(path[at], bit);
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, broken, root));
  }
  auto longer = path;
  longer.push_back(root);
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, longer, root));
  if (!path.empty()) {
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, std::span{path}.first(path.size() - 1),
                                root));
  }
}

// A size that has the same shape above this leaf may prove it too (the root fixes the content, not
// the size); a size whose path has another length may not.
RC_GTEST_PROP(Inclusion, IsRefusedForASizeWithAnotherPathLength, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 300);
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  const auto other = *rc::gen::inRange<std::size_t>(index + 1, 600);
  const auto leaves = some_leaves(std::max(size, other));
  const auto path = inclusion_path(index, size, hash_of(leaves));
  const auto other_path = inclusion_path(index, other, hash_of(leaves));
  RC_PRE(path.size() != other_path.size());

  RC_ASSERT(!verify_inclusion(leaves[index], index, other, path,
                              tree_head(std::span{leaves}.first(size))));
}

RC_GTEST_PROP(Consistency, IsRefusedAfterAnyFlippedBitOrWrongSize, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(2, 300);
  const auto old_size = *rc::gen::inRange<std::size_t>(1, size);
  const auto leaves = some_leaves(size);
  const TreeHead old_head{old_size, tree_head(std::span{leaves}.first(old_size))};
  const TreeHead new_head{size, tree_head(leaves)};
  const auto path = consistency_path(old_size, size, hash_of(leaves));
  RC_ASSERT(verify_consistency(old_head, new_head, path));

  const auto bit = *rc::gen::inRange<std::size_t>(0, 256);
  for (std::size_t at = 0; at < path.size(); ++at) {
    auto broken = path;
    broken[at] = flip(path[at], bit);
    RC_ASSERT(!verify_consistency(old_head, new_head, broken));
  }
  RC_ASSERT(!verify_consistency({old_size, flip(old_head.root, bit)}, new_head, path));
  RC_ASSERT(!verify_consistency(old_head, {size, flip(new_head.root, bit)}, path));
  RC_ASSERT(!verify_consistency(new_head, old_head, path));
  RC_ASSERT(!verify_consistency({0, old_head.root}, new_head, path));
  RC_ASSERT(!verify_consistency(old_head, {old_size, new_head.root}, path));
  auto longer = path;
  longer.push_back(new_head.root);
  RC_ASSERT(!verify_consistency(old_head, new_head, longer));
  RC_ASSERT(!verify_consistency(old_head, new_head, std::span{path}.first(path.size() - 1)));
}

TEST(Consistency, OfTheEmptyTreeNeedsItsRootAndNoPath) {
  const auto leaves = some_leaves(3);
  const TreeHead head{3, tree_head(leaves)};

  EXPECT_TRUE(verify_consistency(TreeHead{}, head, {}));
  EXPECT_FALSE(verify_consistency({0, head.root}, head, {}));
  EXPECT_FALSE(verify_consistency(TreeHead{}, head, leaves));
}

}  // namespace
}  // namespace mingcha::ledger
