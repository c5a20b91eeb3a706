// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "acts/attempt.h"
#include "base/instant.h"
#include "base/result.h"
#include "casefile/event.h"
#include "pack/definition.h"

namespace mingcha::acts {

/// By which power somebody does a step: his own, or one that another gave him for the day.
struct Power {
  std::string level;       ///< Id of the level of approval it counts as; may be empty.
  std::string on_behalf;   ///< Person whose power it is; empty: his own.
  std::string delegation;  ///< Id of what gave it.
};

/// The lowest level that may do the step in this case; null where any will do.
[[nodiscard]] const pack::LevelRule* level_asked(const CaseView& view, const pack::Step& step);

/// Nothing when neither the person's own role and level suffice nor those given to him. Only
/// approvals, decisions and instructions can be done with another's power.
[[nodiscard]] std::optional<Power> power_of(const CaseView& view, const pack::Step& step,
                                            const std::string& person, Day day);

/// Why the person may not do the step for want of role or level: "wrong-role", "level-too-low".
[[nodiscard]] Findings power_findings(const CaseView& view, const pack::Step& step,
                                      const std::string& person, Day day);

/// Whether the step puts a name under the draft.
[[nodiscard]] bool signs_draft(const pack::Step& step);
/// Whether whoever does the step sends the draft back instead of agreeing to it.
[[nodiscard]] bool sends_back(const Attempt& attempt);
/// Why the draft cannot be sent back.
[[nodiscard]] Findings sending_back_findings(const Attempt& attempt);
/// The name under the draft, or the refusal to give it.
[[nodiscard]] casefile::DraftSigned signature_of(const Attempt& attempt);

/// What was sent back is not approved until there is something new.
[[nodiscard]] std::optional<Finding> sent_back_finding(const CaseView& view);

}  // namespace mingcha::acts
