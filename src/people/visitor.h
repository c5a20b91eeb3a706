// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "people/permission.h"

namespace mingcha::people {

/// Whoever is signed in, as far as a request needs to know. Read anew for each request, so that
/// a revoked session or role ends at once.
struct Visitor {
  std::string person_id;
  std::string name;
  std::string unit_id;
  std::vector<Role> roles;
  std::string session_id;  ///< Names the session in lists and in the audit trail; opens nothing.
  std::string purpose;     ///< Stated for looking into sealed records; empty: none.
  std::string csrf;        ///< What the header X-CSRF-Token has to say.

  [[nodiscard]] bool may(Permission permission) const { return people::may(roles, permission); }
};

}  // namespace mingcha::people
