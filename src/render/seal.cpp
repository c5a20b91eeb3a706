// SPDX-License-Identifier: Apache-2.0
#include "render/seal.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <pango/pangocairo.h>

#include "base/text.h"

namespace mingcha::render {
namespace {

using std::numbers::pi;

void draw_star(cairo_t* cairo, double radius) {
  for (int i = 0; i < 10; ++i) {
    const double r = i % 2 == 0 ? radius : radius * 0.382;
    const double angle = -pi / 2 + i * pi / 5;
    cairo_line_to(cairo, r * std::cos(angle), r * std::sin(angle));
  }
  cairo_close_path(cairo);
  cairo_fill(cairo);
}

/// One character, its middle on the origin, as a filled shape.
void draw_letter(cairo_t* cairo, const Lent& lent, std::string_view letter, double size) {
  Type type;
  type.face = Face::song;
  type.size = size;
  type.pitch = size;
  type.weight = Weight::semibold;
  const auto line = set_paragraph(lent, letter, type, 0).front();
  draw_shape(cairo, line, -line.width / 2, size * 0.36);
}

void draw_seal(cairo_t* cairo, const Lent& lent, const std::string& name) {
  const double radius = kSealSize / 2;
  cairo_set_source_rgba(cairo, 0.86, 0.08, 0.1, 0.86);
  cairo_set_line_width(cairo, mm(1.1));
  cairo_new_path(cairo);
  cairo_arc(cairo, 0, 0, radius - mm(0.6), 0, 2 * pi);
  cairo_stroke(cairo);
  draw_star(cairo, radius * 0.33);

  const auto count = count_characters(name);
  const double spread = std::min(1.5 * pi, 0.42 * static_cast<double>(count));
  const double size = std::min(mm(5.2), spread * radius * 0.8 / static_cast<double>(count));
  auto rest = std::string_view{name};
  for (std::size_t i = 0; i < count; ++i) {
    const auto letter = first_characters(rest, 1);
    rest.remove_prefix(letter.size());
    const double part = count == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(count - 1);
    cairo_save(cairo);
    cairo_rotate(cairo, -spread / 2 + part * spread);
    cairo_translate(cairo, 0, -radius * 0.74);
    draw_letter(cairo, lent, letter, size);
    cairo_restore(cairo);
  }
  const std::string_view below = "演示用章";
  for (std::size_t i = 0; i < 4; ++i) {
    cairo_save(cairo);
    cairo_translate(cairo, (static_cast<double>(i) - 1.5) * mm(4.2), radius * 0.62);
    draw_letter(cairo, lent, below.substr(i * 3, 3), mm(3.6));
    cairo_restore(cairo);
  }
}

}  // namespace

Mark fictional_seal(const Lent& lent, const std::string& name, double x, double y) {
  return DrawnMark{[&lent, name = lent.fonts().printable(name), x, y](cairo_t* cairo) {
    cairo_translate(cairo, x + kSealSize / 2, y + kSealSize / 2);
    draw_seal(cairo, lent, name);
  }};
}

Mark pictured_seal(Picture picture, double x, double y) {
  return PictureMark{std::move(picture), x, y, kSealSize, kSealSize};
}

}  // namespace mingcha::render
