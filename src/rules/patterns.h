// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "pack/definition.h"
#include "rules/situation.h"

namespace mingcha::rules {

/// True when the situation breaks the rule. Parameters are checked when the pack is loaded.
using Pattern = std::function<bool(const Situation&, const pack::Rule&)>;

/// Null for a name the engine does not know.
[[nodiscard]] const Pattern* pattern(std::string_view name);

/// Whether it asks who does something, and not what or when.
[[nodiscard]] bool is_about_persons(std::string_view name);

/// Whether it asks what a form says, and not who does the step or when.
[[nodiscard]] bool is_about_entries(std::string_view name);
/// Whether the field stands in one of the rule's parameters.
[[nodiscard]] bool names_field(const pack::Rule& rule, std::string_view field);

/// The patterns that look at other cases too.
inline constexpr const char* kOneAtATime = "one_at_a_time";
inline constexpr const char* kOnceForAll = "once_for_all_cases";
/// No pack with a legal review does without it.
inline constexpr const char* kActorNotHandler = "actor_not_handler";

/// What another case must have the same for the rule (kOnceForAll) to speak, as one text; nothing
/// while a field of it is empty or the rule is not about such facts.
[[nodiscard]] std::optional<std::string> key_of_same(const pack::Rule& rule,
                                                     const casefile::Values& facts);

/// The first parameter that the rule's pattern cannot do without and that is not there.
[[nodiscard]] std::string missing_parameter(const pack::Rule& rule);

}  // namespace mingcha::rules
