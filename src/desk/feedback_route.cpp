// SPDX-License-Identifier: Apache-2.0
#include "desk/feedback_route.h"

namespace mingcha::desk {

std::string answering_unit(const people::Directory& people, const std::vector<std::string>& roles,
                           const std::set<std::string>& away) {
  for (const auto& name : roles) {
    const auto role = people::to_role(name);
    if (!role) continue;
    for (const auto& [id, person] : people.persons) {
      if (person.active && person.has(*role) && !away.contains(person.unit)) return person.unit;
    }
  }
  return {};
}

std::vector<std::string> units_that_answer(const people::Directory& people,
                                           const std::set<std::string>& away) {
  std::set<std::string> out;
  for (const auto& [id, person] : people.persons) {
    const bool answers = person.active && !away.contains(person.unit) &&
                         people::may(person.roles, people::Permission::answer_report);
    if (answers) out.insert(person.unit);
  }
  return {out.begin(), out.end()};
}

}  // namespace mingcha::desk
