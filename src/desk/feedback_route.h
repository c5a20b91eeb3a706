// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "people/person.h"

namespace mingcha::desk {

/// The unit that answers: that of the first role in the list which somebody has in a unit that is
/// not kept away. Empty where there is none.
[[nodiscard]] std::string answering_unit(const people::Directory& people,
                                         const std::vector<std::string>& roles,
                                         const std::set<std::string>& away);

/// Units with somebody who may answer, without those kept away.
[[nodiscard]] std::vector<std::string> units_that_answer(const people::Directory& people,
                                                         const std::set<std::string>& away);

}  // namespace mingcha::desk
