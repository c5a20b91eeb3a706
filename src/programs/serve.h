// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "http/openapi.h"
#include "http/route.h"

namespace mingcha::programs {

struct Ground;
struct Settings;
class Office;

/// Keeps SIGTERM and SIGINT for serve() to wait for. Call before any thread starts: a thread that
/// does not hold them back would end the process in the middle of its work.
void hold_stop_signals();

/// Serves until SIGTERM or SIGINT, then lets running requests finish. `started` is told the
/// address.
int serve(Ground& ground, Office& office, const std::function<void(const std::string&)>& started);

/// The OpenAPI document and the permission matrix of the program's own routes.
[[nodiscard]] std::string openapi_document();
[[nodiscard]] std::string permission_table();

}  // namespace mingcha::programs
