// SPDX-License-Identifier: Apache-2.0
#include "base/assert.h"
#include "cel/node.h"

namespace mingcha::cel {
namespace {

/// How strongly an operator binds; an operand that binds less is put in parentheses.
enum class Strength { choose, either, both, comparison, sum, product, unary, primary };

Strength strength_of(const Node& node) {
  switch (node.op) {
    case Op::choose: return Strength::choose;
    case Op::or_: return Strength::either;
    case Op::and_: return Strength::both;
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in: return Strength::comparison;
    case Op::add:
    case Op::subtract: return Strength::sum;
    case Op::multiply: return Strength::product;
    case Op::negate:
    case Op::not_: return Strength::unary;
    case Op::literal:
    case Op::name:
    case Op::has:
    case Op::size:
    case Op::days_between: return Strength::primary;
  }
  MINGCHA_ASSERT(false);
}

std::string_view symbol_of(Op op) {
  switch (op) {
    case Op::or_: return " || ";
    case Op::and_: return " && ";
    case Op::equal: return " == ";
    case Op::not_equal: return " != ";
    case Op::less: return " < ";
    case Op::less_equal: return " <= ";
    case Op::greater: return " > ";
    case Op::greater_equal: return " >= ";
    case Op::in: return " in ";
    case Op::add: return " + ";
    case Op::subtract: return " - ";
    case Op::multiply: return " * ";
    case Op::negate: return "-";
    case Op::not_: return "!";
    case Op::literal:
    case Op::name:
    case Op::has:
    case Op::size:
    case Op::days_between:
    case Op::choose: break;
  }
  MINGCHA_ASSERT(false);
}

std::string operand(const NodePtr& node, Strength at_least) {
  const auto source = to_source(*node);
  return strength_of(*node) < at_least ? "(" + source + ")" : source;
}

Strength stronger(Strength strength) {
  return static_cast<Strength>(static_cast<int>(strength) + 1);
}

/// Left-associative: only the first operand may bind just as strongly. Comparisons never chain.
std::string infix(const Node& node) {
  const auto own = strength_of(node);
  const bool chains = own == Strength::sum || own == Strength::product;
  std::string out = operand(node.operands[0], chains ? own : stronger(own));
  for (std::size_t i = 1; i < node.operands.size(); ++i) {
    out += symbol_of(node.op);
    out += operand(node.operands[i], stronger(own));
  }
  return out;
}

/// -5 is a number, so minus the number 5 needs parentheses to stay an operation.
std::string prefix(const Node& node) {
  const auto& inner = *node.operands[0];
  const bool number = node.op == Op::negate && inner.op == Op::literal;
  const auto source =
      number ? "(" + to_source(inner) + ")" : operand(node.operands[0], Strength::unary);
  return std::string{symbol_of(node.op)} + source;
}

std::string call(std::string_view function, const Node& node) {
  std::string out{function};
  out += "(";
  for (const auto& argument : node.operands) {
    out += (argument == node.operands[0] ? "" : ", ") + to_source(*argument);
  }
  return out + ")";
}

}  // namespace

std::string to_source(const Node& node) {
  switch (node.op) {
    case Op::literal: return to_source(node.literal);
    case Op::name: return node.name;
    case Op::has: return "has(" + node.name + ")";
    case Op::size: return call("size", node);
    case Op::days_between: return call("days_between", node);
    case Op::negate:
    case Op::not_: return prefix(node);
    case Op::choose:
      return operand(node.operands[0], Strength::either) + " ? " + to_source(*node.operands[1]) +
             " : " + to_source(*node.operands[2]);
    case Op::multiply:
    case Op::add:
    case Op::subtract:
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::in:
    case Op::and_:
    case Op::or_: return infix(node);
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::cel
