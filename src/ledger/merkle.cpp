// SPDX-License-Identifier: Apache-2.0
#include "ledger/merkle.h"

#include <bit>
#include <string>

#include "base/assert.h"
#include "crypto/hash.h"

namespace mingcha::ledger {
namespace {

using std::uint64_t;

/// The k of RFC 9162 s2.1.1: the largest power of two smaller than `count`, which is over 1.
uint64_t split_point(uint64_t count) { return std::bit_floor(count - 1); }

/// RFC 9162 s2.1.4.1, SUBPROOF. `whole`: is the old tree still exactly this subtree?
enum class Whole { yes, no };

// NOLINTNEXTLINE(misc-no-recursion): depth is the tree's, at most 64.
void add_subproof(Hashes& path, uint64_t old_size, uint64_t from, uint64_t to, Whole whole,
                  const RangeHash& range_hash) {
  const uint64_t count = to - from;
  if (old_size == count) {
    if (whole == Whole::no) path.push_back(range_hash(from, to));
    return;
  }
  const uint64_t split = split_point(count);
  if (old_size <= split) {
    add_subproof(path, old_size, from, from + split, whole, range_hash);
    path.push_back(range_hash(from + split, to));
  } else {
    add_subproof(path, old_size - split, from + split, to, Whole::no, range_hash);
    path.push_back(range_hash(from, from + split));
  }
}

}  // namespace

Digest leaf_hash(std::string_view entry) {
  crypto::Sha256Hasher hasher;
  hasher.update(std::string_view{"\0", 1});
  hasher.update(entry);
  return hasher.digest();
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::string bytes = "\x01";
  bytes += as_bytes(left);
  bytes += as_bytes(right);
  return crypto::sha256(bytes);
}

Digest empty_root() { return crypto::sha256({}); }

// NOLINTNEXTLINE(misc-no-recursion)
Digest tree_head(std::span<const Digest> leaf_hashes) {
  if (leaf_hashes.empty()) return empty_root();
  if (leaf_hashes.size() == 1) return leaf_hashes.front();
  const auto split = split_point(leaf_hashes.size());
  return node_hash(tree_head(leaf_hashes.first(split)), tree_head(leaf_hashes.subspan(split)));
}

RangeHash hash_of(std::span<const Digest> leaf_hashes) {
  return [leaf_hashes](uint64_t from, uint64_t to) {
    MINGCHA_ASSERT(from < to && to <= leaf_hashes.size());
    return tree_head(leaf_hashes.subspan(from, to - from));
  };
}

Hashes inclusion_path(uint64_t index, uint64_t size, const RangeHash& range_hash) {
  MINGCHA_ASSERT(index < size);
  Hashes downwards;
  uint64_t from = 0;
  uint64_t to = size;
  while (to - from > 1) {
    const uint64_t middle = from + split_point(to - from);
    if (index < middle) {
      downwards.push_back(range_hash(middle, to));
      to = middle;
    } else {
      downwards.push_back(range_hash(from, middle));
      from = middle;
    }
  }
  return {downwards.rbegin(), downwards.rend()};
}

Hashes consistency_path(uint64_t old_size, uint64_t new_size, const RangeHash& range_hash) {
  MINGCHA_ASSERT(old_size <= new_size);
  Hashes path;
  if (old_size == 0) return path;
  add_subproof(path, old_size, 0, new_size, Whole::yes, range_hash);
  return path;
}

// RFC 9162 s2.1.3.2, with its names.
bool verify_inclusion(const Digest& leaf, uint64_t index, uint64_t size,
                      std::span<const Digest> path, const Digest& root) {
  if (index >= size) return false;
  uint64_t fn = index;
  uint64_t sn = size - 1;
  Digest r = leaf;
  for (const Digest& p : path) {
    if (sn == 0) return false;
    if ((fn & 1U) != 0 || fn == sn) {
      r = node_hash(p, r);
      while ((fn & 1U) == 0 && fn != 0) {
        fn >>= 1U;
        sn >>= 1U;
      }
    } else {
      r = node_hash(r, p);
    }
    fn >>= 1U;
    sn >>= 1U;
  }
  return sn == 0 && r == root;
}

// RFC 9162 s2.1.4.2, with its names.
bool verify_consistency(const TreeHead& old_head, const TreeHead& new_head,
                        std::span<const Digest> path) {
  if (old_head.size > new_head.size) return false;
  if (old_head.size == new_head.size) return path.empty() && old_head.root == new_head.root;
  if (old_head.size == 0) return path.empty() && old_head.root == empty_root();
  if (path.empty()) return false;

  uint64_t fn = old_head.size - 1;
  uint64_t sn = new_head.size - 1;
  while ((fn & 1U) != 0) {
    fn >>= 1U;
    sn >>= 1U;
  }
  // Where the old tree is complete, its root is the first element and is not sent.
  const bool complete = std::has_single_bit(old_head.size);
  Digest fr = complete ? old_head.root : path.front();
  Digest sr = fr;
  for (const Digest& c : path.subspan(complete ? 0 : 1)) {
    if (sn == 0) return false;
    if ((fn & 1U) != 0 || fn == sn) {
      fr = node_hash(c, fr);
      sr = node_hash(c, sr);
      while ((fn & 1U) == 0 && fn != 0) {
        fn >>= 1U;
        sn >>= 1U;
      }
    } else {
      sr = node_hash(sr, c);
    }
    fn >>= 1U;
    sn >>= 1U;
  }
  return sn == 0 && fr == old_head.root && sr == new_head.root;
}

}  // namespace mingcha::ledger
