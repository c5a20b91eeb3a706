// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/case_view.h"
#include "acts/command.h"
#include "acts/decide.h"
#include "base/result.h"
#include "rules/situation.h"

namespace mingcha::acts {

/// Why the step is out of order: done already, not needed, its requirements not met.
[[nodiscard]] Findings order_findings(const CaseView& view, const pack::Step& step);

/// The gate of legal review, independent of what the procedure says: a decision needs a draft that
/// still is what the facts say and, when major, a passed review of exactly that draft.
[[nodiscard]] Findings gate_findings(const CaseView& view, const pack::Step& step);

/// The item's own conditions on the facts (lawful range …), from the notice on.
[[nodiscard]] Findings item_findings(const CaseView& view, const pack::Step& step);

/// Who acts: role, level, number, handlers only. The actor is the first of `performers`.
[[nodiscard]] Findings performer_findings(const CaseView& view, const pack::Step& step,
                                          const std::vector<std::string>& performers,
                                          Instant happened_at, const Surroundings& around);

/// All that rules may look at when these persons, whom the directory knows, do the step. Without
/// what they ask of other cases.
[[nodiscard]] rules::Situation situation_of(const CaseView& view, const pack::Step& step,
                                            const std::vector<std::string>& performers,
                                            Instant happened_at, const Surroundings& around);

/// The pack's supervision rules.
[[nodiscard]] Findings rule_findings(const CaseView& view, const pack::Step& step,
                                     const std::vector<std::string>& performers,
                                     Instant happened_at, const Surroundings& around);

}  // namespace mingcha::acts
