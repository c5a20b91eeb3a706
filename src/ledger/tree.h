// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ledger/merkle.h"
#include "ledger/tile.h"
#include "ledger/tile_store.h"

namespace mingcha::ledger {

/// Grows one log in a TileStore. The writer keeps only the right edge in memory and knows nothing
/// of checkpoints: who calls it owns them. The whole order, and what a crash leaves at each step:
///
///  1. The caller fixes, durably, which entry has which index (a row per event with its index).
///     Crash after: no tile of the new size is there, or some are. Nobody has seen them.
///  2. append() writes bundles, then hash tiles from the leaves upwards, each durable in itself.
///     Crash inside: some files of the new size are there. They are what the same entries at the
///     same indices give, so running append() again from the old size completes them; it writes
///     the same bytes, which the store accepts. More entries behind them do no harm either: full
///     tiles are the same, and partial ones have the width in their name. OTHER entries at those
///     indices are refused by the store as soon as a file of the same name differs; that is why
///     step 1 comes first.
///     Every file written is read back and compared before append() returns.
///  3. The caller records size and root as the next to be signed, by compare-and-swap with the
///     last, then signs and publishes the checkpoint (checkpoint.h).
///     Crash before publishing: open the writer at the recorded size, sign that same head again
///     (Ed25519 gives the same bytes) and publish it.
///  4. collect_partial_tiles() removes what the published size no longer needs.
///     Crash inside: some partial tiles are left over; the next run removes them.
///
/// On start always open at the recorded size with the recorded root; files beyond it are ignored.
class TreeWriter {
 public:
  /// Recovers the right edge of the tree of `head.size` from the tiles (the exact partial tile, or
  /// the full one that replaced it). Throws Fault when one is missing or malformed, or when the
  /// root is not `head.root`. `store` must outlive the writer. An empty tree needs no files.
  TreeWriter(TileStore& store, const TreeHead& head);

  [[nodiscard]] TreeHead head() const;

  /// Puts the entries behind the last one and returns the new head. Each at most kLargestEntry
  /// bytes. No entries: nothing is written. On Fault the writer stands where it stood before.
  TreeHead append(std::span<const std::string> entries);

 private:
  struct Edge {
    std::uint64_t size = 0;
    std::vector<std::string> bundle;           ///< Entries of the unfinished bundle.
    std::array<Hashes, kTopLevel + 1> levels;  ///< Hashes of the unfinished tile per level.
  };
  struct Writes {
    std::vector<std::pair<std::string, std::string>> bundles, tiles;  ///< Path and bytes.
  };

  static void add(Edge& edge, Writes& writes, const std::string& entry);
  static void add_partials(const Edge& edge, Writes& writes);
  [[nodiscard]] static Digest root_of(const Edge& edge);
  void write(const Writes& writes);

  TileStore& store_;
  Edge edge_;
};

/// Removes the partial tiles and bundles whose full ones exist in a tree of `published_size`, a
/// size whose checkpoint readers can already get. Looks only at tiles that `from_size` did not
/// have in full; 0 looks at all. Returns how many files went.
std::size_t collect_partial_tiles(TileStore& store, std::uint64_t from_size,
                                  std::uint64_t published_size);

}  // namespace mingcha::ledger
