// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/assert.h"
#include "cel/node.h"

namespace mingcha::cel {
namespace {

Outcome known(Value value) { return {std::move(value), {}}; }

void merge(std::set<std::string>& into, const Outcome& from) {
  into.insert(from.missing.begin(), from.missing.end());
}

Outcome look_up(const Node& node, const Lookup& lookup) {
  auto value = lookup(node.name);
  if (value && type_of(*value) == node.type) return known(std::move(*value));
  return {std::nullopt, {node.name}};
}

std::optional<Value> integer_result(Op op, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  bool overflow = false;
  if (op == Op::add)
    overflow = __builtin_add_overflow(left, right, &result);
  else if (op == Op::multiply)
    overflow = __builtin_mul_overflow(left, right, &result);
  else
    overflow = __builtin_sub_overflow(left, right, &result);
  if (overflow) return std::nullopt;
  return result;
}

bool contains(const Value& list, const Value& text) {
  const auto& items = std::get<std::vector<std::string>>(list);
  return std::ranges::find(items, std::get<std::string>(text)) != items.end();
}

std::int64_t size_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return static_cast<std::int64_t>(count_characters(*text));
  }
  return static_cast<std::int64_t>(std::get<std::vector<std::string>>(value).size());
}

std::optional<Value> apply(Op op, const Value& left, const Value& right) {
  switch (op) {
    case Op::equal: return left == right;
    case Op::not_equal: return left != right;
    case Op::less: return left < right;
    case Op::less_equal: return left <= right;
    case Op::greater: return left > right;
    case Op::greater_equal: return left >= right;
    case Op::in: return contains(right, left);
    case Op::days_between:
      return std::int64_t{(std::get<Day>(right) - std::get<Day>(left)).count()};
    case Op::add:
    case Op::subtract:
    case Op::multiply:
      return integer_result(op, std::get<std::int64_t>(left), std::get<std::int64_t>(right));
    case Op::literal:
    case Op::name:
    case Op::has:
    case Op::size:
    case Op::negate:
    case Op::not_:
    case Op::and_:
    case Op::or_:
    case Op::choose: break;
  }
  MINGCHA_ASSERT(false);
}

Outcome binary(const Node& node, const Lookup& lookup) {
  auto left = evaluate(*node.operands[0], lookup);
  const auto right = evaluate(*node.operands[1], lookup);
  if (left.value && right.value) return {apply(node.op, *left.value, *right.value), {}};
  merge(left.missing, right);
  return {std::nullopt, std::move(left.missing)};
}

Outcome unary(const Node& node, const Lookup& lookup) {
  auto operand = evaluate(*node.operands[0], lookup);
  if (!operand.value) return operand;
  if (node.op == Op::not_) return known(!std::get<bool>(*operand.value));
  if (node.op == Op::size) return known(size_of(*operand.value));
  return {integer_result(Op::subtract, 0, std::get<std::int64_t>(*operand.value)), {}};
}

/// One operand of the deciding value decides, wherever it stands: false for &&, true for ||.
Outcome chain(const Node& node, const Lookup& lookup) {
  const bool deciding = node.op == Op::or_;
  bool unknown = false;
  std::set<std::string> missing;
  for (const auto& operand : node.operands) {
    const auto outcome = evaluate(*operand, lookup);
    if (outcome.value && std::get<bool>(*outcome.value) == deciding) return known(deciding);
    unknown = unknown || !outcome.value;
    merge(missing, outcome);
  }
  if (unknown) return {std::nullopt, std::move(missing)};
  return known(!deciding);
}

Outcome choose(const Node& node, const Lookup& lookup) {
  auto condition = evaluate(*node.operands[0], lookup);
  if (condition.value) {
    return evaluate(*node.operands[std::get<bool>(*condition.value) ? 1 : 2], lookup);
  }
  auto yes = evaluate(*node.operands[1], lookup);
  const auto no = evaluate(*node.operands[2], lookup);
  if (yes.value && no.value && *yes.value == *no.value) return yes;
  merge(condition.missing, yes);
  merge(condition.missing, no);
  return condition;
}

}  // namespace

Outcome evaluate(const Node& node, const Lookup& lookup) {
  switch (node.op) {
    case Op::literal: return known(node.literal);
    case Op::name: return look_up(node, lookup);
    case Op::has: return known(lookup(node.name).has_value());
    case Op::negate:
    case Op::not_:
    case Op::size: return unary(node, lookup);
    case Op::and_:
    case Op::or_: return chain(node, lookup);
    case Op::choose: return choose(node, lookup);
    case Op::days_between:
    case Op::multiply:
    case Op::add:
    case Op::subtract:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in: return binary(node, lookup);
  }
  MINGCHA_ASSERT(false);
}

namespace {

Truth truth_of(const Node& node, const View& view);

Truth to_truth(bool yes) { return yes ? Truth::yes : Truth::no; }

/// Null when unknown. `made` keeps what had to be computed.
const Value* value_of(const Node& node, const View& view, std::optional<Value>& made) {
  if (node.op == Op::literal) return &node.literal;
  if (node.op == Op::name) {
    const auto* value = view(node.name);
    return value != nullptr && type_of(*value) == node.type ? value : nullptr;
  }
  if (node.type == Type::boolean) {
    const auto truth = truth_of(node, view);
    if (truth == Truth::unknown) return nullptr;
    made = truth == Truth::yes;
    return &*made;
  }
  const Lookup lookup = [&](std::string_view name) -> std::optional<Value> {
    const auto* value = view(name);
    return value == nullptr ? std::nullopt : std::optional{*value};
  };
  made = cel::evaluate(node, lookup).value;
  return made ? &*made : nullptr;
}

Truth truth_of_binary(const Node& node, const View& view) {
  std::optional<Value> left_made;
  std::optional<Value> right_made;
  const auto* left = value_of(*node.operands[0], view, left_made);
  if (left == nullptr) return Truth::unknown;
  const auto* right = value_of(*node.operands[1], view, right_made);
  if (right == nullptr) return Truth::unknown;
  const auto value = apply(node.op, *left, *right);
  return value ? to_truth(std::get<bool>(*value)) : Truth::unknown;
}

Truth truth_of_chain(const Node& node, const View& view) {
  const auto deciding = to_truth(node.op == Op::or_);
  bool unknown = false;
  for (const auto& operand : node.operands) {
    const auto truth = truth_of(*operand, view);
    if (truth == deciding) return deciding;
    unknown = unknown || truth == Truth::unknown;
  }
  return unknown ? Truth::unknown : to_truth(node.op != Op::or_);
}

Truth truth_of_choice(const Node& node, const View& view) {
  const auto condition = truth_of(*node.operands[0], view);
  if (condition != Truth::unknown) {
    return truth_of(*node.operands[condition == Truth::yes ? 1 : 2], view);
  }
  const auto yes = truth_of(*node.operands[1], view);
  return yes == truth_of(*node.operands[2], view) ? yes : Truth::unknown;
}

/// Of a boolean node.
Truth truth_of(const Node& node, const View& view) {
  switch (node.op) {
    case Op::has: return to_truth(view(node.name) != nullptr);
    case Op::not_: {
      const auto truth = truth_of(*node.operands[0], view);
      if (truth == Truth::unknown) return truth;
      return to_truth(truth == Truth::no);
    }
    case Op::and_:
    case Op::or_: return truth_of_chain(node, view);
    case Op::choose: return truth_of_choice(node, view);
    case Op::literal:
    case Op::name: {
      std::optional<Value> unused;
      const auto* value = value_of(node, view, unused);
      return value == nullptr ? Truth::unknown : to_truth(std::get<bool>(*value));
    }
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in: return truth_of_binary(node, view);
    case Op::negate:
    case Op::size:
    case Op::days_between:
    case Op::multiply:
    case Op::add:
    case Op::subtract: break;
  }
  MINGCHA_ASSERT(false);
}

}  // namespace

Truth Expression::truth(const View& view) const {
  MINGCHA_ASSERT(type() == Type::boolean);
  return truth_of(*root_, view);
}

Evaluation Expression::evaluate(const Lookup& lookup) const {
  MINGCHA_ASSERT(type() == Type::boolean);
  const auto outcome = cel::evaluate(*root_, lookup);
  if (outcome.value) return {std::get<bool>(*outcome.value) ? Truth::yes : Truth::no, {}};
  return {Truth::unknown, {outcome.missing.begin(), outcome.missing.end()}};
}

std::optional<Value> Expression::value(const Lookup& lookup) const {
  return cel::evaluate(*root_, lookup).value;
}

}  // namespace mingcha::cel
