// SPDX-License-Identifier: Apache-2.0
#include "render/items.h"

#include <algorithm>
#include <iterator>

namespace mingcha::render {
namespace {

constexpr double kSignatureHeight = mm(12);
constexpr double kSignatureWidth = mm(36);

void append(std::vector<Item>& to, std::vector<Item> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

const std::string* find(const std::map<std::string, std::string>& in, const std::string& field) {
  const auto found = in.find(field);
  return field.empty() || found == in.end() ? nullptr : &found->second;
}

std::string unsigned_words(const std::string* png, const std::string* refusal) {
  if (png != nullptr) return "（签名图片无法显示，见案卷）";
  return refusal == nullptr ? "（未采集电子签名）" : "（未签名：" + *refusal + "）";
}

Item drawn(const Picture& picture, double measure) {
  const double width = width_of(picture);
  const double height = height_of(picture);
  const double scale =
      std::min({kSignatureHeight / height, kSignatureWidth / width, measure / width});
  Item item;
  item.height = height * scale + 2;
  item.marks.emplace_back(PictureMark{picture, 0, 1, width * scale, height * scale});
  return item;
}

}  // namespace

std::vector<Item> paragraph(const Lent& lent, std::string_view text, const Type& type,
                            double measure, Ink ink) {
  std::vector<Item> out;
  for (auto& line : set_paragraph(lent, lent.fonts().printable(text), type, measure)) {
    Item item;
    item.height = line.pitch;
    const double rise = line.rise;
    item.marks.emplace_back(TextMark{std::move(line), 0, rise, ink});
    out.push_back(std::move(item));
  }
  return out;
}

std::vector<Item> paragraphs(const Lent& lent, const std::vector<std::string>& lines,
                             const Type& type, double measure) {
  std::vector<Item> out;
  for (const auto& line : lines) {
    if (line.empty() && lines.size() > 1) continue;
    append(out, paragraph(lent, line, type, measure));
  }
  return out;
}

std::vector<Item> boxes(const Lent& lent, const std::vector<std::string>& words,
                        std::string_view chosen, const Type& type, double measure) {
  std::vector<Item> out(1);
  out.back().height = type.pitch;
  double x = 0;
  for (const auto& word : words) {
    const auto text = lent.fonts().printable(word);
    const double width = std::min(width_of(lent, text, type), measure - type.size * 1.3);
    if (x > 0 && x + type.size * 1.3 + width > measure) {
      out.emplace_back();
      out.back().height = type.pitch;
      x = 0;
    }
    const double side = type.size * 0.82;
    out.back().marks.emplace_back(BoxMark{x, (type.pitch - side) / 2, side, word == chosen});
    auto lines = paragraph(lent, text, type, measure - x - type.size * 1.2);
    put(lines.front(), x + type.size * 1.2, 0, out.back().marks);
    x += type.size * 2.2 + width;
  }
  return out;
}

std::vector<Item> signature(const Lent& lent, const pack::LayoutCell& cell,
                            const std::string& names, const Marks& marks, const Type& type,
                            double measure) {
  auto signed_type = type;
  if (cell.field.empty()) {
    // Officers sign with their account: their names stand as the record has them.
    signed_type.face = Face::kai;
    signed_type.size += 1;
    return paragraph(lent, names, signed_type, measure);
  }
  auto out = paragraph(lent, names, type, measure);
  const auto* png = find(marks.signatures, cell.field);
  const auto picture = png == nullptr ? nullptr : read_png(*png);
  if (picture) {
    auto item = drawn(picture, measure);
    const double indent = width_of(lent, lent.fonts().printable(names), type) + type.size;
    if (out.size() == 1 && indent + kSignatureWidth < measure) {
      // Beside the name, where there is room.
      const double height = std::max(item.height, out.front().height);
      Item both;
      both.height = height;
      put(out.front(), 0, (height - out.front().height) / 2, both.marks);
      put(item, indent, (height - item.height) / 2, both.marks);
      return {both};
    }
    out.push_back(std::move(item));
    return out;
  }
  auto small = type;
  small.size *= 0.85;
  const auto* refusal = find(marks.refusals, cell.refusal);
  append(out, paragraph(lent, unsigned_words(png, refusal), small, measure,
                        refusal == nullptr ? kGrey : kBlack));
  return out;
}

}  // namespace mingcha::render
