// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "pack/definition.h"
#include "rules/situation.h"

namespace mingcha::rules {

/// True when the situation breaks the rule. Parameters are checked when the pack is loaded.
using Pattern = std::function<bool(const Situation&, const pack::Rule&)>;

/// Null for a name the engine does not know.
[[nodiscard]] const Pattern* pattern(std::string_view name);

}  // namespace mingcha::rules
