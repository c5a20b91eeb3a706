// SPDX-License-Identifier: Apache-2.0
#include "cel/explain.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/assert.h"
#include "cel/node.h"

namespace mingcha::cel {
namespace {

enum class Sense { holds, fails };

Sense opposite(Sense sense) { return sense == Sense::holds ? Sense::fails : Sense::holds; }

Text labelled(Text label, std::string_view written) {
  if (label.zh.empty()) label.zh = written;
  if (label.en.empty()) label.en = written;
  return label;
}

bool is_wide(std::string_view text) {
  return !text.empty() && static_cast<unsigned char>(text.front()) >= 0x80;
}

/// Chinese runs on without spaces; figures and Latin words get one on each side.
std::string run_on(std::string left, std::string_view right) {
  const bool wide_before = !left.empty() && static_cast<unsigned char>(left.back()) >= 0x80;
  if (!left.empty() && !right.empty() && wide_before != is_wide(right)) left += ' ';
  return left.append(right);
}

enum class Join { both, either };

Text join(const std::vector<Text>& parts, Join join) {
  Text out;
  for (const auto& part : parts) {
    if (!out.zh.empty()) {
      out.zh += join == Join::both ? "，且" : "，或";
      out.en += join == Join::both ? ", and " : ", or ";
    }
    out.zh = run_on(std::move(out.zh), part.zh);
    out.en += part.en;
  }
  return out;
}

Text bracketed(const Text& text) { return {"（" + text.zh + "）", "(" + text.en + ")"}; }

/// Equality is its own mirror image, the orders turn round.
struct Relation {
  Op op;
  Op denied;
  Op mirrored;
  Text of_numbers;
  Text of_days;
};

const Relation& relation(Op op) {
  static const std::array<Relation, 6> kRelations{{
      {Op::equal, Op::not_equal, Op::equal, {"为", "is"}, {"为", "is"}},
      {Op::not_equal, Op::equal, Op::not_equal, {"不为", "is not"}, {"不为", "is not"}},
      {Op::less, Op::greater_equal, Op::greater, {"低于", "is below"}, {"早于", "is before"}},
      {Op::less_equal,
       Op::greater,
       Op::greater_equal,
       {"不高于", "is at most"},
       {"不晚于", "is not after"}},
      {Op::greater, Op::less_equal, Op::less, {"高于", "is above"}, {"晚于", "is after"}},
      {Op::greater_equal,
       Op::less,
       Op::less_equal,
       {"不低于", "is at least"},
       {"不早于", "is not before"}},
  }};
  const auto* found = std::ranges::find(kRelations, op, &Relation::op);
  MINGCHA_ASSERT(found != kRelations.end());
  return *found;
}

Text yes_or_no(bool value) { return value ? Text{"是", "yes"} : Text{"否", "no"}; }

class Narrator {
 public:
  /// Without `lookup` the condition is described; with it, the facts are told.
  Narrator(const Labels& labels, const Lookup* lookup) : labels_{labels}, lookup_{lookup} {}

  /// The condition or its opposite in words.
  [[nodiscard]] Text phrase(const Node& node, Sense sense) const {
    if (node.op == Op::not_) return phrase(*node.operands[0], opposite(sense));
    if (node.op == Op::and_ || node.op == Op::or_) return chain(node, sense);
    if (node.op == Op::has) return presence(node, sense);
    if (node.op == Op::choose) return choice(node, sense);
    if (node.op == Op::in) return membership(node, sense);
    if (is_comparison(node.op)) return comparison(node, sense);
    return truth(node, sense);
  }

  /// The facts because of which `node` is true or false. Its truth must be known.
  [[nodiscard]] Text why(const Node& node, Sense sense) const {
    if (node.op == Op::not_) return why(*node.operands[0], opposite(sense));
    if (node.op == Op::choose) return why_branch(node, sense);
    if (node.op != Op::and_ && node.op != Op::or_) return phrase(node, sense);
    std::vector<Text> parts;
    for (const auto& operand : node.operands) {
      if (is(*operand, sense)) parts.push_back(why(*operand, sense));
    }
    return join(parts, Join::both);
  }

 private:
  [[nodiscard]] std::optional<Value> value_of(const Node& node) const {
    return lookup_ == nullptr ? std::nullopt : evaluate(node, *lookup_).value;
  }

  [[nodiscard]] bool is(const Node& node, Sense sense) const {
    const auto value = value_of(node);
    return value && std::get<bool>(*value) == (sense == Sense::holds);
  }

  [[nodiscard]] Text why_branch(const Node& node, Sense sense) const {
    const auto& condition = *node.operands[0];
    if (!value_of(condition)) {
      return join({why(*node.operands[1], sense), why(*node.operands[2], sense)}, Join::both);
    }
    const bool first = is(condition, Sense::holds);
    return join({why(condition, first ? Sense::holds : Sense::fails),
                 why(*node.operands[first ? 1 : 2], sense)},
                Join::both);
  }

  [[nodiscard]] Text chain(const Node& node, Sense sense) const {
    const bool both = (node.op == Op::and_) == (sense == Sense::holds);
    std::vector<Text> parts;
    for (const auto& operand : node.operands) {
      const auto words = phrase(*operand, sense);
      parts.push_back(needs_brackets(*operand) ? bracketed(words) : words);
    }
    return join(parts, both ? Join::both : Join::either);
  }

  [[nodiscard]] static bool needs_brackets(const Node& node) {
    if (node.op == Op::not_) return needs_brackets(*node.operands[0]);
    return node.op == Op::and_ || node.op == Op::or_ || node.op == Op::choose;
  }

  [[nodiscard]] Text label(const std::string& name) const {
    return labelled(labels_.name ? labels_.name(name) : Text{}, name);
  }

  [[nodiscard]] Text presence(const Node& node, Sense sense) const {
    const auto name = label(node.name);
    if (sense == Sense::holds) return {run_on("已有", name.zh), name.en + " is given"};
    return {run_on("没有", name.zh), name.en + " is not given"};
  }

  [[nodiscard]] Text truth(const Node& node, Sense sense) const {
    const auto answer = yes_or_no(sense == Sense::holds);
    const auto what = node.op == Op::name ? label(node.name) : Text{"恒定条件", "a constant"};
    return {"“" + what.zh + "”为" + answer.zh, "'" + what.en + "' is " + answer.en};
  }

  [[nodiscard]] Text choice(const Node& node, Sense sense) const {
    const auto condition = phrase(*node.operands[0], Sense::holds);
    const auto yes = phrase(*node.operands[1], sense);
    const auto no = phrase(*node.operands[2], sense);
    return {fmt::format("如果{}则须{}，否则须{}", condition.zh, yes.zh, no.zh),
            fmt::format("if {} then {}, else {}", condition.en, yes.en, no.en)};
  }

  /// The name whose labels the literals beside it take.
  [[nodiscard]] static const std::string* name_in(const Node& node) {
    if (node.op == Op::name) return &node.name;
    // A count, a product and a span are of something else than what they are made of.
    if (node.op == Op::size || node.op == Op::multiply || node.op == Op::days_between) {
      return nullptr;
    }
    const std::size_t first = node.op == Op::choose ? 1 : 0;  // Not the condition.
    for (std::size_t at = first; at < node.operands.size(); ++at) {
      if (const auto* name = name_in(*node.operands[at])) return name;
    }
    return nullptr;
  }

  [[nodiscard]] Text literal(const Value& value, const std::string* name) const {
    if (const auto* text = std::get_if<std::string>(&value)) {
      return labelled(name != nullptr && labels_.choice ? labels_.choice(*name, *text) : Text{},
                      *text);
    }
    if (const auto* day = std::get_if<Day>(&value)) return {to_chinese(*day), to_string(*day)};
    if (const auto* truth = std::get_if<bool>(&value)) return yes_or_no(*truth);
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return texts(*list, name);
    const auto unit = name != nullptr && labels_.unit ? labels_.unit(*name) : std::string{};
    const auto number = to_source(value) + (unit.empty() ? "" : " ") + unit;
    return {number, number};
  }

  [[nodiscard]] Text texts(const std::vector<std::string>& values, const std::string* name) const {
    Text out;
    for (const auto& value : values) {
      const auto one = literal(value, name);
      out.zh += (out.zh.empty() ? "" : "、") + one.zh;
      out.en += (out.en.empty() ? "" : ", ") + one.en;
    }
    return out.zh.empty() ? Text{"空", "none"} : out;
  }

  [[nodiscard]] Text infix(const Node& node, const Text& sign) const {
    const auto left = operand(*node.operands[0], nullptr);
    const auto right = operand(*node.operands[1], nullptr);
    return bracketed({left.zh + sign.zh + right.zh, left.en + sign.en + right.en});
  }

  [[nodiscard]] Text size(const Node& node) const {
    const auto of = operand(*node.operands[0], nullptr);
    if (node.operands[0]->type == Type::string) return {of.zh + "的字数", "the length of " + of.en};
    return {of.zh + "的项数", "the number of entries in " + of.en};
  }

  [[nodiscard]] Text operand(const Node& node, const std::string* beside) const {
    if (node.op == Op::literal) return literal(node.literal, beside);
    if (node.op == Op::name) return label(node.name);
    if (node.op == Op::size) return size(node);
    if (node.op == Op::negate) return negated(node);
    if (node.op == Op::multiply) return infix(node, {" × ", " × "});
    if (node.op == Op::add) return infix(node, {" + ", " + "});
    if (node.op == Op::subtract) return infix(node, {" − ", " − "});
    if (node.op == Op::days_between) return span(node);
    if (node.op == Op::choose) return chosen(node, beside);
    return bracketed(phrase(node, Sense::holds));
  }

  [[nodiscard]] Text negated(const Node& node) const {
    const auto of = operand(*node.operands[0], nullptr);
    return {"负" + of.zh, "minus " + of.en};
  }

  [[nodiscard]] Text span(const Node& node) const {
    const auto from = operand(*node.operands[0], nullptr);
    const auto to = operand(*node.operands[1], nullptr);
    return {run_on(run_on(run_on("从", from.zh), "到"), to.zh) + "的天数",
            "the days from " + from.en + " to " + to.en};
  }

  [[nodiscard]] Text chosen(const Node& node, const std::string* beside) const {
    const auto condition = phrase(*node.operands[0], Sense::holds);
    const auto yes = operand(*node.operands[1], beside);
    const auto no = operand(*node.operands[2], beside);
    return {fmt::format("（{}时取{}，否则取{}）", condition.zh, yes.zh, no.zh),
            fmt::format("({} if {}, else {})", yes.en, condition.en, no.en)};
  }

  /// An operand with its value behind it, where facts are told and it is not a constant.
  [[nodiscard]] Text valued(const Node& node, const std::string* beside) const {
    auto words = operand(node, beside);
    const auto value = value_of(node);
    if (!value || is_constant(node)) return words;
    const auto now = literal(*value, name_in(node));
    return {words.zh + "（" + now.zh + "）", words.en + " (" + now.en + ")"};
  }

  [[nodiscard]] Text comparison(const Node& node, Sense sense) const {
    const auto* left = node.operands[0].get();
    const auto* right = node.operands[1].get();
    auto op = sense == Sense::holds ? node.op : relation(node.op).denied;
    if (is_constant(*left) && !is_constant(*right)) {
      std::swap(left, right);
      op = relation(op).mirrored;
    }
    // "is 5000" says the value already.
    const bool plain = op == Op::equal && is_constant(*right);
    const auto subject = plain ? operand(*left, name_in(*right)) : valued(*left, name_in(*right));
    const auto object = valued(*right, name_in(*left));
    const auto& told = relation(op);
    const auto& words = left->type == Type::day ? told.of_days : told.of_numbers;
    return {run_on(run_on(subject.zh, words.zh), object.zh),
            subject.en + " " + words.en + " " + object.en};
  }

  [[nodiscard]] Text membership(const Node& node, Sense sense) const {
    const auto& text = *node.operands[0];
    const auto& list = *node.operands[1];
    const bool holds = sense == Sense::holds;
    const auto one = valued(text, name_in(list));
    if (list.op == Op::literal) {
      const auto all = literal(list.literal, name_in(text));
      return {one.zh + (holds ? "属于：" : "不属于：") + all.zh,
              one.en + (holds ? " is one of: " : " is none of: ") + all.en};
    }
    const auto all = valued(list, name_in(text));
    return {all.zh + (holds ? "包括" : "不包括") + one.zh,
            all.en + (holds ? " includes " : " does not include ") + one.en};
  }

  const Labels& labels_;
  const Lookup* lookup_;
};

Text missing(const std::vector<std::string>& names, const Labels& labels) {
  if (names.empty()) {
    return {"无法判断：计算结果过大", "cannot be told: a result is too large"};
  }
  Text out{"尚不能判断，缺少：", "cannot be told yet; missing: "};
  for (const auto& name : names) {
    const auto label = labelled(labels.name ? labels.name(name) : Text{}, name);
    const bool first = name == names.front();
    out.zh += (first ? "" : "、") + label.zh;
    out.en += (first ? "" : ", ") + label.en;
  }
  return out;
}

}  // namespace

Text describe(const Expression& expression, const Labels& labels) {
  MINGCHA_ASSERT(expression.type() == Type::boolean);
  return Narrator{labels, nullptr}.phrase(expression.root(), Sense::holds);
}

Text explain(const Expression& expression, const Lookup& lookup, const Labels& labels) {
  const auto evaluation = expression.evaluate(lookup);
  switch (evaluation.truth) {
    case Truth::yes: return Narrator{labels, &lookup}.why(expression.root(), Sense::holds);
    case Truth::no: return Narrator{labels, &lookup}.why(expression.root(), Sense::fails);
    case Truth::unknown: return missing(evaluation.missing, labels);
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::cel
