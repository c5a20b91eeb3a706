// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "http/portal/view.h"

// What somebody outside sees who may watch recordings for a while. Plain values.
namespace mingcha::portal {

struct WatchedRecording {
  std::string id, name;
  std::optional<Instant> from, to;
  std::string sha256;
  std::string address;  ///< Of the bytes.
  bool plays = false;   ///< In a browser.
};

struct WatchView {
  std::string viewer, organ, basis;
  Instant until;
  std::vector<WatchedRecording> recordings;
};

/// GET /watch/{token}
[[nodiscard]] std::string watch_page(const SiteView& site, const WatchView& view);

}  // namespace mingcha::portal
