// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "chart/flow.h"

namespace mingcha::chart {

enum class Standing { open, done, current, late };

/// Where a case stands at a step, with what is said about it: "2026-03-02 09:05".
struct Mark {
  Standing standing{};
  Text note;
};
using Marks = std::map<std::string, Mark>;  ///< By step id.

/// Whole pixels, y downwards.
struct Point {
  int x = 0, y = 0;

  bool operator==(const Point&) const = default;
};

struct Box {
  std::size_t node = 0;  ///< Index in Flow::nodes.
  int x = 0, y = 0, width = 0, height = 0;
  std::size_t row = 0;
  pack::StepKind kind{};
  bool sometimes = false;
  std::vector<std::string> title, gates, notes;  ///< Lines.
  std::vector<std::string> conditions, limits;   ///< Lines on the arrow that leads to it.
  Standing standing{};

  [[nodiscard]] int middle() const { return x + width / 2; }
  [[nodiscard]] int bottom() const { return y + height; }
};

/// From the lower edge of one box to the upper edge of another; level and plumb only.
struct Arrow {
  std::size_t from = 0, to = 0;  ///< Indexes in Plan::boxes.
  Way way{};
  std::vector<Point> points;
};

struct Lane {
  int x = 0, width = 0;
  std::string title;
};

/// Where everything stands. Boxes overlap neither each other nor arrows; all is on the canvas.
struct Plan {
  std::string title, description;
  Language language{};
  int width = 0, height = 0;
  std::vector<Lane> lanes;
  std::vector<Box> boxes;  ///< As Flow::nodes.
  std::vector<Arrow> arrows;
  std::vector<int> cuts;  ///< Between rows: where the chart can go on upon another sheet.
};

inline constexpr int kHeadHeight = 36;
inline constexpr int kTitleLine = 19;
inline constexpr int kSmallLine = 16;

[[nodiscard]] Plan plan_of(const Flow& flow, Language language, const Marks& marks = {});

/// Lines of at most `width` pixels at that size of type: a Han character is as wide as high, others
/// a little more than half. Latin words stay whole where they fit.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& text, int width, int size);

}  // namespace mingcha::chart
