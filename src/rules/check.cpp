// SPDX-License-Identifier: Apache-2.0
#include "rules/check.h"

#include <algorithm>

#include "rules/example.h"
#include "rules/patterns.h"

namespace mingcha::rules {
namespace {

bool applies_to_step(const pack::Rule& rule, const Situation& at) {
  if (rule.steps.empty()) return true;
  return std::ranges::any_of(rule.steps, [&](const std::string& name) {
    return name == at.step || name == "kind:" + at.step_kind;
  });
}

/// By the day that the rule's dates are meant for; a case that is being opened is of today.
bool in_force(const pack::Rule& rule, const Situation& at) {
  const auto done = local_day(at.happened_at);
  const auto day = rule.in_force_of == pack::RuleDay::step_done ? done : at.opened.value_or(done);
  return (!rule.in_force_from || *rule.in_force_from <= day) &&
         (!rule.in_force_to || day <= *rule.in_force_to);
}

bool broken(const pack::Rule& rule, const Situation& at) {
  const auto* found = pattern(rule.pattern);
  return found != nullptr && (*found)(at, rule);
}

Finding finding(std::string code, const pack::Rule& rule, const Text& what) {
  return {std::move(code),
          {"规则“" + rule.id + "”：" + what.zh, "rule " + rule.id + ": " + what.en},
          rule.article,
          {},
          rule.id};
}

}  // namespace

Findings check(const std::vector<pack::Rule>& rules, const Situation& at) {
  Findings findings;
  for (const auto& rule : rules) {
    if (!applies_to_step(rule, at) || !in_force(rule, at)) continue;
    if (!broken(rule, at)) continue;
    findings.push_back({rule.id, rule.otherwise, rule.article, rule.cure, at.step});
  }
  return findings;
}

Findings check_examples(const pack::Pack& pack) {
  Findings findings;
  for (const auto& rule : pack.rules) {
    if (pattern(rule.pattern) == nullptr) {
      findings.push_back(
          finding("pattern-unknown", rule,
                  {"没有这种规则类型：" + rule.pattern, "no such pattern: " + rule.pattern}));
      continue;
    }
    for (const auto& example : rule.examples) {
      auto at = situation_of(example);
      if (!at) {
        findings.insert(findings.end(), at.error().findings.begin(), at.error().findings.end());
      } else if (broken(rule, *at) != example.refused) {
        findings.push_back(finding("example-fails", rule,
                                   {"示例“" + example.name + "”应当" +
                                        (example.refused ? "被拒绝，却通过了" : "通过，却被拒绝了"),
                                    "example “" + example.name + "” should " +
                                        (example.refused ? "be refused" : "pass")}));
      }
    }
  }
  return findings;
}

}  // namespace mingcha::rules
