// SPDX-License-Identifier: Apache-2.0
#include "render/form_table.h"

#include <algorithm>
#include <numeric>

#include "render/items.h"

namespace mingcha::render {
namespace {

using pack::LayoutBlock;
using pack::LayoutCell;
using pack::Portion;

constexpr std::string_view kColon = "：";

class Filler {
 public:
  Filler(const FormSetting& setting, const Paper& paper)
      : lent_{setting.lent}, paper_{paper}, type_{setting.type}, measure_{setting.measure} {}

  std::vector<double> widths_of(const std::vector<double>& proportions) const {
    const double sum = std::accumulate(proportions.begin(), proportions.end(), 0.0);
    std::vector<double> widths;
    for (const auto one : proportions) widths.push_back(one / sum * measure_);
    return widths;
  }

  [[nodiscard]] Table table(const LayoutBlock& block, const Portion& portion) const {
    Table table;
    table.widths = widths_of(block.columns);
    std::vector<std::vector<bool>> used(block.rows.size(),
                                        std::vector<bool>(block.columns.size(), false));
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      table.rows.emplace_back();
      std::size_t column = 0;
      for (const auto& cell : block.rows[r]) {
        while (column < used[r].size() && used[r][column]) ++column;
        for (std::size_t y = r; y < r + cell.down; ++y) {
          for (std::size_t x = column; x < column + cell.across; ++x) used[y][x] = true;
        }
        table.rows.back().push_back(filled(cell, column, table.widths, portion));
      }
    }
    return table;
  }

  TableCell filled(const LayoutCell& cell, std::size_t column, const std::vector<double>& widths,
                   const Portion& portion) const {
    TableCell out;
    out.column = column;
    out.across = cell.across;
    out.down = cell.down;
    out.least = std::max(mm(cell.least_mm), type_.pitch + 2 * kCellPadding + 2);
    double width = -2 * kCellPadding;
    for (std::size_t x = column; x < column + cell.across; ++x) width += widths[x];
    Type type = type_;
    if (cell.kind == LayoutCell::Kind::words || cell.kind == LayoutCell::Kind::label) {
      type.align = Align::centre;
      out.items = paragraph(lent_, cell.text, type, width);
      return out;
    }
    const auto entry = std::ranges::find(portion.entries, cell.text, &Portion::Entry::label);
    if (entry == portion.entries.end()) {
      // Not for this case: struck out, so that nothing can be written there later.
      type.align = Align::centre;
      out.items = paragraph(lent_, "／", type, width);
      return out;
    }
    fill(out, cell, entry->lines, width);
    return out;
  }

  void fill(TableCell& out, const LayoutCell& cell, const std::vector<std::string>& lines,
            double width) const {
    Type type = type_;
    if (cell.kind == LayoutCell::Kind::signature) {
      out.items = signature(lent_, cell, joined(lines), paper_.marks, type, width);
      return;
    }
    if (cell.kind == LayoutCell::Kind::boxes) {
      const auto words = choices_of(cell.field);
      if (lines.size() == 1 && std::ranges::find(words, lines.front()) != words.end()) {
        out.items = boxes(lent_, words, lines.front(), type, width);
        return;
      }
    }
    const auto whole = joined(lines);
    const bool is_long = lines.size() > 1 || width_of(lent_, first(whole), type) > width;
    if (is_long && cell.across > 1) {
      type.align = Align::justified;
      type.indent = type.size * 2;
    }
    out.at_top = is_long && cell.least_mm > 0;
    out.items = paragraphs(lent_, lines, type, width);
  }

  /// Enough of a text to know whether it is longer than a line.
  static std::string_view first(std::string_view text) { return first_characters(text, 200); }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += line;
    return out;
  }

  [[nodiscard]] std::vector<std::string> choices_of(const std::string& field) const {
    std::vector<std::string> out;
    const auto found = paper_.fields->find(field);
    if (found == paper_.fields->end()) return out;
    for (const auto& choice : found->second.choices) out.push_back(choice.label.zh);
    return out;
  }

  /// "title：opinion（note）", a row each.
  [[nodiscard]] Table points(const LayoutBlock& block, const Portion& portion) const {
    Table table;
    table.widths = widths_of(block.columns);
    table.rows.push_back({over_all(block)});
    table.rows.push_back(row_of(block.heads, table.widths, Align::centre));
    const auto& lines = portion.entries.front().lines;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      table.rows.push_back(
          row_of(cells_of(lines[i], table.widths.size()), table.widths, Align::left));
    }
    return table;
  }

  /// The words that the list begins with, over its whole width.
  [[nodiscard]] TableCell over_all(const LayoutBlock& block) const {
    auto words = block.from;
    if (words.ends_with(kColon)) words.resize(words.size() - kColon.size());
    TableCell cell;
    cell.across = block.columns.size();
    cell.least = type_.pitch + 2 * kCellPadding + 2;
    Type type = type_;
    type.align = Align::centre;
    cell.items = paragraph(lent_, words, type, measure_ - 2 * kCellPadding);
    return cell;
  }

  static std::vector<std::string> cells_of(const std::string& line, std::size_t columns) {
    std::vector<std::string> cells(columns);
    if (line.find(pack::kCellBar) != std::string::npos) return cells_of_row(line, columns);
    const auto colon = line.find(kColon);
    cells[0] = line.substr(0, colon);
    if (colon == std::string::npos || columns < 2) {
      cells[0] = line;
      return cells;
    }
    auto rest = line.substr(colon + kColon.size());
    const auto note = rest.find("（");
    if (note != std::string::npos && rest.ends_with("）") && columns > 2) {
      cells[2] = rest.substr(note + 3, rest.size() - note - 6);
      rest.resize(note);
    }
    cells[1] = rest;
    return cells;
  }

  static std::vector<std::string> cells_of_row(std::string_view line, std::size_t columns) {
    std::vector<std::string> cells;
    for (;;) {
      const auto bar = cells.size() + 1 < columns ? line.find(pack::kCellBar) : line.npos;
      cells.emplace_back(line.substr(0, bar));
      if (bar == line.npos) return cells;
      line.remove_prefix(bar + pack::kCellBar.size());
    }
  }

  std::vector<TableCell> row_of(const std::vector<std::string>& words,
                                const std::vector<double>& widths, Align align) const {
    std::vector<TableCell> row;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      TableCell cell;
      cell.column = c;
      cell.least = type_.pitch + 2 * kCellPadding + 2;
      Type type = type_;
      const auto text = c < words.size() && !words[c].empty() ? words[c] : std::string{"／"};
      type.align = c == 1 || text == "／" ? Align::centre : align;
      cell.items = paragraph(lent_, text, type, widths[c] - 2 * kCellPadding);
      row.push_back(std::move(cell));
    }
    return row;
  }

  const Lent& lent_;
  const Paper& paper_;
  const Type& type_;
  double measure_;
};

}  // namespace

Table form_table(const FormSetting& setting, const Paper& paper, const LayoutBlock& block,
                 const Portion& portion) {
  const Filler filler{setting, paper};
  return block.kind == LayoutBlock::Kind::points ? filler.points(block, portion)
                                                 : filler.table(block, portion);
}

}  // namespace mingcha::render
