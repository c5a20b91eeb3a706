// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "cel/explain.h"
#include "cel/expression.h"
#include "cel/testing.h"

namespace mingcha::cel {
namespace {

const Position kHere{"random.yaml"};

/// A condition built with its own evaluator, from nothing but the meaning of the operators.
struct Condition {
  std::string source;
  std::function<Truth(const testing::Values&)> truth;
};

Truth to_truth(bool value) { return value ? Truth::yes : Truth::no; }

Condition number_compared() {
  const auto name = *rc::gen::element<std::string>("fine_yuan", "count");
  const auto constant = *rc::gen::inRange<std::int64_t>(-3, 4);
  const int op = *rc::gen::inRange(0, 6);
  constexpr std::array kSymbols{"==", "!=", "<", "<=", ">", ">="};
  const bool swapped = *rc::gen::arbitrary<bool>();
  const auto left = swapped ? std::to_string(constant) : name;
  const auto right = swapped ? name : std::to_string(constant);
  return {left + kSymbols[static_cast<std::size_t>(op)] + right,
          [=](const testing::Values& values) {
            const auto found = values.find(name);
            if (found == values.end()) return Truth::unknown;
            const auto value = std::get<std::int64_t>(found->second);
            const auto a = swapped ? constant : value;
            const auto b = swapped ? value : constant;
            const std::array answers{a == b, a != b, a<b, a <= b, a> b, a >= b};
            return to_truth(answers[static_cast<std::size_t>(op)]);
          }};
}

Condition choice_compared() {
  const auto choice = *rc::gen::element<std::string>("fine", "warning");
  return {"penalty.kind in ['" + choice + "']", [=](const testing::Values& values) {
            const auto found = values.find("penalty.kind");
            if (found == values.end()) return Truth::unknown;
            return to_truth(std::get<std::string>(found->second) == choice);
          }};
}

Condition name_alone() {
  const auto name = *rc::gen::element<std::string>("minor", "told");
  if (*rc::gen::inRange(0, 4) == 0) {
    return {"has(" + name + ")",
            [=](const auto& values) { return to_truth(values.contains(name)); }};
  }
  return {name, [=](const testing::Values& values) {
            const auto found = values.find(name);
            return found == values.end() ? Truth::unknown : to_truth(std::get<bool>(found->second));
          }};
}

Condition random_condition(int depth);

Condition conjunction(int depth, bool both) {
  auto left = random_condition(depth - 1);
  auto right = random_condition(depth - 1);
  const auto deciding = both ? Truth::no : Truth::yes;
  auto source = "(" + left.source + (both ? "&&" : "||") + right.source + ")";
  return {source, [=](const testing::Values& values) {
            const auto a = left.truth(values);
            const auto b = right.truth(values);
            if (a == deciding || b == deciding) return deciding;
            if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
            return both ? Truth::yes : Truth::no;
          }};
}

Condition negation(int depth) {
  auto inner = random_condition(depth - 1);
  return {"!(" + inner.source + ")", [=](const testing::Values& values) {
            const auto truth = inner.truth(values);
            if (truth == Truth::unknown) return truth;
            return truth == Truth::yes ? Truth::no : Truth::yes;
          }};
}

Condition conditional(int depth) {
  auto test = random_condition(depth - 1);
  auto yes = random_condition(depth - 1);
  auto no = random_condition(depth - 1);
  auto source = "(" + test.source + "?" + yes.source + ":" + no.source + ")";
  return {source, [=](const testing::Values& values) {
            const auto chosen = test.truth(values);
            const auto a = yes.truth(values);
            const auto b = no.truth(values);
            if (chosen == Truth::unknown) return a == b ? a : Truth::unknown;
            return chosen == Truth::yes ? a : b;
          }};
}

Condition random_condition(int depth) {
  switch (depth <= 0 ? *rc::gen::inRange(0, 3) : *rc::gen::inRange(0, 7)) {
    case 0: return number_compared();
    case 1: return choice_compared();
    case 2: return name_alone();
    case 3: return conjunction(depth, true);
    case 4: return conjunction(depth, false);
    case 5: return negation(depth);
    default: return conditional(depth);
  }
}

testing::Values random_values() {
  testing::Values values;
  for (const auto* name : {"fine_yuan", "count"}) {
    if (*rc::gen::arbitrary<bool>()) values[name] = *rc::gen::inRange<std::int64_t>(-5, 6);
  }
  for (const auto* name : {"minor", "told"}) {
    if (*rc::gen::arbitrary<bool>()) values[name] = *rc::gen::arbitrary<bool>();
  }
  if (*rc::gen::arbitrary<bool>()) {
    values["penalty.kind"] = *rc::gen::element<std::string>("fine", "warning", "detention");
  }
  return values;
}

Expression compiled(const std::string& source) {
  auto expression = compile(source, testing::form(), kHere);
  RC_ASSERT(expression.has_value());
  return *expression;
}

bool holds(const std::string& what, const std::function<void()>& property) {
  return rc::check(what, property);
}

TEST(CelProperty, EvaluatesAsTheMeaningOfTheOperatorsSays) {
  EXPECT_TRUE(holds("equals the naive evaluator", [] {
    const auto condition = random_condition(4);
    const auto values = random_values();
    const auto expression = compiled(condition.source);
    const auto evaluation = expression.evaluate(testing::looking_in(values));
    RC_ASSERT(evaluation.truth == condition.truth(values));
    const auto seen = expression.truth([&](std::string_view name) {
      const auto found = values.find(name);
      return found == values.end() ? nullptr : &found->second;
    });
    RC_ASSERT(seen == evaluation.truth);
    RC_ASSERT(evaluation.missing.empty() == (evaluation.truth != Truth::unknown));
  }));
}

TEST(CelProperty, PrintsWhatItWouldReadAgain) {
  EXPECT_TRUE(holds("print, parse, print is stable", [] {
    const auto condition = random_condition(4);
    const auto first = compiled(condition.source);
    const auto second = compiled(first.to_source());
    RC_ASSERT(first.to_source() == second.to_source());
    const auto values = random_values();
    RC_ASSERT(second.evaluate(testing::looking_in(values)).truth == condition.truth(values));
  }));
}

// What the proofs about packs stand on: whatever the values are, some combination of
// representatives gives the same truth.
TEST(CelProperty, RepresentativesCoverEveryValue) {
  EXPECT_TRUE(holds("representatives cover", [] {
    const auto expression = compiled(random_condition(3).source);
    RC_ASSERT(expression.exact());
    auto values = random_values();
    const auto truth = expression.evaluate(testing::looking_in(values)).truth;
    // One name after the other is replaced by the representative that keeps the truth.
    for (auto& [name, value] : values) {
      const auto candidates =
          representatives(*testing::form().find(name), expression.constants_of(name));
      bool found = false;
      for (const auto& candidate : candidates) {
        auto replaced = values;
        replaced[name] = candidate;
        found = found || expression.evaluate(testing::looking_in(replaced)).truth == truth;
      }
      RC_ASSERT(found);
    }
  }));
}

TEST(CelProperty, ExplainsEveryCondition) {
  EXPECT_TRUE(holds("explanations are never empty", [] {
    const auto expression = compiled(random_condition(3).source);
    const auto text = explain(expression, testing::looking_in(random_values()), {});
    RC_ASSERT(!text.zh.empty());
    RC_ASSERT(!text.en.empty());
    RC_ASSERT(is_text(text.zh));
    RC_ASSERT(!describe(expression, {}).zh.empty());
  }));
}

TEST(CelProperty, NeverFailsOnRandomBytes) {
  EXPECT_TRUE(holds("compile survives bytes", [] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const auto expression = compile(bytes, testing::form(), kHere);
    if (!expression) RC_ASSERT(expression.error().line >= 1);
  }));
}

TEST(CelProperty, NeverFailsOnRandomWords) {
  EXPECT_TRUE(holds("compile survives words", [] {
    const auto words = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("minor", "fine_yuan", "place", "tags", "has", "size", "day",
                                      "(", ")", "[", "]", ",", "?", ":", "!", "-", "+", "*", "&&",
                                      "||", "==", "<", "in", "1", "'x'", "\"2026-03-02\"", "true"));
    std::string source;
    for (const auto& word : words) source += word + " ";
    const auto expression = compile(source, testing::form(), kHere);
    if (expression)
      RC_ASSERT(compiled(expression->to_source()).to_source() == expression->to_source());
  }));
}

}  // namespace
}  // namespace mingcha::cel
