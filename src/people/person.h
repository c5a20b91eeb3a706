// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "people/permission.h"

namespace mingcha::people {

/// The right to enforce, as the certificate says it. Days are inclusive.
struct Certificate {
  std::string number;
  std::string category;  ///< 执法类别
  std::string area;      ///< 执法区域
  Day from, to;
  bool withdrawn = false;

  [[nodiscard]] bool valid_on(Day day) const { return !withdrawn && from <= day && day <= to; }
};

struct Person {
  std::string id;
  std::string name;
  std::string unit;
  std::string post;   ///< 职务
  std::string badge;  ///< 警号
  std::vector<Role> roles;
  bool auxiliary = false;  ///< 辅警: never an enforcement officer.
  std::optional<Certificate> certificate;
  std::string legal_qualification;  ///< Number of the 法律职业资格; empty without.
  bool active = true;

  [[nodiscard]] bool has(Role role) const;
};

struct Unit {
  std::string id;
  std::string name;
  std::string short_name;  ///< In document numbers, e.g. 治
  std::string phone;
};

/// Everybody of the agency, as known at one moment.
struct Directory {
  std::string agency_name;
  std::string agency_code;   ///< Unified social credit code; `org` of every public leaf.
  std::string agency_short;  ///< In document numbers, e.g. 云公
  std::string superior;      ///< Where reconsideration is asked for: the county government.
  std::string court;         ///< Where suit is brought.
  std::string phone, supervision_phone, address;
  std::map<std::string, Unit> units;
  std::map<std::string, Person> persons;

  /// Null when unknown.
  [[nodiscard]] const Person* person(const std::string& id) const;
  [[nodiscard]] const Unit* unit(const std::string& id) const;
  /// The name for screens and papers; the id where nobody has it.
  [[nodiscard]] const std::string& name_of(const std::string& id) const;
};

}  // namespace mingcha::people
