// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/result.h"
#include "pack/definition.h"
#include "rules/situation.h"

namespace mingcha::rules {

/// Every rule of the pack in force on the day, applied to somebody doing a step: all findings,
/// each in the pack's words and with its article.
[[nodiscard]] Findings check(const std::vector<pack::Rule>& rules, const Situation& situation);

/// Only the rules about who may do it, whatever else stands in the way: findings on the performers.
[[nodiscard]] Findings check_persons(const std::vector<pack::Rule>& rules,
                                     const Situation& situation);

/// Only the rules about what was entered, and of these only such as name the field: for a fact that
/// is put right after its step was done.
[[nodiscard]] std::vector<pack::Rule> rules_on_entry(const std::vector<pack::Rule>& rules,
                                                     const std::string& field);

/// What rules on this step need to know of other cases, before check() is asked.
[[nodiscard]] std::vector<SpanAsked> spans_asked(const std::vector<pack::Rule>& rules,
                                                 const Situation& situation);
[[nodiscard]] std::vector<SameAsked> same_asked(const std::vector<pack::Rule>& rules,
                                                const Situation& situation);

/// Runs the examples of every rule: each must be refused, or not, as it says. Unknown patterns and
/// wrong parameters are findings too, and a legal review that its own handlers could do.
[[nodiscard]] Findings check_rules(const pack::Pack& pack);

}  // namespace mingcha::rules
