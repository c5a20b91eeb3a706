// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "http/openapi.h"
#include "http/route.h"

namespace mingcha::http {

[[nodiscard]] std::span<const Route> case_routes();
[[nodiscard]] std::span<const Route> evidence_routes();
[[nodiscard]] std::span<const Route> publication_routes();

/// What the routes' schemas refer to.
[[nodiscard]] std::span<const SharedSchema> api_schemas();

}  // namespace mingcha::http
