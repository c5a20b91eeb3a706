// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace mingcha::portal {

/// A file that pages refer to. Its path carries the digest of its bytes: cache it for ever.
struct Asset {
  std::string_view path;  ///< "/assets/portal.0123456789ab.css"
  std::string_view content_type;
  std::string_view body;
};

[[nodiscard]] const std::vector<Asset>& assets();

/// The path of "portal.css", "verify.js" or "mark.svg". Any other name is our bug.
[[nodiscard]] std::string_view asset_path(std::string_view name);

}  // namespace mingcha::portal
