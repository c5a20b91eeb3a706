// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "pack/definition.h"

namespace mingcha::recording {

/// Runs the examples of every recording item: each must give the gaps that it says, in order.
[[nodiscard]] Findings check_examples(const pack::Pack& pack);

}  // namespace mingcha::recording
