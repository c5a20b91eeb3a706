// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::cel {

enum class Type { boolean, integer, string, day, strings };

/// The alternatives stand in the order of Type.
using Value = std::variant<bool, std::int64_t, std::string, Day, std::vector<std::string>>;

[[nodiscard]] Type type_of(const Value& value);

/// As the language writes it: true, -5, "text", day("2026-03-02"), ["a", "b"].
[[nodiscard]] std::string to_source(const Value& value);

/// "whole number", "是/否" …: for error messages.
[[nodiscard]] Text name_of(Type type);

}  // namespace mingcha::cel
