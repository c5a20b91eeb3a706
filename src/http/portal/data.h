// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/text.h"

// What the public may take away as data: the pages that say how, and the feeds.
namespace mingcha::portal {

struct SiteView;

struct BundleView {
  std::string month;  ///< "2026-03"
  std::uint64_t decisions{};
};

struct TakeView {
  std::vector<BundleView> months;  ///< Newest first.
  unsigned per_minute{};           ///< Requests of one address; 0: no limit.
};

/// A field of the data: a column, or a member of the JSON.
struct ColumnView {
  std::string name;
  std::string type;  ///< "text", "date", "time", "integer", "boolean"
  Text meaning;
};

/// GET /data
[[nodiscard]] std::string data_page(const SiteView& site, const TakeView& view);
/// GET /data/dictionary
[[nodiscard]] std::string dictionary_page(const SiteView& site,
                                          const std::vector<ColumnView>& columns);
/// GET /data/dictionary.json, in both languages.
[[nodiscard]] std::string dictionary_json(const std::vector<ColumnView>& columns);

/// A decision as a reader of feeds sees it.
struct FeedEntry {
  std::string id;  ///< Publication id.
  std::string title;
  Text summary;
  Instant published{};
  Instant updated{};
  bool corrected{};
  bool withdrawn{};  ///< Then nothing of it is said but that and when.
};

struct FeedView {
  std::vector<FeedEntry> entries;   ///< Newest change first.
  std::optional<std::string> next;  ///< Path of the older ones.
};

/// RFC 4287, with RFC 6721 for what was withdrawn.
[[nodiscard]] std::string atom_feed(const SiteView& site, const FeedView& view);
/// JSON Feed 1.1. What was withdrawn comes as an item that says so and no more.
[[nodiscard]] std::string json_feed(const SiteView& site, const FeedView& view);

}  // namespace mingcha::portal
