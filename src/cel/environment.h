// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/value.h"

namespace mingcha::cel {

/// What an expression may say about one name.
struct Declaration {
  Type type{};
  /// For string and strings: the only values there are. Nothing means any text.
  std::optional<std::vector<std::string>> allowed;
};

/// The names an expression may use. Names may contain dots ("penalty.kind"): each is one name.
class Environment {
 public:
  /// A second declaration of a name replaces the first.
  Environment& declare(std::string name, Type type);
  /// A choice field (Type::string) or a field with several choices (Type::strings).
  Environment& declare_choice(std::string name, std::vector<std::string> allowed,
                              Type type = Type::string);

  /// Null when the name is not declared. Valid until the next declaration.
  [[nodiscard]] const Declaration* find(std::string_view name) const;
  /// Sorted.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::map<std::string, Declaration, std::less<>> declarations_;
};

/// Values of one name that stand for all others: an expression that compares the name only with
/// `constants` (Expression::exact) is true, false or unknown for any value exactly as it is for one
/// of these. Whole numbers and days: c-1, c, c+1 of each constant. Choices: every allowed value.
/// Open text: every constant and one text that is none of them. Lists: every subset of the
/// constants (at most kSubsetsOf of them; more makes the expression inexact).
/// Absence is not among them: ask Expression::asks_presence_of.
[[nodiscard]] std::vector<Value> representatives(const Declaration& declaration,
                                                 const std::vector<Value>& constants);

inline constexpr std::size_t kSubsetsOf = 8;

}  // namespace mingcha::cel
