// SPDX-License-Identifier: Apache-2.0
#include "http/api/look.h"

#include "desk/case_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"

namespace mingcha::http {

void record_look(const Request& request, desk::Services& services, const desk::CaseSight& sight,
                 const std::string& what, const std::string& thing) {
  services.trail.looked(request.signed_in(), sight.state->id, what, thing, sight.sealed);
}

}  // namespace mingcha::http
