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

namespace {

Findings check_those(const std::vector<pack::Rule>& rules, const Situation& at,
                     bool (*wanted)(std::string_view pattern)) {
  Findings findings;
  for (const auto& rule : rules) {
    if (!wanted(rule.pattern) || !applies_to_step(rule, at) || !in_force(rule, at)) continue;
    if (!broken(rule, at)) continue;
    findings.push_back({rule.id, rule.otherwise, rule.article, rule.cure, at.step});
  }
  return findings;
}

template <typename Take>
void each_of(const std::vector<pack::Rule>& rules, const Situation& at, std::string_view name,
             const Take& take) {
  for (const auto& rule : rules) {
    if (rule.pattern == name && applies_to_step(rule, at) && in_force(rule, at)) take(rule);
  }
}

}  // namespace

Findings check(const std::vector<pack::Rule>& rules, const Situation& at) {
  return check_those(rules, at, [](std::string_view /*pattern*/) { return true; });
}

Findings check_persons(const std::vector<pack::Rule>& rules, const Situation& at) {
  return check_those(rules, at, is_about_persons);
}

std::vector<pack::Rule> rules_on_entry(const std::vector<pack::Rule>& rules,
                                       const std::string& field) {
  std::vector<pack::Rule> out;
  std::ranges::copy_if(rules, std::back_inserter(out), [&](const pack::Rule& rule) {
    return is_about_entries(rule.pattern) && names_field(rule, field);
  });
  return out;
}

std::vector<SpanAsked> spans_asked(const std::vector<pack::Rule>& rules, const Situation& at) {
  std::vector<SpanAsked> out;
  each_of(rules, at, kOneAtATime, [&](const pack::Rule& rule) {
    out.push_back({rule.id, rule.parameters.at("from"), rule.parameters.at("until")});
  });
  return out;
}

std::vector<SameAsked> same_asked(const std::vector<pack::Rule>& rules, const Situation& at) {
  std::vector<SameAsked> out;
  each_of(rules, at, kOnceForAll, [&](const pack::Rule& rule) {
    if (auto key = key_of_same(rule, at.facts)) out.push_back({rule.id, *std::move(key)});
  });
  return out;
}

namespace {

bool keeps_handlers_off(const pack::Pack& pack, const pack::Step& review) {
  Situation at;
  at.step = review.id;
  at.step_kind = "review";
  return std::ranges::any_of(pack.rules, [&](const pack::Rule& rule) {
    return rule.pattern == kActorNotHandler && !rule.in_force_to && applies_to_step(rule, at);
  });
}

/// A review by those who handled the case is none.
void add_dependent_reviews(const pack::Pack& pack, Findings& findings) {
  for (const auto& [id, procedure] : pack.procedures) {
    const auto* review = procedure.step_of(pack::StepKind::review);
    if (review == nullptr || keeps_handlers_off(pack, *review)) continue;
    findings.push_back(
        {"review-not-independent",
         {"程序“" + procedure.title.zh + "”的“" + review->title.zh + "”没有规则排除本案办案人员",
          "procedure '" + procedure.title.en +
              "': no rule keeps those who handled the case from '" + review->title.en + "'"},
         pack.review.article,
         {std::string{"请在“rules”中为“kind:review”写一条“"} + kActorNotHandler + "”规则",
          std::string{"write a rule '"} + kActorNotHandler + "' for 'kind:review'"},
         id});
  }
}

}  // namespace

Findings check_rules(const pack::Pack& pack) {
  Findings findings;
  add_dependent_reviews(pack, findings);
  for (const auto& rule : pack.rules) {
    if (const auto missing = missing_parameter(rule); !missing.empty()) {
      findings.push_back(finding("parameter-missing", rule,
                                 {"缺少参数“" + missing + "”", "parameter missing: " + missing}));
      continue;
    }
    if (pattern(rule.pattern) == nullptr) {
      findings.push_back(
          finding("pattern-unknown", rule,
                  {"没有这种规则类型：" + rule.pattern, "no such pattern: " + rule.pattern}));
      continue;
    }
    for (const auto& example : rule.examples) {
      auto at = situation_of(example);
      if (at) at->calendar = &pack.calendar;
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
