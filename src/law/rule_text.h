// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/text.h"
#include "law/time_limit.h"

namespace mingcha::law {

/// What a time limit says before there is any case, one sentence each: basis and length, the start,
/// what is left out, what moves its last day, what stops it and what lengthens it.
[[nodiscard]] std::vector<Text> rule_sentences(const TimeLimit& limit, const Statutes& statutes);

/// What people call a ground on which the clock stands still; its name where the pack has no words.
[[nodiscard]] Text ground_title(const TimeLimit& limit, const std::string& ground);

}  // namespace mingcha::law
