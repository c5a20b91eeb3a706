// SPDX-License-Identifier: Apache-2.0
#include "render/table.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace mingcha::render {
namespace {

constexpr double kFrame = 1.0;
constexpr double kInner = 0.5;
constexpr double kRounding = 0.01;

struct Shift {
  double x, y;

  Mark operator()(TextMark mark) const { return mark.x += x, mark.y += y, mark; }
  Mark operator()(RuleMark mark) const {
    mark.from_x += x;
    mark.to_x += x;
    mark.from_y += y;
    mark.to_y += y;
    return mark;
  }
  Mark operator()(BoxMark mark) const { return mark.x += x, mark.y += y, mark; }
  Mark operator()(PictureMark mark) const { return mark.x += x, mark.y += y, mark; }
  Mark operator()(CodeMark mark) const { return mark.x += x, mark.y += y, mark; }
  Mark operator()(DrawnMark mark) const { return mark; }
};

void frame(Sheet& sheet, double left, double top, double right, double bottom, double width) {
  for (const auto& [x1, y1, x2, y2] :
       {std::array{left, top, right, top}, std::array{right, top, right, bottom},
        std::array{left, bottom, right, bottom}, std::array{left, top, left, bottom}}) {
    sheet.marks.emplace_back(RuleMark{x1, y1, x2, y2, width, kBlack});
  }
}

/// A part of a cell that stands on one page.
struct Segment {
  std::size_t page = 0;
  double top = 0, bottom = 0;
};

class Drawer {
 public:
  Drawer(const Table& table, double left, Flow& flow) : table_{table}, flow_{flow} {
    edges_.push_back(left);
    for (const auto width : table.widths) edges_.push_back(edges_.back() + width);
  }

  void run() {
    measure();
    begun_ = flow_.y();
    for (std::size_t r = 0; r < table_.rows.size(); ++r) row(r);
    close_frame();
    for (const auto& [cell, segments] : spanning_) draw_spanning(*cell, segments);
  }

 private:
  [[nodiscard]] double left_of(const TableCell& cell) const { return edges_[cell.column]; }
  [[nodiscard]] double right_of(const TableCell& cell) const {
    return edges_[cell.column + cell.across];
  }

  void measure() {
    heights_.assign(table_.rows.size(), 0);
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      for (const auto& cell : table_.rows[r]) {
        if (cell.down == 1) heights_[r] = std::max(heights_[r], wanted(cell));
      }
    }
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      for (const auto& cell : table_.rows[r]) {
        if (cell.down == 1) continue;
        const auto first = heights_.begin() + static_cast<std::ptrdiff_t>(r);
        const auto last = first + static_cast<std::ptrdiff_t>(cell.down);
        const double missing = wanted(cell) - std::accumulate(first, last, 0.0);
        if (missing <= 0) continue;
        for (auto it = first; it != last; ++it) *it += missing / static_cast<double>(cell.down);
      }
    }
  }

  static double wanted(const TableCell& cell) {
    return std::max(cell.least, height_of(cell.items) + 2 * kCellPadding);
  }

  void row(std::size_t r) {
    for (const auto& cell : table_.rows[r]) {
      if (cell.down > 1) spanning_.push_back({&cell, {}});
    }
    if (heights_[r] > flow_.room() + kRounding) {
      const bool tall = heights_[r] > flow_.whole() * 0.4;
      if (tall) return split(r);
      if (!flow_.at_top()) next_page();
    }
    draw_row(r, heights_[r]);
  }

  void draw_row(std::size_t r, double height) {
    const Segment segment{flow_.page(), flow_.y(), flow_.y() + height};
    for (const auto& cell : table_.rows[r]) {
      if (cell.down > 1) continue;
      box(cell, segment);
      content(cell.items, cell, segment);
    }
    extend_spanning(r, segment);
    flow_.advance(height);
  }

  /// A tall row fills page after page; every cell goes on with what it has left.
  void split(std::size_t r) {
    std::vector<std::size_t> begun(table_.rows[r].size(), 0);
    for (bool left = true; left;) {
      if (flow_.room() < flow_.whole() * 0.15) next_page();
      left = false;
      double height = 0;
      std::vector<std::vector<Item>> parts;
      for (std::size_t c = 0; c < begun.size(); ++c) {
        const auto& cell = table_.rows[r][c];
        parts.push_back(cell.down > 1 ? std::vector<Item>{} : fitting(cell.items, begun[c]));
        height = std::max(height, height_of(parts.back()) + 2 * kCellPadding);
        left = left || (cell.down == 1 && begun[c] < cell.items.size());
      }
      const Segment segment{flow_.page(), flow_.y(), flow_.y() + height};
      for (std::size_t c = 0; c < begun.size(); ++c) {
        const auto& cell = table_.rows[r][c];
        if (cell.down > 1) continue;
        box(cell, segment);
        content(parts[c], cell, segment);
      }
      extend_spanning(r, segment);
      flow_.advance(height);
      if (left) next_page();
    }
  }

  /// At least one item, so that the work ends even where one is taller than a page.
  std::vector<Item> fitting(const std::vector<Item>& items, std::size_t& begun) const {
    std::vector<Item> out;
    double height = 2 * kCellPadding;
    while (begun < items.size()) {
      height += items[begun].height;
      if (height > flow_.room() + kRounding && !out.empty()) break;
      out.push_back(items[begun++]);
    }
    return out;
  }

  void box(const TableCell& cell, const Segment& segment) {
    frame(flow_.sheet(segment.page), left_of(cell), segment.top, right_of(cell), segment.bottom,
          kInner);
  }

  void content(const std::vector<Item>& items, const TableCell& cell, const Segment& segment) {
    const double spare = segment.bottom - segment.top - height_of(items);
    double y = segment.top + (cell.at_top ? kCellPadding : std::max(0.0, spare / 2));
    for (const auto& item : items) {
      put(item, left_of(cell) + kCellPadding, y, flow_.sheet(segment.page).marks);
      y += item.height;
    }
  }

  void extend_spanning(std::size_t r, const Segment& segment) {
    for (auto& [cell, segments] : spanning_) {
      if (row_of(*cell) + cell->down <= r) continue;
      if (!segments.empty() && segments.back().page == segment.page) {
        segments.back().bottom = segment.bottom;
      } else {
        segments.push_back(segment);
      }
    }
  }

  [[nodiscard]] std::size_t row_of(const TableCell& cell) const {
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      for (const auto& one : table_.rows[r]) {
        if (&one == &cell) return r;
      }
    }
    return table_.rows.size();
  }

  /// Its content stands once, where there is most room.
  void draw_spanning(const TableCell& cell, const std::vector<Segment>& segments) {
    const Segment* largest = nullptr;
    for (const auto& segment : segments) {
      box(cell, segment);
      const bool larger =
          largest == nullptr || segment.bottom - segment.top > largest->bottom - largest->top;
      if (larger) largest = &segment;
    }
    if (largest != nullptr) content(cell.items, cell, *largest);
  }

  void next_page() {
    close_frame();
    flow_.turn();
    begun_ = flow_.y();
  }

  void close_frame() {
    if (flow_.y() <= begun_) return;
    frame(flow_.sheet(), edges_.front(), begun_, edges_.back(), flow_.y(), kFrame);
  }

  const Table& table_;
  Flow& flow_;
  std::vector<double> edges_, heights_;
  std::vector<std::pair<const TableCell*, std::vector<Segment>>> spanning_;
  double begun_ = 0;
};

}  // namespace

void put(const Item& item, double x, double y, std::vector<Mark>& onto) {
  for (const auto& mark : item.marks) onto.push_back(std::visit(Shift{x, y}, mark));
}

double height_of(const std::vector<Item>& items) {
  return std::accumulate(items.begin(), items.end(), 0.0,
                         [](double sum, const Item& item) { return sum + item.height; });
}

void draw_table(const Table& table, double left, Flow& flow) { Drawer{table, left, flow}.run(); }

}  // namespace mingcha::render
