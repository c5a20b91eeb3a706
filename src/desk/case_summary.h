// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "acts/case_view.h"
#include "registers/case_register.h"

namespace mingcha::desk {

/// What lists show of a case.
[[nodiscard]] registers::CaseRow summary_of(const acts::CaseView& view);

/// Each step that can be done now, with whose duty it is and by when.
[[nodiscard]] std::vector<registers::Todo> todos_of(const acts::CaseView& view, Instant now);

}  // namespace mingcha::desk
