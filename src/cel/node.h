// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cel/expression.h"
#include "cel/value.h"

namespace mingcha::cel {

enum class Op {
  literal,
  name,
  has,
  size,
  days_between,
  negate,
  not_,
  multiply,
  add,
  subtract,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  and_,
  or_,
  choose,
};

using NodePtr = std::shared_ptr<const Node>;

/// One node of a checked tree. `and_` and `or_` have two or more operands, none of the same kind.
struct Node {
  Op op{};
  Type type{};
  std::size_t offset{};  ///< Of its operator or first byte in the source.
  int depth = 1;         ///< Levels below and including this one.
  Value literal;         ///< Op::literal.
  std::string name;      ///< Op::name and Op::has.
  std::optional<std::vector<std::string>> allowed;  ///< Op::name of a choice field.
  std::vector<NodePtr> operands;
};

/// What is wrong, at a byte of the source.
struct Problem {
  std::size_t offset{};
  Text message;
};

/// Gives the node its type and depth. Its operands are checked already; names are resolved here.
[[nodiscard]] std::optional<Problem> check(Node& node, const Environment& environment);

struct Outcome {
  std::optional<Value> value;
  std::set<std::string> missing;
};

[[nodiscard]] Outcome evaluate(const Node& node, const Lookup& lookup);

/// No name in it: its value is the same always.
[[nodiscard]] bool is_constant(const Node& node);

[[nodiscard]] std::string to_source(const Node& node);

[[nodiscard]] inline bool is_comparison(Op op) {
  return op >= Op::equal && op <= Op::greater_equal;
}

}  // namespace mingcha::cel
