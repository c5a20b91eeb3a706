// SPDX-License-Identifier: Apache-2.0
#include "http/api/look.h"

#include "casefile/state.h"
#include "desk/services.h"
#include "desk/trail_desk.h"

namespace mingcha::http {

void record_look(const Request& request, desk::Services& services, const casefile::State& state,
                 const std::string& what, const std::string& thing) {
  services.trail.looked(request.signed_in(), state.id, what, thing, state.sealed.has_value());
}

}  // namespace mingcha::http
