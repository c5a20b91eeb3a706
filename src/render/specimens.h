// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "render/press.h"

/// Papers of an invented case, for tests and measurements: the texts in test/golden/papers with
/// the layouts of the pack.
namespace mingcha::render {

[[nodiscard]] std::vector<std::string> specimen_names();
/// What it points to lasts as long as the program.
[[nodiscard]] Paper specimen(const std::string& name);

}  // namespace mingcha::render
