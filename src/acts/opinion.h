// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/attempt.h"
#include "base/result.h"
#include "casefile/event.h"

namespace mingcha::acts {

/// What a reviewer must say: an opinion that fits the points, every point, reasons, and no pass
/// over a point that failed. What a point refers to is in the file.
[[nodiscard]] Findings opinion_findings(const Attempt& attempt);

/// The opinion of a review step against which there are no findings.
[[nodiscard]] casefile::ReviewOpined opinion_of(const Attempt& attempt);

}  // namespace mingcha::acts
