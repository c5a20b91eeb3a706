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

/// 法律职业资格. Days are inclusive; without a first or last day there is no bound on that side.
struct Qualification {
  std::string number;
  std::optional<Day> from, to;
  bool withdrawn = false;

  [[nodiscard]] bool valid_on(Day day) const {
    return !number.empty() && !withdrawn && (!from || *from <= day) && (!to || day <= *to);
  }
};

struct Person {
  std::string id;
  std::string name;
  std::string unit;
  std::string post;   ///< 职务
  std::string level;  ///< 审批层级: one of the pack's levels of approval; empty: none.
  std::string badge;  ///< 警号
  std::vector<Role> roles;
  bool auxiliary = false;  ///< 辅警: never an enforcement officer.
  std::optional<Certificate> certificate;
  Qualification legal_qualification;
  bool active = true;

  [[nodiscard]] bool has(Role role) const;
};

/// A person does not work on these days, both included.
struct Absence {
  std::string id;
  std::string person;
  Day from, to;
  std::string reason;
  bool withdrawn = false;
};

/// Somebody may approve in another's place on these days, both included.
struct Delegation {
  std::string id;
  std::string by, to;  ///< Person ids: whose power it is, and who may use it.
  Day from, until;
  std::string reason;
  bool withdrawn = false;
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
  std::map<std::string, Absence> absences;        ///< By id.
  std::map<std::string, Delegation> delegations;  ///< By id.

  /// Null when unknown.
  [[nodiscard]] const Person* person(const std::string& id) const;
  [[nodiscard]] const Unit* unit(const std::string& id) const;
  /// The name for screens and papers; the id where nobody has it.
  [[nodiscard]] const std::string& name_of(const std::string& id) const;
  /// The absence that covers the day; null when the person is there.
  [[nodiscard]] const Absence* absence(const std::string& person_id, Day day) const;
  /// What others have given to that person for the day.
  [[nodiscard]] std::vector<const Delegation*> delegated_to(const std::string& person_id,
                                                            Day day) const;
};

}  // namespace mingcha::people
