// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/fonts.h"

typedef struct _cairo cairo_t;
typedef struct _PangoLayout PangoLayout;
typedef struct _PangoLayoutLine PangoLayoutLine;

namespace mingcha::render {

enum class Weight { light, normal, semibold };
enum class Align { left, centre, right, justified };

/// How text is set. Lengths in points.
struct Type {
  Face face = Face::song;
  double size = 12;
  double pitch = 18;  ///< From line to line.
  Align align = Align::left;
  Weight weight = Weight::normal;
  double indent = 0;     ///< Of the first line.
  double hanging = 0;    ///< Of all other lines.
  std::size_t lead = 0;  ///< So many bytes at the beginning are set in 黑体.
};

/// One line, set. Keeps alive what it was set in.
struct Line {
  std::shared_ptr<PangoLayout> layout;
  PangoLayoutLine* line = nullptr;
  double x = 0;      ///< From the left edge of the measure to the first glyph.
  double width = 0;  ///< Of the ink's advance.
  double rise = 0;   ///< Baseline below the top of the line's pitch.
  double pitch = 0;
};

/// Sets one paragraph (no line feed in it) in the measure. The time grows in proportion to the
/// length. Text must come from Fonts::printable. An empty text gives one empty line.
[[nodiscard]] std::vector<Line> set_paragraph(const Lent& lent, std::string_view text,
                                              const Type& type, double measure);

/// Fills the line's letters as shapes, with what the context has as its source: they are no text
/// of the paper.
void draw_shape(cairo_t* cairo, const Line& line, double x, double y);

/// Width of the text on one line.
[[nodiscard]] double width_of(const Lent& lent, std::string_view text, const Type& type);

}  // namespace mingcha::render
