// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "story/demo_lists.h"

namespace mingcha::story {

/// What fictional people send in and how it is answered, in order of time, from JSON: a list of
///   {"days_ago","kind","text","about" or "published" (the n-th newest publication), "against",
///    "rating","name","contact","may_publish","turns","again"},
/// turns being {"days_ago","by" (a name), and "answer", "reject", "transfer" with "reason", or
/// "publish" with "question"}. Days are counted back from `now`. Desks::feedback must be there.
[[nodiscard]] std::vector<DatedAct> feedback_acts(std::string_view json, Desks desks, Instant now);

}  // namespace mingcha::story
