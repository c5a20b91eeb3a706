// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/openapi.h"
#include "http/route.h"
#include "http/router.h"

namespace mingcha::http {
class Application;
}  // namespace mingcha::http

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

/// All routes of the program over these use cases. Fault when a public route is not tested for
/// leaks.
enum class RequestLog { written, silent };
[[nodiscard]] std::unique_ptr<http::Application> make_application(Ground& ground, Office& office,
                                                                  RequestLog log);
/// The same routes, for looking one up.
[[nodiscard]] http::Router make_router();

/// The OpenAPI document and the permission matrix of the program's own routes.
[[nodiscard]] std::string openapi_document();
[[nodiscard]] std::string permission_table();

}  // namespace mingcha::programs
