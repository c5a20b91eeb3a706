// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/spelling.h"
#include "cel/node.h"

namespace mingcha::cel {
namespace {

using Check = std::optional<Problem>;

Problem problem(const Node& at, std::string zh, std::string en) {
  return {at.offset, {std::move(zh), std::move(en)}};
}

std::string suggestion(const std::optional<std::string>& near, Language language) {
  if (!near) return {};
  return language == Language::zh ? fmt::format("，是否为“{}”？", *near)
                                  : fmt::format("; did you mean '{}'?", *near);
}

Check check_name(Node& node, const Environment& environment) {
  const auto* declaration = environment.find(node.name);
  if (declaration == nullptr) {
    auto near = nearest(node.name, environment.names());
    if (node.name == "and") near = "&&";
    if (node.name == "or") near = "||";
    if (node.name == "not") near = "!";
    return problem(node,
                   fmt::format("没有名为“{}”的字段", node.name) + suggestion(near, Language::zh),
                   fmt::format("no field '{}'", node.name) + suggestion(near, Language::en));
  }
  node.type = node.op == Op::has ? Type::boolean : declaration->type;
  if (node.op == Op::name) node.allowed = declaration->allowed;
  return std::nullopt;
}

Check want(const Node& operand, Type type) {
  if (operand.type == type) return std::nullopt;
  const auto wanted = name_of(type);
  const auto have = name_of(operand.type);
  return problem(operand, fmt::format("此处需要“{}”，得到“{}”", wanted.zh, have.zh),
                 fmt::format("{} expected, this is {}", wanted.en, have.en));
}

Check want_all(const Node& node, Type type) {
  for (const auto& operand : node.operands) {
    if (auto wrong = want(*operand, type)) return wrong;
  }
  return std::nullopt;
}

/// The texts a side of a comparison can be: literals and closed sets. Nothing when it may be any.
using Closed = std::optional<std::vector<std::string>>;

Closed closed_set(const Node& node) {
  if (node.op == Op::name) return node.allowed;
  if (node.op == Op::literal) {
    if (const auto* text = std::get_if<std::string>(&node.literal)) return {{*text}};
    if (const auto* list = std::get_if<std::vector<std::string>>(&node.literal)) return *list;
  }
  if (node.op != Op::choose) return std::nullopt;
  auto yes = closed_set(*node.operands[1]);
  const auto no = closed_set(*node.operands[2]);
  if (!yes || !no) return std::nullopt;
  yes->insert(yes->end(), no->begin(), no->end());
  return yes;
}

Problem impossible_value(const Node& literal, const std::string& value,
                         const std::vector<std::string>& allowed) {
  const auto near = nearest(value, allowed);
  return problem(
      literal,
      fmt::format("这个字段没有选项“{}”，可选：{}", value, fmt::join(allowed, "、")) +
          suggestion(near, Language::zh),
      fmt::format("the field cannot be '{}'; it can be {}", value, fmt::join(allowed, ", ")) +
          suggestion(near, Language::en));
}

/// Every literal in `node`, also in the branches of ?:, must be among `allowed`.
Check literals_within(const Node& node, const std::vector<std::string>& allowed) {
  const auto missing = [&](const std::string& text) {
    return std::ranges::find(allowed, text) == allowed.end();
  };
  if (node.op == Op::choose) {
    if (auto wrong = literals_within(*node.operands[1], allowed)) return wrong;
    return literals_within(*node.operands[2], allowed);
  }
  if (node.op != Op::literal) return std::nullopt;
  if (const auto* text = std::get_if<std::string>(&node.literal)) {
    if (missing(*text)) return impossible_value(node, *text, allowed);
  }
  if (const auto* list = std::get_if<std::vector<std::string>>(&node.literal)) {
    const auto wrong = std::ranges::find_if(*list, missing);
    if (wrong != list->end()) return impossible_value(node, *wrong, allowed);
  }
  return std::nullopt;
}

/// A choice field can never equal a value outside its set; that is a slip of the author.
Check check_sets(const Node& node) {
  const auto& left = *node.operands[0];
  const auto& right = *node.operands[1];
  const auto left_set = closed_set(left);
  const auto right_set = closed_set(right);
  // Two constants are compared as they stand: nothing is misspelt in ("a" == "b").
  if (is_constant(left) && is_constant(right)) return std::nullopt;
  if (left_set && !is_constant(left)) {
    if (auto wrong = literals_within(right, *left_set)) return wrong;
  }
  if (right_set && !is_constant(right)) {
    if (auto wrong = literals_within(left, *right_set)) return wrong;
  }
  if (!left_set || !right_set) return std::nullopt;
  const bool meet = std::ranges::any_of(*left_set, [&](const auto& text) {
    return std::ranges::find(*right_set, text) != right_set->end();
  });
  if (meet || right_set->empty() || left_set->empty()) return std::nullopt;
  return problem(node, "两边没有共同的选项，不可能相等",
                 "the two sides have no value in common and can never be equal");
}

Check check_comparison(Node& node) {
  node.type = Type::boolean;
  const auto& left = *node.operands[0];
  const auto& right = *node.operands[1];
  if (left.type == Type::strings || right.type == Type::strings) {
    return problem(node, "列表不能直接比较，请用 in", "lists cannot be compared; use in");
  }
  if (auto wrong = want(right, left.type)) return wrong;
  if (node.op == Op::equal || node.op == Op::not_equal) {
    return left.type == Type::string ? check_sets(node) : std::nullopt;
  }
  if (left.type == Type::integer || left.type == Type::day) return std::nullopt;
  return problem(node, "只有整数和日期能比较大小", "only whole numbers and days have an order");
}

Check check_in(Node& node) {
  node.type = Type::boolean;
  if (auto wrong = want(*node.operands[0], Type::string)) return wrong;
  if (auto wrong = want(*node.operands[1], Type::strings)) return wrong;
  return check_sets(node);
}

Check check_arithmetic(Node& node, Type operand) {
  node.type = Type::integer;
  if (auto wrong = want_all(node, operand)) return wrong;
  if (is_constant(node) && !evaluate(node, {}).value) {
    return problem(node, "计算结果过大", "the result is too large");
  }
  return std::nullopt;
}

Check check_size(Node& node) {
  node.type = Type::integer;
  const auto& operand = *node.operands[0];
  if (operand.type == Type::string || operand.type == Type::strings) return std::nullopt;
  return problem(operand, "size 需要文字或者列表", "size takes a text or a list");
}

Check check_choose(Node& node) {
  if (auto wrong = want(*node.operands[0], Type::boolean)) return wrong;
  node.type = node.operands[1]->type;
  return want(*node.operands[2], node.type);
}

Check check_logic(Node& node) {
  node.type = Type::boolean;
  return want_all(node, Type::boolean);
}

}  // namespace

bool is_constant(const Node& node) {
  if (node.op == Op::name || node.op == Op::has) return false;
  return std::ranges::all_of(node.operands, [](const auto& n) { return is_constant(*n); });
}

std::optional<Problem> check(Node& node, const Environment& environment) {
  for (const auto& operand : node.operands) node.depth = std::max(node.depth, operand->depth + 1);
  switch (node.op) {
    case Op::literal: node.type = type_of(node.literal); return std::nullopt;
    case Op::name:
    case Op::has: return check_name(node, environment);
    case Op::size: return check_size(node);
    case Op::days_between: return check_arithmetic(node, Type::day);
    case Op::negate:
    case Op::multiply:
    case Op::add:
    case Op::subtract: return check_arithmetic(node, Type::integer);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: return check_comparison(node);
    case Op::in: return check_in(node);
    case Op::not_:
    case Op::and_:
    case Op::or_: return check_logic(node);
    case Op::choose: return check_choose(node);
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::cel
