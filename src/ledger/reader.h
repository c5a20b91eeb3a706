// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ledger/merkle.h"
#include "ledger/tile.h"
#include "ledger/tile_store.h"

namespace mingcha::ledger {

/// Makes proofs for the tree of one size by reading tiles alone. Full tiles stand in for partial
/// ones. A tile that is missing or malformed throws Fault. Tiles are believed: whoever needs to
/// know verifies the proof against a signed root. One thread at a time.
class TreeReader {
 public:
  /// `source` must outlive the reader.
  TreeReader(TileSource& source, std::uint64_t size) : source_{source}, size_{size} {}

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] TreeHead head();
  /// Of the same log when it had `old_size` leaves; `old_size` <= size().
  [[nodiscard]] TreeHead head_at(std::uint64_t old_size);
  /// `index` < size().
  [[nodiscard]] std::string entry(std::uint64_t index);
  /// The entries from number * kTileWidth on: a tile's width of them, or up to the tree's end.
  [[nodiscard]] std::vector<std::string> bundle(std::uint64_t number);
  [[nodiscard]] Digest leaf(std::uint64_t index);
  [[nodiscard]] Hashes inclusion(std::uint64_t index);
  [[nodiscard]] Hashes consistency(std::uint64_t old_size);

 private:
  [[nodiscard]] const Hashes& tile(unsigned level, std::uint64_t index);
  /// `width` becomes 256 where the full tile had to stand in.
  [[nodiscard]] std::string load(const TileAddress& address, unsigned& width);
  [[nodiscard]] Digest range(std::uint64_t from, std::uint64_t to);
  [[nodiscard]] Digest complete(std::uint64_t from, std::uint64_t count);

  TileSource& source_;
  std::uint64_t size_;
  std::map<std::pair<unsigned, std::uint64_t>, Hashes> tiles_;
};

}  // namespace mingcha::ledger
