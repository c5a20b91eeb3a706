// SPDX-License-Identifier: Apache-2.0
// A unit of its own, so that a test of these routes can bring Services with nothing else in them.
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/session/session_routes.h"
#include "people/visitor.h"

namespace mingcha::http {

desk::SignIn& sign_in_of(desk::Services& services) { return services.sign_in; }

SessionPlace session_place_of(desk::Services& services, const people::Visitor& visitor) {
  const auto people = services.people.directory();
  const auto* unit = people->unit(visitor.unit_id);
  return {unit == nullptr ? visitor.unit_id : unit->name, services.site.demonstration};
}

}  // namespace mingcha::http
