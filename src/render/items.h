// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pack/definition.h"
#include "render/press.h"
#include "render/table.h"

namespace mingcha::render {

/// One item a line of the paragraph.
[[nodiscard]] std::vector<Item> paragraph(const Lent& lent, std::string_view text, const Type& type,
                                          double measure, Ink ink = kBlack);
/// A paragraph for each.
[[nodiscard]] std::vector<Item> paragraphs(const Lent& lent, const std::vector<std::string>& lines,
                                           const Type& type, double measure);

/// □ and ☑ before each of the words; the one that is `chosen` is ticked.
[[nodiscard]] std::vector<Item> boxes(const Lent& lent, const std::vector<std::string>& words,
                                      std::string_view chosen, const Type& type, double measure);

/// The names as they sign; or who signed with the drawing, or with the reason why there is none.
[[nodiscard]] std::vector<Item> signature(const Lent& lent, const pack::LayoutCell& cell,
                                          const std::string& names, const Marks& marks,
                                          const Type& type, double measure);

}  // namespace mingcha::render
