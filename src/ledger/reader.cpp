// SPDX-License-Identifier: Apache-2.0
#include "ledger/reader.h"

#include <bit>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/result.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kMostCachedTiles = 1024;  // 8 MiB.

}  // namespace

TreeHead TreeReader::head() { return head_at(size_); }

TreeHead TreeReader::head_at(std::uint64_t old_size) {
  MINGCHA_ASSERT(old_size <= size_);
  return {old_size, old_size == 0 ? empty_root() : range(0, old_size)};
}

std::string TreeReader::entry(std::uint64_t index) {
  MINGCHA_ASSERT(index < size_);
  return std::move(bundle(index / kTileWidth)[index % kTileWidth]);
}

std::vector<std::string> TreeReader::bundle(std::uint64_t number) {
  MINGCHA_ASSERT(number * kTileWidth < size_);
  const auto [full, partial] = count_tiles(0, size_);
  const auto wanted = number < full ? static_cast<unsigned>(kTileWidth) : partial;
  auto width = wanted;
  const TileAddress address{TileKind::entries, 0, number, width};
  const auto bytes = load(address, width);
  auto entries = decode_bundle(bytes, width);
  if (!entries) throw Fault(fmt::format("{} is malformed", address.path()));
  entries->resize(wanted);
  return *std::move(entries);
}

Digest TreeReader::leaf(std::uint64_t index) {
  MINGCHA_ASSERT(index < size_);
  return range(index, index + 1);
}

Hashes TreeReader::inclusion(std::uint64_t index) {
  return inclusion_path(index, size_, [this](auto from, auto to) { return range(from, to); });
}

Hashes TreeReader::consistency(std::uint64_t old_size) {
  return consistency_path(old_size, size_, [this](auto from, auto to) { return range(from, to); });
}

std::string TreeReader::load(const TileAddress& address, unsigned& width) {
  auto bytes = source_.read(address.path());
  if (!bytes && address.width < kTileWidth) {
    width = kTileWidth;
    bytes = source_.read(address.full().path());
  }
  if (!bytes) throw Fault(fmt::format("the log lacks {}", address.path()));
  return *std::move(bytes);
}

const Hashes& TreeReader::tile(unsigned level, std::uint64_t index) {
  const auto key = std::pair{level, index};
  if (const auto found = tiles_.find(key); found != tiles_.end()) return found->second;
  const auto [full, partial] = count_tiles(level, size_);
  unsigned width = index < full ? static_cast<unsigned>(kTileWidth) : partial;
  const TileAddress address{TileKind::hashes, level, index, width};
  const auto bytes = load(address, width);
  auto hashes = decode_tile(bytes, width);
  if (!hashes) throw Fault(fmt::format("{} is malformed", address.path()));
  if (tiles_.size() >= kMostCachedTiles) tiles_.clear();
  return tiles_.emplace(key, *std::move(hashes)).first->second;
}

// Every range that proofs ask for starts at a multiple of the largest power of two within it.
// NOLINTNEXTLINE(misc-no-recursion): halves each time.
Digest TreeReader::range(std::uint64_t from, std::uint64_t to) {
  MINGCHA_ASSERT(from < to && to <= size_);
  const auto count = to - from;
  if (std::has_single_bit(count)) return complete(from, count);
  const auto split = std::bit_floor(count);
  return node_hash(complete(from, split), range(from + split, to));
}

Digest TreeReader::complete(std::uint64_t from, std::uint64_t count) {
  MINGCHA_ASSERT(from % count == 0);
  const auto height = static_cast<unsigned>(std::countr_zero(count));
  // A subtree as high as a whole tile is one hash in the tile above.
  const unsigned level = height / kTileHeight;
  const auto width = std::uint64_t{1} << (height % kTileHeight);
  const auto first = from >> (kTileHeight * level);
  const auto& hashes = tile(level, first / kTileWidth);
  return tree_head(std::span{hashes}.subspan(first % kTileWidth, width));
}

}  // namespace mingcha::ledger
