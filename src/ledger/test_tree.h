// SPDX-License-Identifier: Apache-2.0
// For the tests of this folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/tile_store.h"

namespace mingcha::ledger {

inline std::vector<std::string> some_entries(std::size_t count, std::size_t from = 0) {
  std::vector<std::string> entries;
  for (std::size_t i = from; i < from + count; ++i) entries.push_back(fmt::format("entry {}", i));
  return entries;
}

inline Hashes some_leaves(std::size_t count) {
  Hashes leaves;
  for (const auto& entry : some_entries(count)) leaves.push_back(leaf_hash(entry));
  return leaves;
}

inline Digest flip(Digest digest, std::size_t bit) {
  digest[bit / 8] = static_cast<std::uint8_t>(digest[bit / 8] ^ (1U << (bit % 8)));
  return digest;
}

/// Keeps the promises of TileStore in memory, and fails when told to.
class MemoryTileStore final : public TileStore {
 public:
  std::map<std::string, std::string, std::less<>> files;
  int writes_until_failure = -1;  ///< -1: never.

  std::optional<std::string> read(std::string_view path) override {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional{found->second};
  }
  void write(std::string_view path, std::string_view bytes) override {
    if (writes_until_failure == 0) throw Fault("power cut");
    if (writes_until_failure > 0) --writes_until_failure;
    const auto [found, is_new] = files.emplace(path, bytes);
    if (!is_new && found->second != bytes) throw Fault("other bytes");
  }
  std::vector<std::string> list(std::string_view folder) override {
    std::vector<std::string> names;
    for (const auto& [path, bytes] : files) {
      const auto prefix = std::string{folder} + "/";
      if (path.starts_with(prefix)) names.push_back(path.substr(prefix.size()));
    }
    return names;
  }
  void remove(std::string_view path) override {
    if (const auto found = files.find(path); found != files.end()) files.erase(found);
  }
};

}  // namespace mingcha::ledger
