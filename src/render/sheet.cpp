// SPDX-License-Identifier: Apache-2.0
#include "render/sheet.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "base/result.h"

namespace mingcha::render {
namespace {

void set_ink(cairo_t* cairo, const Ink& ink) {
  cairo_set_source_rgb(cairo, ink.red, ink.green, ink.blue);
}

class Painter {
 public:
  explicit Painter(cairo_t* cairo) : cairo_{cairo} {}

  void operator()(const TextMark& mark) const {
    set_ink(cairo_, mark.ink);
    cairo_move_to(cairo_, mark.x + mark.line.x, mark.y);
    pango_cairo_show_layout_line(cairo_, mark.line.line);
  }
  void operator()(const RuleMark& mark) const {
    set_ink(cairo_, mark.ink);
    cairo_set_line_width(cairo_, mark.width);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_SQUARE);
    cairo_move_to(cairo_, mark.from_x, mark.from_y);
    cairo_line_to(cairo_, mark.to_x, mark.to_y);
    cairo_stroke(cairo_);
  }
  void operator()(const BoxMark& mark) const {
    set_ink(cairo_, kBlack);
    cairo_set_line_width(cairo_, mark.size / 13);
    cairo_rectangle(cairo_, mark.x, mark.y, mark.size, mark.size);
    cairo_stroke(cairo_);
    if (!mark.ticked) return;
    cairo_set_line_width(cairo_, mark.size / 7);
    cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo_, CAIRO_LINE_JOIN_ROUND);
    cairo_move_to(cairo_, mark.x + 0.18 * mark.size, mark.y + 0.52 * mark.size);
    cairo_line_to(cairo_, mark.x + 0.42 * mark.size, mark.y + 0.78 * mark.size);
    cairo_line_to(cairo_, mark.x + 0.84 * mark.size, mark.y + 0.22 * mark.size);
    cairo_stroke(cairo_);
  }
  void operator()(const PictureMark& mark) const {
    cairo_save(cairo_);
    cairo_translate(cairo_, mark.x, mark.y);
    cairo_scale(cairo_, mark.width / width_of(mark.picture), mark.height / height_of(mark.picture));
    cairo_set_source_surface(cairo_, mark.picture.get(), 0, 0);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
  }
  void operator()(const CodeMark& mark) const {
    set_ink(cairo_, kBlack);
    const double module = mark.size / mark.code.size;
    for (int row = 0; row < mark.code.size; ++row) {
      for (int column = 0; column < mark.code.size; ++column) {
        if (!mark.code.dark[static_cast<std::size_t>(row * mark.code.size + column)]) continue;
        // Overlapping a little: readers of PDF otherwise show hairs between the modules.
        cairo_rectangle(cairo_, mark.x + column * module, mark.y + row * module, module * 1.02,
                        module * 1.02);
      }
    }
    cairo_fill(cairo_);
  }
  void operator()(const DrawnMark& mark) const {
    cairo_save(cairo_);
    mark.draw(cairo_);
    cairo_restore(cairo_);
  }

 private:
  cairo_t* cairo_;
};

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string to_pdf(const std::vector<Sheet>& sheets, const SheetSize& size,
                   const std::string& title, Instant made) {
  std::string out;
  const std::shared_ptr<cairo_surface_t> surface{
      cairo_pdf_surface_create_for_stream(append, &out, size.width, size.height),
      cairo_surface_destroy};
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Mingcha");
  cairo_pdf_surface_set_metadata(
      surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
      to_utc_string(std::chrono::floor<std::chrono::seconds>(made)).c_str());
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo{cairo_create(surface.get()),
                                                                 cairo_destroy};
  const Painter painter{cairo.get()};
  for (const auto& sheet : sheets) {
    for (const auto& mark : sheet.marks) std::visit(painter, mark);
    cairo_show_page(cairo.get());
  }
  cairo_surface_finish(surface.get());
  const auto status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    throw Fault(std::string{"no PDF was made: "} + cairo_status_to_string(status));
  }
  return out;
}

}  // namespace mingcha::render
