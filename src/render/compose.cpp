// SPDX-License-Identifier: Apache-2.0
#include "render/compose.h"

#include <algorithm>
#include <cairo.h>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "render/form_table.h"
#include "render/items.h"
#include "render/seal.h"
#include "render/table.h"

namespace mingcha::render {
namespace {

using pack::Layout;
using pack::LayoutBlock;
using pack::LayoutCell;
using pack::Portion;
using Kind = LayoutBlock::Kind;
using Style = LayoutBlock::Style;

constexpr double kWidth = mm(210);
constexpr double kHeight = mm(297);
constexpr std::string_view kColon = "：";
constexpr std::string_view kSealMark = "（印章）";

/// Margins and type of a form of paper. GB/T 9704 for official documents: a type area of
/// 156 × 225 mm, 22 lines of 28 characters.
struct Setting {
  double left, right, top, bottom;
  Type body, cell;
};

Setting setting_of(const Layout& layout) {
  Setting out{};
  out.cell = {Face::song, 12, 18, Align::left, Weight::normal, 0, 0, 0};
  if (layout.form == Layout::Form::official) {
    out = {mm(28), mm(26), mm(37), mm(35), {}, out.cell};
    out.body = {Face::fangsong, 15.75, 29, Align::justified, Weight::normal, 0, 0, 0};
  } else {
    out = {mm(25), mm(22), mm(24), mm(layout.signed_on_every_page ? 34 : 26), {}, out.cell};
    out.body = {Face::fangsong, 14, 25, Align::justified, Weight::normal, 0, 0, 0};
  }
  return out;
}

/// For texts without a layout, and those that do not fit theirs: a title and what follows.
const Layout& plain_layout() {
  static const Layout kPlain = [] {
    Layout layout;
    layout.form = Layout::Form::record;
    layout.pages = Layout::Pages::total;
    LayoutBlock title;
    title.kind = Kind::line;
    title.style = Style::title;
    LayoutBlock body;
    body.kind = Kind::questions;
    layout.blocks = {title, body};
    return layout;
  }();
  return kPlain;
}

class Composer {
 public:
  Composer(const Lent& lent, const Paper& paper, const SealSource& seal)
      : lent_{lent},
        paper_{paper},
        seal_{seal},
        layout_{fitting_layout()},
        setting_{setting_of(layout_)},
        flow_{setting_.top, kHeight - setting_.bottom} {}

  std::vector<Sheet> run() {
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      const auto& portion = arrangement_.portions[i];
      if (portion.entries.empty()) continue;
      at_ = i;
      put_block(layout_.blocks[i], portion);
    }
    for (std::size_t page = 0; page < flow_.pages(); ++page) put_foot(page);
    return flow_.take();
  }

 private:
  const Layout& fitting_layout() {
    pack::Misfit misfit;
    if (paper_.layout != nullptr && arrange(*paper_.layout, paper_.text, arrangement_, misfit)) {
      return *paper_.layout;
    }
    if (!arrange(plain_layout(), paper_.text, arrangement_, misfit)) {
      arrangement_.portions.assign(plain_layout().blocks.size(), {});  // An empty text.
    }
    return plain_layout();
  }

  [[nodiscard]] double measure() const { return kWidth - setting_.left - setting_.right; }
  [[nodiscard]] bool official() const { return layout_.form == Layout::Form::official; }

  void put_block(const LayoutBlock& block, const Portion& portion) {
    switch (block.kind) {
      case Kind::line: return put_line(block.style, portion.entries.front().lines.front());
      case Kind::fields: return put_fields(portion);
      case Kind::table:
      case Kind::points: return put_table(block, portion);
      case Kind::body: return put_body(portion, Hang::nothing);
      case Kind::questions: return put_body(portion, Hang::questions);
      case Kind::signatures: return put_signatures(block, portion);
      case Kind::seal: return put_seal(block, portion);
      case Kind::note: return put_note(portion);
    }
  }

  // ---- lines --------------------------------------------------------------------------------

  void put_items(const std::vector<Item>& items, double x) {
    for (const auto& item : items) {
      if (item.height > flow_.room() + 0.01 && !flow_.at_top()) flow_.turn();
      put(item, x, flow_.y(), flow_.sheet().marks);
      flow_.advance(item.height);
    }
  }

  void put_line(Style style, const std::string& text) {
    Type type = setting_.body;
    type.align = Align::centre;
    Ink ink = kBlack;
    switch (style) {
      case Style::red_head:
        type = {Face::title, red_head_size(text), 52, Align::centre, Weight::semibold, 0, 0, 0};
        ink = kRed;
        red_head_ = true;
        break;
      case Style::title:
        type = {Face::title, 22, 36, Align::centre, Weight::semibold, 0, 0, 0};
        break;
      case Style::subtitle: type.size = 14; break;
      case Style::number: break;
      case Style::right:
        type.align = Align::right;
        type.size = 12;
        type.pitch = 20;
        break;
    }
    put_items(paragraph(lent_, text, type, measure(), ink), setting_.left);
    if (style == Style::number && red_head_) {
      const double y = flow_.y() + 5;
      flow_.sheet().marks.emplace_back(
          RuleMark{setting_.left, y, kWidth - setting_.right, y, 2, kRed});
      flow_.advance(5 + setting_.body.pitch * 0.8);
    } else if (style == Style::title) {
      flow_.advance(official() ? 0 : 6);
    } else if (style == Style::red_head) {
      flow_.advance(6);
    }
  }

  [[nodiscard]] double red_head_size(const std::string& text) const {
    const auto letters = std::max<std::size_t>(1, count_characters(lent_.fonts().printable(text)));
    return std::min(38.0, measure() * 0.94 / static_cast<double>(letters));
  }

  void put_fields(const Portion& portion) {
    for (const auto& entry : portion.entries) {
      Type type = setting_.body;
      type.align = Align::left;  // A justified line before a long number would be torn apart.
      type.indent = official() ? type.size * 2 : 0;
      type.hanging = type.indent;
      put_items(paragraph(lent_, entry.label + std::string{kColon} + entry.lines.front(), type,
                          measure()),
                setting_.left);
    }
  }

  // ---- running text -------------------------------------------------------------------------

  enum class Hang { nothing, questions };

  Type type_of(const std::string& line, Hang hang) const {
    Type type = setting_.body;
    type.indent = type.size * 2;
    const bool spoken =
        hang == Hang::questions && (line.starts_with("问：") || line.starts_with("答："));
    if (spoken) {
      type.indent = 0;
      type.hanging = type.size * 2;
      type.lead = kColon.size() * 2;
    }
    return type;
  }

  /// Whom an official document addresses stands at the margin, above the text (GB/T 9704 7.3.4).
  bool addresses(const std::string& line) {
    const bool first = !std::exchange(body_begun_, true);
    return first && official() && line.ends_with("：");
  }

  void put_body(const Portion& portion, Hang hang) {
    const auto& lines = portion.entries.front().lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      auto type = type_of(lines[i], hang);
      if (addresses(lines[i])) type.indent = 0;
      const bool last = i + 1 == lines.size();
      put_paragraph(paragraph(lent_, lines[i], type, measure()), last ? height_of_tail() : 0);
    }
  }

  /// No first line alone at the foot of a page, no last line alone at the head of one; and what
  /// has to follow (the seal) never stands on a page without text of the document.
  void put_paragraph(const std::vector<Item>& lines, double tail) {
    const auto count = lines.size();
    for (std::size_t i = 0; i < count; ++i) {
      const double pitch = lines[i].height;
      const auto left = count - i;
      const bool first_alone = i == 0 && count > 1 && 2 * pitch > flow_.room() + 0.01;
      const bool last_alone = left == 2 && count > 2 && 2 * pitch > flow_.room() + 0.01;
      const bool before_tail = tail > 0 && (left == 2 || count == 1) &&
                               static_cast<double>(left) * pitch + tail > flow_.room() + 0.01;
      if ((first_alone || last_alone || before_tail) && !flow_.at_top()) flow_.turn();
      put_items({lines[i]}, setting_.left);
    }
  }

  /// Height of the seal's block, when it comes next.
  [[nodiscard]] double height_of_tail() const {
    for (std::size_t i = at_ + 1; i < layout_.blocks.size(); ++i) {
      if (arrangement_.portions[i].entries.empty()) continue;
      return layout_.blocks[i].kind == Kind::seal ? seal_height() : 0;
    }
    return 0;
  }

  void put_table(const LayoutBlock& block, const Portion& portion) {
    const FormSetting setting{lent_, setting_.cell, measure()};
    draw_table(form_table(setting, paper_, block, portion), setting_.left, flow_);
    flow_.advance(8);
  }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += line;
    return out;
  }

  // ---- the end of a paper -------------------------------------------------------------------

  void put_signatures(const LayoutBlock& block, const Portion& portion) {
    flow_.advance(setting_.body.pitch * 0.4);
    for (const auto& signer : block.signers) {
      const auto entry = std::ranges::find(portion.entries, signer.text, &Portion::Entry::label);
      if (entry == portion.entries.end()) continue;
      const auto label = signer.text + std::string{kColon};
      Type type = setting_.body;
      type.align = Align::left;
      const double indent = width_of(lent_, lent_.fonts().printable(label), type);
      const auto names =
          signature(lent_, signer, joined(entry->lines), paper_.marks, type, measure() - indent);
      Item item;
      item.height = std::max(height_of(names), type.pitch) + 3;
      put(paragraph(lent_, label, type, measure()).front(), 0,
          (item.height - type.pitch) / 2 * (names.size() == 1 ? 1 : 0), item.marks);
      double y = names.size() == 1 ? (item.height - names.front().height) / 2 : 0;
      for (const auto& line : names) {
        put(line, indent, y, item.marks);
        y += line.height;
      }
      put_items({item}, setting_.left);
    }
  }

  [[nodiscard]] double seal_height() const { return kSealSize + 10; }
  [[nodiscard]] bool has_seal() const { return seal_.picture != nullptr || seal_.for_show; }

  /// Organ and day at the right, the seal over both, the code at the left.
  void put_seal(const LayoutBlock& block, const Portion& portion) {
    if (seal_height() > flow_.room() && !flow_.at_top()) flow_.turn();
    auto organ = portion.entries[0].lines.front();
    const auto day = portion.entries[1].lines.front();
    // The mark 印章 stands for the seal: where there is one, it is not said in words too.
    if (has_seal()) organ.resize(organ.size() - kSealMark.size());
    Type type = setting_.body;
    type.align = Align::left;
    const double organ_width = width_of(lent_, lent_.fonts().printable(organ), type);
    const double day_width = width_of(lent_, lent_.fonts().printable(day), type);
    const double right = kWidth - setting_.right;
    const double middle = std::min(right - type.size * 4 - day_width / 2,
                                   right - std::max(organ_width, kSealSize) / 2);
    const double top = flow_.y() + 5;
    const double line_y = top + kSealSize / 2 - type.pitch;
    auto& marks = flow_.sheet().marks;
    put(paragraph(lent_, organ, type, measure()).front(), middle - organ_width / 2, line_y, marks);
    put(paragraph(lent_, day, type, measure()).front(), middle - day_width / 2, line_y + type.pitch,
        marks);
    if (seal_.picture) {
      marks.push_back(pictured_seal(seal_.picture, middle - kSealSize / 2, top));
    } else if (has_seal()) {
      marks.push_back(fictional_seal(lent_, organ, middle - kSealSize / 2, top));
    }
    const bool issued = paper_.stage == Stage::issued;
    if (block.verifiable && issued && !paper_.marks.link.empty()) {
      put_code(paper_.marks.link, {"扫码核验本文书"}, top);
    } else if (issued && !paper_.marks.follow_code.empty()) {
      put_code(paper_.marks.follow_link, {"办案进度查询码", paper_.marks.follow_code}, top);
    }
    flow_.advance(seal_height());
  }

  /// A code at the left margin, and lines below it.
  void put_code(const std::string& link, const std::vector<std::string>& lines, double top) {
    auto code = make_code(link);
    if (code.size == 0) return;
    const double size = mm(27);
    const double width = lines.size() > 1 ? mm(44) : size;
    auto& marks = flow_.sheet().marks;
    marks.emplace_back(
        CodeMark{std::move(code), setting_.left + (width - size) / 2, top + 4, size});
    const Type type{Face::hei, 9, 13, Align::centre, Weight::normal, 0, 0, 0};
    double y = top + 4 + size + 2;
    for (const auto& line : lines) {
      put(paragraph(lent_, line, type, width).front(), setting_.left, y, marks);
      y += type.pitch;
    }
  }

  void put_note(const Portion& portion) {
    const Type type{Face::fangsong, 14, 24, Align::left, Weight::normal, 14, 14, 0};
    auto items = paragraphs(lent_, portion.entries.front().lines, type, measure() - 14);
    const double height = height_of(items) + 10;
    if (height > flow_.room() && !flow_.at_top()) flow_.turn();
    const double right = kWidth - setting_.right;
    flow_.advance(4);
    rule(setting_.left, flow_.y(), right);
    flow_.advance(2);
    put_items(items, setting_.left);
    flow_.advance(2);
    rule(setting_.left, flow_.y(), right);
  }

  void rule(double left, double y, double right) {
    flow_.sheet().marks.emplace_back(RuleMark{left, y, right, y, 0.8, kBlack});
  }

  // ---- the foot of every page ---------------------------------------------------------------

  void put_foot(std::size_t page) {
    const double top = kHeight - setting_.bottom + mm(7);
    const double left = setting_.left;
    auto& marks = flow_.sheet(page).marks;
    if (layout_.pages == Layout::Pages::dashes) {
      const bool odd = page % 2 == 0;
      Type type{Face::song, 14, 16, odd ? Align::right : Align::left, Weight::normal, 0, 0, 0};
      put(paragraph(lent_, fmt::format("— {} —", page + 1), type, measure() - 28).front(),
          left + 14, top, marks);
    } else {
      const double y = layout_.signed_on_every_page ? put_signers(top, marks) : top;
      const Type type{Face::song, 10.5, 15, Align::centre, Weight::normal, 0, 0, 0};
      put(paragraph(lent_, fmt::format("第 {} 页　共 {} 页", page + 1, flow_.pages()), type,
                    measure())
              .front(),
          left, y, marks);
    }
    if (paper_.stage == Stage::preview) put_draft_mark(marks);
  }

  double put_signers(double top, std::vector<Mark>& marks) const {
    double y = top - mm(3);
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      for (const auto& signer : layout_.blocks[i].signers) {
        const auto& entries = arrangement_.portions[i].entries;
        const auto entry = std::ranges::find(entries, signer.text, &Portion::Entry::label);
        if (entry == entries.end()) continue;
        y += put_signer(signer, joined(entry->lines), y, marks);
      }
    }
    return y + 1;
  }

  double put_signer(const LayoutCell& signer, const std::string& names, double y,
                    std::vector<Mark>& marks) const {
    const Type type{Face::song, 10.5, 15, Align::left, Weight::normal, 0, 0, 0};
    const auto label = signer.text + std::string{kColon};
    const double indent = width_of(lent_, lent_.fonts().printable(label), type);
    put(paragraph(lent_, label, type, measure()).front(), setting_.left, y, marks);
    const auto found = paper_.marks.signatures.find(signer.field);
    const auto picture = signer.field.empty() || found == paper_.marks.signatures.end()
                             ? nullptr
                             : read_png(found->second);
    const double x = setting_.left + indent;
    if (picture) {
      const double scale =
          std::min(20.0 / render::height_of(picture), 90.0 / render::width_of(picture));
      marks.emplace_back(PictureMark{picture, x, y - 3, render::width_of(picture) * scale,
                                     render::height_of(picture) * scale});
      return type.pitch;
    }
    if (signer.field.empty()) {
      put(signature(lent_, signer, names, {}, type, measure() - indent).front(), x, y, marks);
    } else {
      const bool refused = paper_.marks.refusals.contains(signer.refusal);
      put(paragraph(lent_, refused ? "（未签名，见文末）" : "（未采集电子签名）", type, measure(),
                    refused ? kBlack : kGrey)
              .front(),
          x, y, marks);
    }
    return type.pitch;
  }

  /// Lies over the text, and lightly: what is beneath stays readable.
  void put_draft_mark(std::vector<Mark>& marks) const {
    const Type type{Face::hei, 150, 180, Align::left, Weight::normal, 0, 0, 0};
    auto line = set_paragraph(lent_, "草　稿", type, 0).front();
    marks.emplace_back(DrawnMark{[line](cairo_t* cairo) {
      cairo_translate(cairo, kWidth / 2, kHeight / 2);
      cairo_rotate(cairo, -std::numbers::pi / 5);
      cairo_set_source_rgba(cairo, 0.75, 0.1, 0.1, 0.13);
      draw_shape(cairo, line, -line.width / 2, 55);
    }});
  }

  const Lent& lent_;
  const Paper& paper_;
  const SealSource& seal_;
  pack::Arrangement arrangement_;
  const Layout& layout_;
  Setting setting_;
  Flow flow_;
  bool body_begun_ = false;
  std::size_t at_ = 0;
  bool red_head_ = false;
};

}  // namespace

std::vector<Sheet> compose(const Lent& lent, const Paper& paper, const SealSource& seal) {
  return Composer{lent, paper, seal}.run();
}

}  // namespace mingcha::render
