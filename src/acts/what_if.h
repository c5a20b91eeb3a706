// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "acts/case_view.h"
#include "base/instant.h"
#include "base/text.h"

namespace mingcha::acts {

/// What a case would be under another pack: its item or procedure may be gone there.
[[nodiscard]] bool fits(const pack::Pack& pack, const casefile::State& state);

/// What is different for the case under the law of the second view, a sentence each: time limits,
/// whether it is major, its publication class, what stands against each step. Both views are of one
/// state.
[[nodiscard]] std::vector<Text> differences(const CaseView& before, const CaseView& after,
                                            Instant now);

}  // namespace mingcha::acts
