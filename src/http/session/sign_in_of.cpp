// SPDX-License-Identifier: Apache-2.0
// A unit of its own, so that a test of these routes can bring Services with nothing else in them.
#include "desk/services.h"
#include "http/session/session_routes.h"

namespace mingcha::http {

desk::SignIn& sign_in_of(desk::Services& services) { return services.sign_in; }

}  // namespace mingcha::http
