// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "render/sheet.h"

namespace mingcha::render {

/// Something of a certain height that is never cut: a line of text, a row of boxes, a signature.
struct Item {
  double height = 0;
  std::vector<Mark> marks;  ///< Places from the item's own upper left corner.
};

/// Puts the item on the sheet with its upper left corner at (x, y).
void put(const Item& item, double x, double y, std::vector<Mark>& onto);
[[nodiscard]] double height_of(const std::vector<Item>& items);

struct TableCell {
  std::vector<Item> items;
  std::size_t column = 0, across = 1, down = 1;
  bool at_top = false;  ///< Else in the middle.
  double least = 0;     ///< Least height.
};

struct Table {
  std::vector<double> widths;                ///< Of the columns, in points.
  std::vector<std::vector<TableCell>> rows;  ///< Every place belongs to one cell.
};

/// Where things flow to: sheet after sheet.
class Flow {
 public:
  Flow(double top, double bottom) : top_{top}, bottom_{bottom}, y_{top} { sheets_.emplace_back(); }

  [[nodiscard]] Sheet& sheet() { return sheets_.back(); }
  [[nodiscard]] std::size_t page() const { return sheets_.size() - 1; }
  [[nodiscard]] Sheet& sheet(std::size_t page) { return sheets_[page]; }
  [[nodiscard]] double y() const { return y_; }
  [[nodiscard]] double room() const { return bottom_ - y_; }
  [[nodiscard]] double whole() const { return bottom_ - top_; }
  [[nodiscard]] bool at_top() const { return y_ <= top_; }
  void advance(double by) { y_ += by; }
  void turn() {
    sheets_.emplace_back();
    y_ = top_;
  }
  [[nodiscard]] std::vector<Sheet> take() { return std::move(sheets_); }
  [[nodiscard]] std::size_t pages() const { return sheets_.size(); }

 private:
  double top_, bottom_, y_;
  std::vector<Sheet> sheets_;
};

inline constexpr double kCellPadding = 4;

/// Draws the table from the flow's place on. A row that is taller than what is left goes on over
/// the page; a short one moves to the next.
void draw_table(const Table& table, double left, Flow& flow);

}  // namespace mingcha::render
