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

}  // namespace mingcha::people
