// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "base/text.h"
#include "cel/expression.h"

namespace mingcha::cel {

/// What people call names and choice values, and of what the numbers under a name are (元). An
/// empty function, or an empty text, means: as written.
struct Labels {
  std::function<Text(std::string_view name)> name;
  std::function<Text(std::string_view name, std::string_view choice)> choice;
  std::function<std::string(std::string_view name)> unit{};
};

/// The condition in words: 「罚款金额不低于 4000 元，或处罚种类为责令停业整顿」.
[[nodiscard]] Text describe(const Expression& expression, const Labels& labels);

/// Why the condition holds or does not, naming only what decides it:
/// 「罚款金额（5000 元）不低于 4000 元」. While it is unknown, what is missing: 「尚缺：罚款金额」.
/// `expression` must be boolean.
[[nodiscard]] Text explain(const Expression& expression, const Lookup& lookup,
                           const Labels& labels);

}  // namespace mingcha::cel
