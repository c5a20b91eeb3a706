// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "acts/case_view.h"
#include "disclosure/classes.h"

namespace mingcha::acts {

/// What becomes of the case's decision in public, by the pack's rules on its facts. Doubt takes
/// the most closed class that is possible.
[[nodiscard]] disclosure::Decision publication_class(const CaseView& view);

}  // namespace mingcha::acts
