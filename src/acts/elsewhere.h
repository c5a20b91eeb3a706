// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "rules/situation.h"

namespace mingcha::acts {

/// The times a step was done up to a version, newest first, each with what its form says,
/// corrections included: a value stands until the step is done again.
[[nodiscard]] std::vector<rules::Occasion> occasions_of(const casefile::State& state,
                                                        const pack::Step& step);

/// What rules on other cases may ask of this one.
struct KnownEngagement {
  std::string rule, person;
  Instant from, until;
};
[[nodiscard]] std::vector<KnownEngagement> engagements_of(const CaseView& view);
[[nodiscard]] std::vector<rules::SameAsked> settled_of(const CaseView& view);

}  // namespace mingcha::acts
