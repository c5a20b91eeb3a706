// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pack/layout.h"
#include "render/press.h"
#include "render/table.h"

namespace mingcha::render {

/// What a table of a form is set with; refers to what its maker holds.
struct FormSetting {
  const Lent& lent;
  const Type& type;
  double measure = 0;  ///< Width of the whole table, in points.
};

/// A table or points block with what it took from the text. What the text does not have is struck
/// out, so that nothing can be written there later.
[[nodiscard]] Table form_table(const FormSetting& setting, const Paper& paper,
                               const pack::LayoutBlock& block, const pack::Portion& portion);

}  // namespace mingcha::render
