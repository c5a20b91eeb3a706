// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/encoding.h"

namespace mingcha::ledger {

using Hashes = std::vector<Digest>;

// The tree of RFC 6962 s2.1 and RFC 9162 s2.1.1. Paths are made by the recursive definition and
// verified by the iterative one, so that the two can be held against each other.

/// SHA-256(00 || entry).
[[nodiscard]] Digest leaf_hash(std::string_view entry);
/// SHA-256(01 || left || right).
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);
/// The root of the tree without leaves: SHA-256 of nothing.
[[nodiscard]] Digest empty_root();
[[nodiscard]] Digest tree_head(std::span<const Digest> leaf_hashes);

/// The root of the leaves `from` up to but not with `to`; `from` < `to`.
using RangeHash = std::function<Digest(std::uint64_t from, std::uint64_t to)>;
[[nodiscard]] RangeHash hash_of(std::span<const Digest> leaf_hashes);

/// From the leaf's sibling up to the root's child. `index` < `size`.
[[nodiscard]] Hashes inclusion_path(std::uint64_t index, std::uint64_t size,
                                    const RangeHash& range_hash);
/// That the tree of `old_size` is a prefix of that of `new_size`; `old_size` <= `new_size`.
/// Empty where `old_size` is 0 or equal.
[[nodiscard]] Hashes consistency_path(std::uint64_t old_size, std::uint64_t new_size,
                                      const RangeHash& range_hash);

[[nodiscard]] bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Digest> path, const Digest& root);

struct TreeHead {
  std::uint64_t size = 0;
  Digest root = empty_root();

  bool operator==(const TreeHead&) const = default;
};

[[nodiscard]] bool verify_consistency(const TreeHead& old_head, const TreeHead& new_head,
                                      std::span<const Digest> path);

}  // namespace mingcha::ledger
