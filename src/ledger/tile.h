// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"

namespace mingcha::ledger {

// Tiles and entry bundles (c2sp.org/tlog-tiles).

inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kTileHeight = 8;
inline constexpr unsigned kTopLevel = 7;  ///< Of a tree below 2^63 leaves.
inline constexpr std::size_t kLargestEntry = 65'535;

enum class TileKind { hashes, entries };

struct TileAddress {
  TileKind kind = TileKind::hashes;
  unsigned level = 0;  ///< 0 for entries.
  std::uint64_t index = 0;
  unsigned width = kTileWidth;  ///< 1 to 256; below 256 the tile is partial.

  /// "tile/0/x001/x234/067.p/8", "tile/entries/000": below the log's prefix.
  [[nodiscard]] std::string path() const;
  [[nodiscard]] TileAddress full() const { return {kind, level, index, kTileWidth}; }
  bool operator==(const TileAddress&) const = default;
};

/// Nothing for any path that TileAddress::path does not write.
[[nodiscard]] std::optional<TileAddress> parse_tile_path(std::string_view path);

/// How many complete tiles a tree of this size has at `level`, and how wide the partial one
/// behind them is (0: none).
struct TileCount {
  std::uint64_t full = 0;
  unsigned partial = 0;
  bool operator==(const TileCount&) const = default;
};
[[nodiscard]] TileCount count_tiles(unsigned level, std::uint64_t size);

[[nodiscard]] std::string encode_tile(std::span<const Digest> hashes);
/// Exactly `width` hashes.
[[nodiscard]] Result<Hashes> decode_tile(std::string_view bytes, unsigned width);

/// Each entry at most kLargestEntry bytes.
[[nodiscard]] std::string encode_bundle(std::span<const std::string> entries);
/// Exactly `width` entries.
[[nodiscard]] Result<std::vector<std::string>> decode_bundle(std::string_view bytes,
                                                             unsigned width);

}  // namespace mingcha::ledger
