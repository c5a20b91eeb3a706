// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::programs {

/// A refusal with all its findings, for a terminal.
[[nodiscard]] std::string describe(const Rejection& rejection, Language language = Language::zh);

/// The examples of rules and of recording items that come out otherwise than the pack says.
[[nodiscard]] Findings examples_that_fail(const pack::Pack& pack);

}  // namespace mingcha::programs
