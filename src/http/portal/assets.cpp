// SPDX-License-Identifier: Apache-2.0
#include "http/portal/assets.h"

#include <algorithm>

#include "base/assert.h"
#include "http/portal/assets_table.h"

namespace mingcha::portal {

const std::vector<Asset>& assets() {
  static const std::vector<Asset> kAssets = [] {
    std::vector<Asset> all;
    for (const NamedAsset& entry : named_assets()) all.push_back(entry.asset);
    return all;
  }();
  return kAssets;
}

std::string_view asset_path(std::string_view name) {
  const std::vector<NamedAsset>& all = named_assets();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.name == name; });
  MINGCHA_ASSERT(found != all.end());
  return found->asset.path;
}

}  // namespace mingcha::portal
