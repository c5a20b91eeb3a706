// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"

namespace mingcha::programs {

/// A refusal with all its findings, for a terminal.
[[nodiscard]] std::string describe(const Rejection& rejection, Language language = Language::zh);

}  // namespace mingcha::programs
