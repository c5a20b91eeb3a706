// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"
#include "render/picture.h"
#include "render/typeset.h"

typedef struct _cairo cairo_t;

namespace mingcha::render {

inline constexpr double kPointsPerMm = 72.0 / 25.4;
[[nodiscard]] constexpr double mm(double millimetres) { return millimetres * kPointsPerMm; }

struct Ink {
  double red = 0, green = 0, blue = 0;
};
inline constexpr Ink kBlack{0, 0, 0};
inline constexpr Ink kRed{0.83, 0.07, 0.07};
inline constexpr Ink kGrey{0.45, 0.45, 0.45};

/// Everything that can stand on a sheet; places in points from its upper left corner.
struct TextMark {
  Line line;
  double x = 0, y = 0;  ///< y: of the baseline.
  Ink ink;
};
struct RuleMark {
  double from_x = 0, from_y = 0, to_x = 0, to_y = 0;
  double width = 0.6;
  Ink ink;
};
struct BoxMark {  ///< □ or ☑
  double x = 0, y = 0, size = 0;
  bool ticked = false;
};
struct PictureMark {
  Picture picture;
  double x = 0, y = 0, width = 0, height = 0;
};
struct CodeMark {
  Code code;
  double x = 0, y = 0, size = 0;
};
/// Drawn by its own function, e.g. a seal.
struct DrawnMark {
  std::function<void(cairo_t*)> draw;
};
using Mark = std::variant<TextMark, RuleMark, BoxMark, PictureMark, CodeMark, DrawnMark>;

struct Sheet {
  std::vector<Mark> marks;
};

struct SheetSize {
  double width = mm(210), height = mm(297);
};

/// The sheets as a PDF: the same sheets give the same bytes. Nothing is said in it but the title
/// and the moment.
[[nodiscard]] std::string to_pdf(const std::vector<Sheet>& sheets, const SheetSize& size,
                                 const std::string& title, Instant made);

}  // namespace mingcha::render
