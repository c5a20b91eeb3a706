// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "http/route.h"

namespace mingcha::http {

/// The browser application of the people who work with cases, under /console/. Every address below
/// it that is no file answers the application itself, which finds its own page.
[[nodiscard]] std::span<const Route> console_routes();

}  // namespace mingcha::http
