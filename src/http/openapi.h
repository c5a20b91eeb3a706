// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "http/route.h"

namespace mingcha::http {

/// A schema that several routes share: "#/components/schemas/<name>".
struct SharedSchema {
  std::string_view name;
  std::string_view schema;  ///< JSON Schema as JSON text.
};

struct ApiDescription {
  std::string_view title;
  std::string_view version;
  std::span<const SharedSchema> schemas;
};

/// The OpenAPI 3.1 document of the routes below /api/, as JSON. The same bytes for the same table.
/// A schema that is no JSON, or a reference to a schema that is not there, is our bug.
[[nodiscard]] std::string openapi(std::span<const Route* const> routes,
                                  const ApiDescription& description);

/// Which role may call which route, as a Markdown table.
[[nodiscard]] std::string permission_matrix(std::span<const Route* const> routes);

}  // namespace mingcha::http
