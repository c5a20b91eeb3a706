// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "pack/definition.h"

/// Flowcharts, drawn from the very definitions that the engine runs. Pure: the same pack gives the
/// same bytes.
namespace mingcha::chart {

/// A step of the procedure with what the law attaches to it.
struct Node {
  std::string step;
  Text title;
  pack::StepKind kind{};
  std::size_t lane = 0;  ///< Index in Flow::lanes.
  bool sometimes = false;
  int officers = 1;
  std::vector<Text> conditions;  ///< When it is needed, beside what held for steps before it.
  std::vector<Text> limits;      ///< Time limits that it ends, with amount, unit and start.
  std::vector<Text> gates;       ///< What the pack proves to be true before it.
};

enum class Way {
  always,     ///< The later step cannot be done without the earlier.
  sometimes,  ///< One of several ways there.
  back,       ///< A review that returns the draft, or a step that may come before its cause.
};

struct Link {
  std::size_t from = 0, to = 0;  ///< Indexes in Flow::nodes.
  Way way{};

  bool operator==(const Link&) const = default;
};

struct Flow {
  Text title;
  std::vector<Text> lanes;  ///< One for each role, in the order in which they first act.
  std::vector<Node> nodes;  ///< In the order of the procedure.
  std::vector<Link> links;  ///< Sorted; none that others make superfluous.
};

/// What each role is called in the heading of its lane; one that is missing is shown by its id.
using RoleTitles = std::map<std::string, Text>;

[[nodiscard]] Flow flow_of(const pack::Pack& pack, const pack::Procedure& procedure,
                           const RoleTitles& roles);

/// "告知", "法制审核": what a kind of step is called.
[[nodiscard]] Text title_of(pack::StepKind kind);

}  // namespace mingcha::chart
