// SPDX-License-Identifier: Apache-2.0
#include "people/person.h"

#include <algorithm>

namespace mingcha::people {

bool Person::has(Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

const Person* Directory::person(const std::string& id) const {
  const auto found = persons.find(id);
  return found == persons.end() ? nullptr : &found->second;
}

const Unit* Directory::unit(const std::string& id) const {
  const auto found = units.find(id);
  return found == units.end() ? nullptr : &found->second;
}

const std::string& Directory::name_of(const std::string& id) const {
  const auto* known = person(id);
  return known == nullptr ? id : known->name;
}

const Absence* Directory::absence(const std::string& person_id, Day day) const {
  for (const auto& [id, each] : absences) {
    if (each.person == person_id && !each.withdrawn && each.from <= day && day <= each.to) {
      return &each;
    }
  }
  return nullptr;
}

std::vector<const Delegation*> Directory::delegated_to(const std::string& person_id,
                                                       Day day) const {
  std::vector<const Delegation*> out;
  for (const auto& [id, each] : delegations) {
    if (each.to == person_id && !each.withdrawn && each.from <= day && day <= each.until) {
      out.push_back(&each);
    }
  }
  return out;
}

}  // namespace mingcha::people
