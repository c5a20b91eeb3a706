// SPDX-License-Identifier: Apache-2.0
#include "cel/expression.h"

#include <algorithm>
#include <set>

#include "base/assert.h"
#include "cel/node.h"

namespace mingcha::cel {
namespace {

template <typename Visit>
void walk(const Node& node, const Visit& visit) {
  visit(node);
  for (const auto& operand : node.operands) walk(*operand, visit);
}

/// What one or both sides of a comparison come down to, through the branches of ?:.
struct Leaves {
  std::vector<const Node*> names;
  std::vector<Value> constants;
  bool computed = false;  ///< Something is calculated from a name.
};

void gather(const Node& node, Leaves& leaves) {
  if (node.op == Op::name) {
    leaves.names.push_back(&node);
  } else if (node.op == Op::choose) {
    gather(*node.operands[1], leaves);
    gather(*node.operands[2], leaves);
  } else if (is_constant(node)) {
    if (auto value = evaluate(node, {}).value) leaves.constants.push_back(std::move(*value));
  } else {
    leaves.computed = true;
  }
}

/// Comparing truths needs no constants: both truths of every part are explored anyway.
bool compares_values(const Node& node) {
  if (node.op == Op::in) return true;
  return is_comparison(node.op) && node.operands[0]->type != Type::boolean;
}

Leaves leaves_of(const Node& node) {
  Leaves leaves;
  for (const auto& side : node.operands) gather(*side, leaves);
  return leaves;
}

bool is_exact_comparison(const Node& node) {
  Leaves left;
  Leaves right;
  gather(*node.operands[0], left);
  gather(*node.operands[1], right);
  if (left.computed || right.computed) return false;
  if (left.names.empty() || right.names.empty()) return true;
  const auto closed = [](const Node* name) {
    return name->allowed.has_value() && name->type == Type::string;
  };
  return std::ranges::all_of(left.names, closed) && std::ranges::all_of(right.names, closed);
}

void insert_texts(std::set<Value>& into, const Value& constant, Type wanted) {
  const auto* list = std::get_if<std::vector<std::string>>(&constant);
  if (list != nullptr)
    into.insert(list->begin(), list->end());
  else if (wanted == Type::strings || type_of(constant) == wanted)
    into.insert(constant);
}

std::set<Value> constants_with(const Node& root, std::string_view name) {
  std::set<Value> found;
  walk(root, [&](const Node& node) {
    if (!compares_values(node)) return;
    const auto leaves = leaves_of(node);
    for (const auto* leaf : leaves.names) {
      if (leaf->name != name) continue;
      for (const auto& constant : leaves.constants) insert_texts(found, constant, leaf->type);
    }
  });
  return found;
}

}  // namespace

Expression::Expression(std::shared_ptr<const Node> root, Position position)
    : root_{std::move(root)}, position_{std::move(position)} {
  MINGCHA_ASSERT(root_ != nullptr);
}

Type Expression::type() const { return root_->type; }

std::string Expression::to_source() const { return cel::to_source(*root_); }

std::vector<std::string> Expression::names() const {
  std::set<std::string> found;
  walk(*root_, [&](const Node& node) {
    if (!node.name.empty()) found.insert(node.name);
  });
  return {found.begin(), found.end()};
}

std::vector<Value> Expression::constants_of(std::string_view name) const {
  const auto found = constants_with(*root_, name);
  return {found.begin(), found.end()};
}

bool Expression::asks_presence_of(std::string_view name) const {
  bool asked = false;
  walk(*root_,
       [&](const Node& node) { asked = asked || (node.op == Op::has && node.name == name); });
  return asked;
}

bool Expression::exact() const {
  bool exact = true;
  walk(*root_, [&](const Node& node) {
    if (compares_values(node)) exact = exact && is_exact_comparison(node);
    if (node.op != Op::name || node.type != Type::strings) return;
    exact = exact && constants_with(*root_, node.name).size() <= kSubsetsOf;
  });
  return exact;
}

}  // namespace mingcha::cel
