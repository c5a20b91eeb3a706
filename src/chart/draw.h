// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "chart/plan.h"

namespace mingcha::chart {

/// A drawing of ours: every word in it is escaped. Nobody else can make one.
class Svg {
 public:
  Svg() = default;
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  explicit Svg(std::string markup) : markup_{std::move(markup)} {}
  friend std::vector<Svg> draw(const Plan& plan);
  friend Svg draw_whole(const Plan& plan);

  std::string markup_;
};

/// The chart on as many sheets of A4 upright as it needs, each with the heading of its lanes; a
/// chart much wider than high is one sheet lying down. Colours are CSS variables
/// (--chart-ink, --chart-line …) with values of their own where a page sets none; neither style
/// elements nor style attributes are used.
[[nodiscard]] std::vector<Svg> draw(const Plan& plan);

/// The chart in one piece, for screens.
[[nodiscard]] Svg draw_whole(const Plan& plan);

}  // namespace mingcha::chart
