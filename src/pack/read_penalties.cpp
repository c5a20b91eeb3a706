// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/question.h"
#include "pack/reading.h"

namespace mingcha::pack {
namespace {

/// A whole number field, or nothing with a problem.
const Field* number_field(Reading& reading, const Place& place, const std::string& id) {
  const auto* field = reading.pack.field(id);
  if (field == nullptr) {
    reading.references.push_back({place, "field", id, {}});
    return nullptr;
  }
  if (field->type == FieldType::integer) return field;
  reading.wrong(place, "not-a-number-field", fmt::format("“{}”不是整数栏目", id),
                fmt::format("'{}' is not a field of whole numbers", id));
  return nullptr;
}

/// [500, 1000], or {from: 1, to: 5, times: field}.
std::optional<Range> read_range(Reading& reading, const Value& value, std::string& times) {
  Range range;
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;
  if (value.kind == Value::Kind::list && value.list.size() == 2) {
    from = to_whole(value.list[0].scalar);
    to = to_whole(value.list[1].scalar);
  } else if (value.kind == Value::Kind::mapping) {
    const Entry entry{value, {"from", "to", "times"}, reading.problems};
    from = entry.whole("from");
    to = entry.whole("to");
    times = entry.text("times");
    static_cast<void>(number_field(reading, entry.place("times"), times));
  }
  if (!from || !to) {
    reading.wrong(value.place, "not-a-range", "应写成 [最少, 最多]，两个都是整数",
                  "expected [least, most], both whole numbers");
    return std::nullopt;
  }
  if (*from > *to) {
    reading.wrong(value.place, "range-inverted", fmt::format("下限{}高于上限{}", *from, *to),
                  fmt::format("the least, {}, is above the most, {}", *from, *to));
    return std::nullopt;
  }
  range.from = *from;
  range.to = *to;
  return range;
}

std::vector<AmountRange> read_amounts(Reading& reading, const Entry& entry) {
  std::vector<AmountRange> out;
  const auto* amounts = entry.find("amounts");
  if (amounts == nullptr) return out;
  if (amounts->kind != Value::Kind::mapping) {
    reading.wrong(amounts->place, "not-a-mapping", "这里应当是“栏目: [最少, 最多]”",
                  "expected field: [least, most]");
  }
  for (const auto& [key, value] : amounts->members) {
    AmountRange one;
    one.field = key.scalar;
    const auto* field = number_field(reading, key.place, one.field);
    const auto range = read_range(reading, value, one.times);
    if (field == nullptr || !range) continue;
    one.range = *range;
    if (one.times.empty() && field->at_most && range->to > *field->at_most) {
      reading.wrong(value.place, "range-beyond-field",
                    fmt::format("“{}”最多只能填{}，法定上限{}填不进去", field->label.zh,
                                *field->at_most, range->to),
                    fmt::format("'{}' takes at most {}; {} could not be entered", one.field,
                                *field->at_most, range->to));
    }
    out.push_back(std::move(one));
  }
  return out;
}

/// Whether the choice is one of the field that says what is imposed.
void check_kind(Reading& reading, const Place& place, const std::string& kind) {
  const auto* field = reading.pack.field(reading.pack.penalties->kind);
  if (field == nullptr) return;
  if (std::ranges::find(field->choices, kind, &Choice::id) != field->choices.end()) return;
  reading.wrong(place, "unknown-choice", fmt::format("“{}”没有选项“{}”", field->label.zh, kind),
                fmt::format("'{}' has no choice '{}'", field->id, kind));
}

std::vector<BenchmarkStep> read_benchmark(Reading& reading, const Entry& entry) {
  std::vector<BenchmarkStep> out;
  const auto environment = reading.environment({});
  for (const auto& value : entry.items("benchmark")) {
    const Entry one{value, {"id", "title", "when", "percent", "amounts"}, reading.problems};
    BenchmarkStep step;
    step.id = one.text("id");
    step.title = one.words("title");
    if (one.has("when")) step.when = reading.condition(one, "when", environment);
    if (!out.empty() && !out.back().when) {
      reading.wrong(value.place, "benchmark-unreachable", "前一阶次没有条件，本阶次永远不会适用",
                    "the step before it has no condition: this one never applies");
    }
    step.amounts = read_amounts(reading, one);
    if (const auto* percent = one.find("percent")) {
      std::string times;
      step.percent = read_range(reading, *percent, times).value_or(step.percent);
      if (step.percent.from < 0 || step.percent.to > 100 || !times.empty()) {
        reading.wrong(percent->place, "not-a-range", "百分比应在0至100之间",
                      "percent must be between 0 and 100");
      }
    } else if (!one.has("amounts")) {
      static_cast<void>(one.text("percent"));
    }
    out.push_back(std::move(step));
  }
  return out;
}

struct Force {
  std::optional<Day> from, to;
};

Force read_force(Reading& reading, const Value& value) {
  const Entry span{value, {"from", "to"}, reading.problems};
  Force force{reading.day(span, "from"), {}};
  if (span.has("to")) force.to = reading.day(span, "to");
  if (force.from && force.to && *force.to < *force.from) {
    reading.wrong(value.place, "range-inverted", "失效日早于施行日",
                  "it ends before it begins to be in force");
  }
  return force;
}

/// A tier is law no longer than its article.
void check_in_force(Reading& reading, const Place& place, const PenaltyTier& tier) {
  const auto parsed = law::parse_citation(tier.article);
  const auto* statute = parsed ? reading.pack.statutes.find(parsed->text) : nullptr;
  if (statute == nullptr) return;
  const bool early = tier.in_force_from && *tier.in_force_from < statute->in_force_from;
  const bool late =
      statute->in_force_to && (!tier.in_force_to || *tier.in_force_to > *statute->in_force_to);
  if (!early && !late) return;
  const auto day = mingcha::to_string(early ? statute->in_force_from : *statute->in_force_to);
  reading.wrong(place, "article-out-of-force",
                fmt::format("{}{}{}，处罚档次“{}”的适用日期超出了它", tier.article,
                            early ? "自" : "于", day + (early ? "起施行" : "失效"), tier.id),
                fmt::format("{} {} {}, but tier '{}' applies beyond that", tier.article,
                            early ? "begins on" : "ended on", day, tier.id));
}

void read_options(Reading& reading, const Entry& entry, PenaltyTier& tier) {
  for (const auto& value : entry.some("options")) {
    const Entry one{value, {"kind", "amounts"}, reading.problems};
    PenaltyOption option;
    option.kind = one.text("kind");
    if (!option.kind.empty()) check_kind(reading, one.place("kind"), option.kind);
    option.amounts = read_amounts(reading, one);
    tier.options.push_back(std::move(option));
  }
}

void read_tier(Reading& reading, const Value& value, const std::optional<Force>& common) {
  const Entry entry{
      value,
      {"id", "article", "quote", "circumstances", "when", "in_force", "options", "benchmark"},
      reading.problems};
  PenaltyTier tier;
  tier.id = entry.text("id");
  tier.article = reading.citation(entry, "article");
  tier.quote = entry.text("quote");
  tier.circumstances = entry.words("circumstances");
  const auto words = reading.pack.articles.find(tier.article);
  if (words != reading.pack.articles.end() && !is_quoted(tier.quote, words->second)) {
    reading.wrong(entry.place("quote"), "quote-differs",
                  fmt::format("引文与{}的原文不符", tier.article),
                  fmt::format("the quote is not in the words of {}", tier.article));
  }
  if (entry.has("when")) {
    tier.when = reading.condition(entry, "when", reading.environment({}));
  }
  auto force = common;
  if (const auto* in_force = entry.find("in_force")) force = read_force(reading, *in_force);
  if (!force) {
    static_cast<void>(entry.text("in_force"));
  } else {
    tier.in_force_from = force->from;
    tier.in_force_to = force->to;
    check_in_force(reading, entry.place(), tier);
  }
  read_options(reading, entry, tier);
  tier.benchmark = read_benchmark(reading, entry);
  if (!reading.tier_places.emplace(tier.id, entry.place("id")).second) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("处罚档次“{}”重复", tier.id),
                  fmt::format("tier '{}' is there twice", tier.id));
    return;
  }
  reading.pack.penalties->tiers.push_back(std::move(tier));
}

bool overlap(const PenaltyTier& a, const PenaltyTier& b) {
  const auto before = [](const std::optional<Day>& end, const std::optional<Day>& start) {
    return end && start && *end < *start;
  };
  return !before(a.in_force_to, b.in_force_from) && !before(b.in_force_to, a.in_force_from);
}

bool one_item_applies(const Pack& pack, const PenaltyTier& a, const PenaltyTier& b) {
  return std::ranges::any_of(pack.items, [&](const auto& entry) {
    const auto& applied = entry.second.penalty;
    return std::ranges::find(applied, a.article) != applied.end() &&
           std::ranges::find(applied, b.article) != applied.end();
  });
}

/// Whether facts exist with which both tiers hold.
bool clash(const Pack& pack, const PenaltyTier& a, const PenaltyTier& b) {
  if (!overlap(a, b)) return false;
  const Procedure nowhere;
  const Item nothing;
  Question question{{pack, nowhere, nothing}};
  if (a.when) question.want(*a.when, kYes);
  if (b.when) question.want(*b.when, kYes);
  return question.answer(0).has_value();
}

}  // namespace

void read_penalties(Reading& reading, const Value& root) {
  const Entry entry{root,
                    {"kind", "act_day", "gravity", "mitigation", "benchmark_article", "reasons",
                     "benchmark", "checks"},
                    reading.problems};
  Penalties penalties;
  penalties.kind = entry.text("kind");
  penalties.act_day = entry.text("act_day");
  penalties.reasons = entry.text("reasons");
  for (const auto* key : {"kind", "act_day", "reasons"}) {
    reading.references.push_back({entry.place(key), "field", entry.text(key), {}});
  }
  penalties.benchmark_article = reading.citation(entry, "benchmark_article");
  if (const auto* value = entry.find("mitigation")) {
    const Entry one{*value, {"when", "article"}, reading.problems};
    auto when = reading.condition(one, "when", reading.environment({}));
    auto article = reading.citation(one, "article");
    if (when) penalties.mitigation = Mitigation{std::move(*when), std::move(article)};
  }
  penalties.benchmark = read_benchmark(reading, entry);
  static_cast<void>(entry.some("benchmark"));
  penalties.checks = reading.requirements(entry, "checks", reading.environment({}), {});
  penalties.gravity = entry.texts("gravity");
  const auto* field = reading.pack.field(penalties.kind);
  if (field != nullptr && field->type != FieldType::choice) {
    reading.wrong(entry.place("kind"), "not-a-choice", "处罚种类应当是选择栏目",
                  "the kind of penalty must be a choice");
  }
  reading.pack.penalties = std::move(penalties);
  for (const auto& item : entry.some("gravity")) check_kind(reading, item.place, item.scalar);
}

void read_tiers(Reading& reading, const Value& root) {
  const Entry entry{root, {"in_force", "tiers"}, reading.problems};
  std::optional<Force> common;
  if (const auto* value = entry.find("in_force")) common = read_force(reading, *value);
  for (const auto& value : entry.some("tiers")) read_tier(reading, value, common);
}

void check_tiers(Reading& reading) {
  if (!reading.pack.penalties) return;
  const auto& tiers = reading.pack.penalties->tiers;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    for (std::size_t j = i + 1; j < tiers.size(); ++j) {
      const bool rivals = tiers[i].article == tiers[j].article ||
                          one_item_applies(reading.pack, tiers[i], tiers[j]);
      if (!rivals || !clash(reading.pack, tiers[i], tiers[j])) continue;
      reading.wrong(
          reading.tier_places.at(tiers[j].id), "tiers-clash",
          fmt::format("与处罚档次“{}”可以同时适用：同一违法行为在同一时期、同样情节下只能有一档",
                      tiers[i].id),
          fmt::format("can hold together with tier '{}'", tiers[i].id));
    }
  }
  for (const auto& [id, item] : reading.pack.items) {
    if (item.penalty.empty() || !reading.pack.penalties->of(item.penalty).empty()) continue;
    reading.wrong(reading.item_places.at(id), "no-tier",
                  fmt::format("事项“{}”所依据的条文没有处罚档次", item.title.zh),
                  fmt::format("no tier of the articles that item '{}' applies", id));
  }
}

}  // namespace mingcha::pack
