// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "http/openapi.h"
#include "http/route.h"

namespace mingcha::desk {
class SignIn;
}  // namespace mingcha::desk

namespace mingcha::people {
struct Visitor;
}  // namespace mingcha::people

namespace mingcha::http {

/// The one of the services that these routes use.
[[nodiscard]] desk::SignIn& sign_in_of(desk::Services& services);

/// What is said of a session beside the visitor himself.
struct SessionPlace {
  std::string unit_title;
  bool demonstration = false;  ///< Every page says that its records are fictional.
};
[[nodiscard]] SessionPlace session_place_of(desk::Services& services,
                                            const people::Visitor& visitor);

/// Signing in and out, who am I, password and second factor.
[[nodiscard]] std::span<const Route> session_routes();
/// What the routes' schemas refer to.
[[nodiscard]] std::span<const SharedSchema> session_schemas();

}  // namespace mingcha::http
