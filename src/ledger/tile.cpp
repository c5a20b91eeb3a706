// SPDX-License-Identifier: Apache-2.0
#include "ledger/tile.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kRoot = "tile/";
constexpr std::string_view kEntries = "entries/";
constexpr std::string_view kPartial = ".p/";
constexpr std::size_t kHashSize = 32;
constexpr unsigned kLargestLevel = 63;

std::string index_path(std::uint64_t index) {
  auto path = fmt::format("{:03}", index % 1000);
  for (index /= 1000; index > 0; index /= 1000) path = fmt::format("x{:03}/{}", index % 1000, path);
  return path;
}

tl::unexpected<Rejection> bad_tile() {
  return unreadable("哈希块长度不对。", "The tile has the wrong length.");
}

tl::unexpected<Rejection> bad_bundle() {
  return unreadable("记录包格式不对或被截断。", "The entry bundle is malformed or cut short.");
}

/// Reads liberally; parse_tile_path then compares with what would have been written.
std::optional<std::uint64_t> read_index(std::string_view path) {
  std::string digits;
  for (const char c : path) {
    if (c != 'x' && c != '/') digits += c;
  }
  while (digits.size() > 1 && digits.front() == '0') digits.erase(0, 1);
  return parse_decimal(digits);
}

}  // namespace

std::string TileAddress::path() const {
  const auto folder = kind == TileKind::entries ? std::string{"entries"} : fmt::to_string(level);
  auto out = fmt::format("{}{}/{}", kRoot, folder, index_path(index));
  if (width < kTileWidth) out += fmt::format("{}{}", kPartial, width);
  return out;
}

std::optional<TileAddress> parse_tile_path(std::string_view path) {
  const auto whole = path;
  if (!path.starts_with(kRoot)) return std::nullopt;
  path.remove_prefix(kRoot.size());
  TileAddress address;
  if (path.starts_with(kEntries)) {
    address.kind = TileKind::entries;
    path.remove_prefix(kEntries.size());
  } else {
    const auto slash = path.find('/');
    const auto level = parse_decimal(path.substr(0, slash));
    if (slash == std::string_view::npos || !level || *level > kLargestLevel) return std::nullopt;
    address.level = static_cast<unsigned>(*level);
    path.remove_prefix(slash + 1);
  }
  if (const auto partial = path.find(kPartial); partial != std::string_view::npos) {
    const auto width = parse_decimal(path.substr(partial + kPartial.size()));
    if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
    address.width = static_cast<unsigned>(*width);
    path = path.substr(0, partial);
  }
  const auto index = read_index(path);
  if (!index) return std::nullopt;
  address.index = *index;
  if (address.path() != whole) return std::nullopt;
  return address;
}

TileCount count_tiles(unsigned level, std::uint64_t size) {
  if (level > kTopLevel) return {};
  const auto hashes = size >> (kTileHeight * level);
  return {hashes / kTileWidth, static_cast<unsigned>(hashes % kTileWidth)};
}

std::string encode_tile(std::span<const Digest> hashes) {
  MINGCHA_ASSERT(!hashes.empty() && hashes.size() <= kTileWidth);
  std::string bytes;
  bytes.reserve(hashes.size() * kHashSize);
  for (const auto& hash : hashes) bytes += as_bytes(hash);
  return bytes;
}

Result<Hashes> decode_tile(std::string_view bytes, unsigned width) {
  if (bytes.size() != width * kHashSize) return bad_tile();
  Hashes hashes;
  hashes.reserve(width);
  for (std::size_t at = 0; at < bytes.size(); at += kHashSize) {
    hashes.push_back(*to_digest(bytes.substr(at, kHashSize)));
  }
  return hashes;
}

std::string encode_bundle(std::span<const std::string> entries) {
  MINGCHA_ASSERT(!entries.empty() && entries.size() <= kTileWidth);
  std::string bytes;
  for (const auto& entry : entries) {
    MINGCHA_ASSERT(entry.size() <= kLargestEntry);
    bytes += to_bytes(entry.size(), 2) + entry;
  }
  return bytes;
}

Result<std::vector<std::string>> decode_bundle(std::string_view bytes, unsigned width) {
  std::vector<std::string> entries;
  while (!bytes.empty()) {
    if (bytes.size() < 2 || entries.size() == width) return bad_bundle();
    const auto length = from_bytes(bytes.substr(0, 2));
    bytes.remove_prefix(2);
    if (bytes.size() < length) return bad_bundle();
    entries.emplace_back(bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  if (entries.size() != width) return bad_bundle();
  return entries;
}

}  // namespace mingcha::ledger
