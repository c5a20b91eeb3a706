// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "http/openapi.h"
#include "http/route.h"

namespace mingcha::desk {
class SignIn;
}  // namespace mingcha::desk

namespace mingcha::http {

/// The one of the services that these routes use.
[[nodiscard]] desk::SignIn& sign_in_of(desk::Services& services);

/// Signing in and out, who am I, password and second factor.
[[nodiscard]] std::span<const Route> session_routes();
/// What the routes' schemas refer to.
[[nodiscard]] std::span<const SharedSchema> session_schemas();

}  // namespace mingcha::http
