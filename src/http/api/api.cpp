// SPDX-License-Identifier: Apache-2.0
#include "http/api/api.h"

namespace mingcha::http {

std::vector<std::span<const Route>> api_tables() {
  return {case_routes(), evidence_routes(), item_routes(), publication_routes()};
}

std::vector<SharedSchema> api_schemas() {
  std::vector<SharedSchema> all;
  for (const auto& schemas :
       {case_schemas(), command_schemas(), item_schemas(), publication_schemas()}) {
    all.insert(all.end(), schemas.begin(), schemas.end());
  }
  return all;
}

}  // namespace mingcha::http
