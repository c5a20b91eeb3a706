// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "render/sheet.h"

namespace mingcha::render {

/// A round official seal is 42 mm wide at a county bureau.
inline constexpr double kSealSize = mm(42);

/// A seal that can be taken for no real one: the name in an arc, a star, and 演示 beneath it.
/// (x, y): its upper left corner. The letters are drawn as shapes: they are no text of the paper.
/// `lent` must last until it is painted.
[[nodiscard]] Mark fictional_seal(const Lent& lent, const std::string& name, double x, double y);

/// The picture of the organ's seal.
[[nodiscard]] Mark pictured_seal(Picture picture, double x, double y);

}  // namespace mingcha::render
