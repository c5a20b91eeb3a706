// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "acts/case_view.h"
#include "acts/decide.h"
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

/// Adds to a situation what these rules ask of other cases; asks nobody where none of them asks.
void look_elsewhere(const std::vector<pack::Rule>& rules,
                    const std::vector<std::string>& performers, const Elsewhere& elsewhere,
                    rules::Situation& at);

/// What a fact that was put right breaks: the rules about what is entered that name the field, as
/// if the steps they are about had said so. `after` is the case with the correction.
[[nodiscard]] Findings corrected_findings(const CaseView& after, const std::string& field,
                                          const Elsewhere& elsewhere);

}  // namespace mingcha::acts
