// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "acts/attempt.h"
#include "base/result.h"
#include "casefile/event.h"

namespace mingcha::acts {

/// Why the person cannot review this case on that day, by the pack's rules about persons (not a
/// handler, qualified, no conflict …), and because a case goes to another after an objection.
[[nodiscard]] Findings reviewer_findings(const CaseView& view, const std::string& person,
                                         const Surroundings& around);

/// Everybody who could, whoever has least to do first; who reviewed the case last goes before
/// all others. `besides` are left out.
[[nodiscard]] std::vector<std::string> possible_reviewers(const CaseView& view,
                                                          const std::set<std::string>& besides,
                                                          const Surroundings& around);

/// A draft that goes to review now, to the reviewer whom the rule chooses.
[[nodiscard]] casefile::ReviewSubmitted submission_of(const Attempt& attempt,
                                                      const std::string& draft, bool again);

/// Whether the draft with that digest, just made, has to go to review by itself.
[[nodiscard]] bool goes_to_review(const Attempt& attempt, const std::string& digest);

/// Nothing is reviewed any more: it was decided, ended otherwise or closed.
[[nodiscard]] bool review_is_over(const CaseView& view);

/// What stands against reviewing, submitting or objecting as the review stands now.
[[nodiscard]] Findings review_order_findings(const CaseView& view, const pack::Step& step);
/// The review is somebody else's, or the time for objecting is over.
[[nodiscard]] Findings review_person_findings(const CaseView& view, const pack::Step& step,
                                              const std::vector<std::string>& performers);
[[nodiscard]] std::optional<Finding> objection_too_late(const CaseView& view,
                                                        const pack::Step& step, Instant at);

}  // namespace mingcha::acts
