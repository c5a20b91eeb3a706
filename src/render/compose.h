// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "pack/layout.h"
#include "render/press.h"
#include "render/sheet.h"

namespace mingcha::render {

/// How the organ's seal comes to the paper: its picture, one for show, or neither.
struct SealSource {
  Picture picture;
  bool for_show = false;
};

/// The sheets of a paper. They hold what `lent` gave: paint them before it is given back.
[[nodiscard]] std::vector<Sheet> compose(const Lent& lent, const Paper& paper,
                                         const SealSource& seal);

}  // namespace mingcha::render
