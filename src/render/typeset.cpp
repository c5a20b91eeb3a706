// SPDX-License-Identifier: Apache-2.0
#include "render/typeset.h"

#include <algorithm>
#include <cmath>
#include <pango/pangocairo.h>

namespace mingcha::render {
namespace {

/// Pango's work grows with the square of a paragraph's length; so a long one is set in windows,
/// of which all lines but the last ones are kept and the rest is set again in the next window.
constexpr std::size_t kWindow = 6000;  // bytes
constexpr int kLinesGivenBack = 2;

constexpr std::string_view kGapOpen = "⟦";
constexpr std::string_view kGapClose = "⟧";

int to_units(double points) { return static_cast<int>(std::lround(points * PANGO_SCALE)); }
double to_points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

PangoWeight to_pango(Weight weight) {
  switch (weight) {
    case Weight::light: return PANGO_WEIGHT_LIGHT;
    case Weight::normal: return PANGO_WEIGHT_NORMAL;
    case Weight::semibold: return PANGO_WEIGHT_SEMIBOLD;
  }
  return PANGO_WEIGHT_NORMAL;
}

PangoAlignment to_pango(Align align) {
  switch (align) {
    case Align::left:
    case Align::justified: return PANGO_ALIGN_LEFT;
    case Align::centre: return PANGO_ALIGN_CENTER;
    case Align::right: return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

/// What a preview lacks stands out.
void mark_gaps(PangoAttrList* list, std::string_view text) {
  for (auto at = text.find(kGapOpen); at != std::string_view::npos;
       at = text.find(kGapOpen, at + 1)) {
    const auto close = text.find(kGapClose, at);
    const auto end = close == std::string_view::npos ? text.size() : close + kGapClose.size();
    for (auto* attribute : {pango_attr_foreground_new(0xB000, 0x2000, 0x2000),
                            pango_attr_background_new(0xFFFF, 0xF2F2, 0xB0B0)}) {
      attribute->start_index = static_cast<guint>(at);
      attribute->end_index = static_cast<guint>(end);
      pango_attr_list_insert(list, attribute);
    }
  }
}

void set_lead(PangoAttrList* list, const Lent& lent, std::size_t lead) {
  auto* attribute = pango_attr_family_new(lent.fonts().families(Face::hei).c_str());
  attribute->start_index = 0;
  attribute->end_index = static_cast<guint>(lead);
  pango_attr_list_insert(list, attribute);
}

/// The figures and letters of FandolFang are much darker than its characters: those of a light
/// 宋体 go with them.
void set_figures(PangoAttrList* list, const Lent& lent, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto figure = [&](std::size_t i) { return text[i] > 0x20 && text[i] < 0x7F; };
    if (!figure(at)) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < text.size() && figure(end)) ++end;
    auto* attribute = pango_attr_family_new(lent.fonts().figures().c_str());
    attribute->start_index = static_cast<guint>(at);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
    at = end;
  }
}

std::shared_ptr<PangoLayout> make_layout(const Lent& lent, std::string_view text, const Type& type,
                                         double measure) {
  std::shared_ptr<PangoLayout> layout{pango_layout_new(lent.context()), g_object_unref};
  auto* font = pango_font_description_new();
  pango_font_description_set_family(font, lent.fonts().families(type.face).c_str());
  pango_font_description_set_absolute_size(font, type.size * PANGO_SCALE);
  pango_font_description_set_weight(font, to_pango(type.weight));
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout.get(), to_pango(type.align));
  pango_layout_set_justify(layout.get(), type.align == Align::justified ? TRUE : FALSE);
  if (measure > 0) pango_layout_set_width(layout.get(), to_units(measure));
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  PangoAttrList* list = pango_attr_list_new();
  mark_gaps(list, text);
  if (type.face == Face::fangsong && !lent.fonts().figures().empty()) {
    set_figures(list, lent, text);
  }
  if (type.lead > 0) set_lead(list, lent, type.lead);
  pango_layout_set_attributes(layout.get(), list);
  pango_attr_list_unref(list);
  return layout;
}

/// The first bytes of the text, ended between two characters.
std::string_view window_of(std::string_view text) {
  if (text.size() <= kWindow) return text;
  auto end = kWindow;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

std::vector<Line> set_paragraph(const Lent& lent, std::string_view text, const Type& type,
                                double measure) {
  std::vector<Line> out;
  bool first = true;
  const double least = std::min(type.indent, type.hanging);  // What every line stands in.
  do {
    const auto window = window_of(text);
    const bool whole = window.size() == text.size();
    const double left = first ? least : type.hanging;
    auto window_type = type;
    if (!first) window_type.lead = 0;
    const auto layout = make_layout(lent, window, window_type, measure - left);
    if (first) pango_layout_set_indent(layout.get(), to_units(type.indent - type.hanging));
    const int lines = pango_layout_get_line_count(layout.get());
    const int kept = whole ? lines : std::max(1, lines - kLinesGivenBack);
    auto* iter = pango_layout_get_iter(layout.get());
    for (int i = 0; i < kept; ++i, pango_layout_iter_next_line(iter)) {
      auto* line = pango_layout_iter_get_line_readonly(iter);
      PangoRectangle box{};
      pango_layout_iter_get_line_extents(iter, nullptr, &box);
      // The baseline stands where the letters' bodies are centred in the pitch.
      out.push_back({layout, line, left + to_points(box.x), to_points(box.width),
                     type.pitch / 2 + type.size * 0.36, type.pitch});
    }
    auto consumed = window.size();
    if (!whole && kept < lines) {
      consumed = static_cast<std::size_t>(pango_layout_iter_get_line_readonly(iter)->start_index);
    }
    pango_layout_iter_free(iter);
    text.remove_prefix(consumed);
    first = false;
  } while (!text.empty());
  return out;
}

void draw_shape(cairo_t* cairo, const Line& line, double x, double y) {
  cairo_move_to(cairo, x, y);
  pango_cairo_layout_line_path(cairo, line.line);
  cairo_fill(cairo);
}

double width_of(const Lent& lent, std::string_view text, const Type& type) {
  const auto layout = make_layout(lent, text, type, 0);
  int width = 0;
  pango_layout_get_size(layout.get(), &width, nullptr);
  return to_points(width);
}

}  // namespace mingcha::render
