// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/case_view.h"
#include "base/instant.h"
#include "base/result.h"
#include "casefile/event.h"
#include "pack/definition.h"

namespace mingcha::acts {

/// The values entered at a step, each in canonical form (NFC, trimmed, CRLF → LF).
/// Findings for every value that the step does not ask for or that its field does not take.
/// An empty value takes the fact back.
[[nodiscard]] Result<casefile::Values> canonical(const pack::Pack& pack, const pack::Step& step,
                                                 const casefile::Values& values, Instant now);

/// The values that could be taken as they stand; the others are as if nobody had typed them.
[[nodiscard]] casefile::Values acceptable(const pack::Pack& pack, const pack::Step& step,
                                          const casefile::Values& typed, Instant now);

/// A signature must be a picture that is among the case's evidence: PNG, at most 512 KiB.
[[nodiscard]] Findings signature_findings(const CaseView& view, const casefile::Values& entered);

/// What the step's form requires and the case does not have.
[[nodiscard]] Findings missing_facts(const CaseView& view, const pack::Step& step);

}  // namespace mingcha::acts
