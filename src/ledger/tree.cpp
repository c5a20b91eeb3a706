// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.h"

#include <bit>
#include <optional>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/result.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

/// The first `width` items of a tile, from the partial one or from the full one after it.
template <typename Decode>
auto read_edge(TileStore& store, const TileAddress& partial, Decode decode) {
  auto width = partial.width;
  auto bytes = store.read(partial.path());
  if (!bytes) {
    width = kTileWidth;
    bytes = store.read(partial.full().path());
  }
  if (!bytes) throw Fault(fmt::format("the log lacks {}", partial.path()));
  auto items = decode(*bytes, width);
  if (!items) throw Fault(fmt::format("{} is malformed", partial.path()));
  items->resize(partial.width);
  return *std::move(items);
}

/// The roots of the complete subtrees that `hashes` fall into, left to right.
void add_peaks(std::span<const Digest> hashes, Hashes& peaks) {
  while (!hashes.empty()) {
    const auto width = std::bit_floor(hashes.size());
    peaks.push_back(tree_head(hashes.first(width)));
    hashes = hashes.subspan(width);
  }
}

std::size_t remove_partials_of(TileStore& store, const TileAddress& full) {
  if (!store.read(full.path())) return 0;  // Never leave a tile with neither form.
  const auto folder = full.path() + ".p";
  const auto names = store.list(folder);
  for (const auto& name : names) store.remove(folder + "/" + name);
  if (!names.empty()) store.remove(folder);
  return names.size();
}

}  // namespace

TreeWriter::TreeWriter(TileStore& store, const TreeHead& head) : store_{store} {
  MINGCHA_ASSERT(head.size <= kLargestSize);
  edge_.size = head.size;
  if (const auto [full, partial] = count_tiles(0, head.size); partial > 0) {
    edge_.bundle = read_edge(store_, {TileKind::entries, 0, full, partial}, decode_bundle);
  }
  for (unsigned level = 0; level <= kTopLevel; ++level) {
    const auto [full, partial] = count_tiles(level, head.size);
    if (partial == 0) continue;
    edge_.levels[level] = read_edge(store_, {TileKind::hashes, level, full, partial}, decode_tile);
  }
  for (std::size_t i = 0; i < edge_.bundle.size(); ++i) {
    if (leaf_hash(edge_.bundle[i]) != edge_.levels[0][i]) {
      throw Fault("the log's last bundle does not fit its hashes");
    }
  }
  if (root_of(edge_) != head.root) {
    throw Fault(fmt::format("the log's tiles do not give the recorded root of size {}", head.size));
  }
}

TreeHead TreeWriter::head() const { return {edge_.size, root_of(edge_)}; }

TreeHead TreeWriter::append(std::span<const std::string> entries) {
  if (entries.empty()) return head();
  Edge next = edge_;
  Writes writes;
  for (const auto& entry : entries) add(next, writes, entry);
  add_partials(next, writes);
  write(writes);
  edge_ = std::move(next);
  return head();
}

void TreeWriter::add(Edge& edge, Writes& writes, const std::string& entry) {
  MINGCHA_ASSERT(entry.size() <= kLargestEntry && edge.size < kLargestSize);
  edge.bundle.push_back(entry);
  if (edge.bundle.size() == kTileWidth) {
    const TileAddress address{TileKind::entries, 0, edge.size / kTileWidth, kTileWidth};
    writes.bundles.emplace_back(address.path(), encode_bundle(edge.bundle));
    edge.bundle.clear();
  }
  edge.size += 1;
  Digest hash = leaf_hash(entry);
  for (unsigned level = 0; level <= kTopLevel; ++level) {
    auto& hashes = edge.levels[level];
    hashes.push_back(hash);
    if (hashes.size() < kTileWidth) return;
    const auto index = count_tiles(level, edge.size).full - 1;
    writes.tiles.emplace_back(TileAddress{TileKind::hashes, level, index, kTileWidth}.path(),
                              encode_tile(hashes));
    hash = tree_head(hashes);
    hashes.clear();
  }
}

void TreeWriter::add_partials(const Edge& edge, Writes& writes) {
  if (const auto [full, partial] = count_tiles(0, edge.size); partial > 0) {
    MINGCHA_ASSERT(edge.bundle.size() == partial);
    writes.bundles.emplace_back(TileAddress{TileKind::entries, 0, full, partial}.path(),
                                encode_bundle(edge.bundle));
  }
  for (unsigned level = 0; level <= kTopLevel; ++level) {
    const auto [full, partial] = count_tiles(level, edge.size);
    MINGCHA_ASSERT(edge.levels[level].size() == partial);
    if (partial == 0) continue;
    writes.tiles.emplace_back(TileAddress{TileKind::hashes, level, full, partial}.path(),
                              encode_tile(edge.levels[level]));
  }
}

Digest TreeWriter::root_of(const Edge& edge) {
  Hashes peaks;
  for (unsigned level = kTopLevel + 1; level > 0; --level) {
    add_peaks(edge.levels[level - 1], peaks);
  }
  if (peaks.empty()) return empty_root();
  Digest root = peaks.back();
  for (auto peak = peaks.rbegin() + 1; peak != peaks.rend(); ++peak) root = node_hash(*peak, root);
  return root;
}

void TreeWriter::write(const Writes& writes) {
  // Entries before hashes: a hash whose entry got lost could never be explained.
  for (const auto* files : {&writes.bundles, &writes.tiles}) {
    for (const auto& [path, bytes] : *files) {
      store_.write(path, bytes);
      if (store_.read(path) != bytes) {
        throw Fault(fmt::format("{} reads back other than written", path));
      }
    }
  }
}

std::size_t collect_partial_tiles(TileStore& store, std::uint64_t from_size,
                                  std::uint64_t published_size) {
  std::size_t removed = 0;
  const auto collect = [&](TileKind kind, unsigned level) {
    const auto end = count_tiles(level, published_size).full;
    for (auto index = count_tiles(level, from_size).full; index < end; ++index) {
      removed += remove_partials_of(store, {kind, level, index, kTileWidth});
    }
  };
  collect(TileKind::entries, 0);
  for (unsigned level = 0; level <= kTopLevel; ++level) collect(TileKind::hashes, level);
  return removed;
}

}  // namespace mingcha::ledger
