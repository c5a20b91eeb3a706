// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "cel/environment.h"
#include "cel/expression.h"

namespace mingcha::cel::testing {

/// A small case form: what the tests of this module speak about.
inline Environment form() {
  Environment environment;
  environment.declare("fine_yuan", Type::integer)
      .declare("count", Type::integer)
      .declare("minor", Type::boolean)
      .declare("told", Type::boolean)
      .declare("place", Type::string)
      .declare("filed_on", Type::day)
      .declare("decided_on", Type::day)
      .declare("tags", Type::strings)
      .declare_choice("penalty.kind", {"warning", "fine", "detention", "revoke_licence"})
      .declare_choice("draft.kind", {"fine", "detention"})
      .declare_choice("item.type", {"licence", "inspection"})
      .declare_choice("measures", {"seizure", "sealing"}, Type::strings);
  return environment;
}

using Values = std::map<std::string, Value, std::less<>>;

inline Lookup looking_in(Values values) {
  return [values = std::move(values)](std::string_view name) -> std::optional<Value> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional{found->second};
  };
}

}  // namespace mingcha::cel::testing
