// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "http/portal/view.h"

namespace mingcha::portal::sample {

/// What the sample log says about the sample decisions, handed in by whoever made that log.
struct LogFacts {
  std::string origin;
  std::string key_id;
  std::string vkey;
  std::string root;
  std::string checkpoint;
  std::uint64_t size{};
  std::map<std::string, std::uint64_t> published;  ///< Publication id to index.
};

[[nodiscard]] SiteView site(const LogFacts& log);
[[nodiscard]] HomeView home(const LogFacts& log);
/// Searches the sample decisions as the real site does theirs: in every visible text.
[[nodiscard]] DecisionListView search(const std::string& text, const std::string& year,
                                      const std::string& unit, std::uint64_t page);
/// Nothing when there is none of that id.
[[nodiscard]] std::optional<DecisionView> decision(const std::string& id, const LogFacts& log);
[[nodiscard]] TombstoneView tombstone();
[[nodiscard]] ItemListView items(const std::string& text);
[[nodiscard]] ItemView item();
[[nodiscard]] LogView log_view(const LogFacts& log);
/// The published text as served under /decisions/{id}/document.
[[nodiscard]] std::string document_text(const DecisionView& view);

}  // namespace mingcha::portal::sample
