// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "http/portal/assets.h"

namespace mingcha::portal {

struct NamedAsset {
  std::string_view name;  ///< As pages ask for it: "portal.css".
  Asset asset;
};

/// Written by embed.cmake when building.
[[nodiscard]] const std::vector<NamedAsset>& named_assets();

}  // namespace mingcha::portal
