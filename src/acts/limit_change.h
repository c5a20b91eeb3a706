// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/case_view.h"
#include "acts/command.h"
#include "base/result.h"

namespace mingcha::acts {

/// Why the clock of the limit cannot be stopped, restarted or extended so; empty when it can.
[[nodiscard]] Findings change_findings(const CaseView& view, const ChangeLimit& command,
                                       Instant now);

}  // namespace mingcha::acts
