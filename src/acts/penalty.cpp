// SPDX-License-Identifier: Apache-2.0
#include "acts/penalty.h"

#include <algorithm>

#include <fmt/format.h>

#include "cel/explain.h"

namespace mingcha::acts {
namespace {

using pack::AmountRange;
using pack::PenaltyTier;
using pack::Range;

std::optional<std::int64_t> number_in(const CaseView& view, const std::string& field) {
  const auto value = view.lookup(field);
  const auto* number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
  return number == nullptr ? std::nullopt : std::optional{*number};
}

/// The law of the day of the act counts; while that is not known, of the day of the case.
std::optional<Day> day_of_law(const CaseView& view) {
  const auto value = view.lookup(view.pack().penalties->act_day);
  const auto* day = value ? std::get_if<Day>(&*value) : nullptr;
  return day == nullptr ? view.opened_on() : std::optional{*day};
}

bool in_force(const PenaltyTier& tier, const std::optional<Day>& day) {
  if (!day) return true;
  return (!tier.in_force_from || *tier.in_force_from <= *day) &&
         (!tier.in_force_to || *day <= *tier.in_force_to);
}

/// In the field's unit; nothing while the field of which it is a multiple has no value.
std::optional<Range> resolved(const CaseView& view, const AmountRange& amount) {
  if (amount.times.empty()) return amount.range;
  const auto of = number_in(view, amount.times);
  if (!of) return std::nullopt;
  return Range{amount.range.from * *of, amount.range.to * *of};
}

Range narrowed(const CaseView& view, const pack::BenchmarkStep* step, const std::string& field,
               const Range& lawful) {
  if (step == nullptr) return lawful;
  if (step->amounts.empty()) return share_of(lawful, step->percent);
  const auto own = std::ranges::find(step->amounts, field, &AmountRange::field);
  const auto range = own == step->amounts.end() ? std::nullopt : resolved(view, *own);
  if (!range) return lawful;
  return {std::clamp(range->from, lawful.from, lawful.to),
          std::clamp(range->to, lawful.from, lawful.to)};
}

const std::vector<pack::BenchmarkStep>& benchmark_of(const CaseView& view,
                                                     const PenaltyTier& tier) {
  return tier.benchmark.empty() ? view.pack().penalties->benchmark : tier.benchmark;
}

const pack::BenchmarkStep* step_of(const CaseView& view, const PenaltyTier& tier) {
  for (const auto& step : benchmark_of(view, tier)) {
    if (!step.when || step.when->evaluate(view.lookup()).truth == cel::Truth::yes) return &step;
  }
  return nullptr;
}

bool mitigated(const CaseView& view) {
  const auto& rule = view.pack().penalties->mitigation;
  return rule && rule->when.evaluate(view.lookup()).truth == cel::Truth::yes;
}

// ---- words ----------------------------------------------------------------------------------

Text words_of(const pack::Field& field, const Range& range) {
  if (range.from == range.to) {
    return {fmt::format("{}{}{}", field.label.zh, range.to, field.unit),
            fmt::format("{} {}", field.label.en, range.to)};
  }
  if (range.from == 0) {
    return {fmt::format("{}{}{}以下", field.label.zh, range.to, field.unit),
            fmt::format("{} up to {}", field.label.en, range.to)};
  }
  return {fmt::format("{}{}{}以上{}{}以下", field.label.zh, range.from, field.unit, range.to,
                      field.unit),
          fmt::format("{} {} to {}", field.label.en, range.from, range.to)};
}

Text words_of(const LawfulPenalty& penalty, Range Amount::*which) {
  Text out = penalty.kind->label;
  for (std::size_t i = 0; i < penalty.amounts.size(); ++i) {
    const auto& amount = penalty.amounts[i];
    const auto words = words_of(*amount.field, amount.*which);
    out.zh += (i == 0 ? "，" : "、") + words.zh;
    out.en += (i == 0 ? ": " : ", ") + words.en;
  }
  return out;
}

Text words_of(const std::vector<LawfulPenalty>& penalties, Range Amount::*which) {
  Text out;
  for (const auto& penalty : penalties) {
    const auto words = words_of(penalty, which);
    out.zh += (out.zh.empty() ? "" : "；或者") + words.zh;
    out.en += (out.en.empty() ? "" : "; or ") + words.en;
  }
  return out;
}

Text cited(const CaseView& view, const std::string& article) {
  const auto parsed = law::parse_citation(article);
  return parsed ? view.pack().statutes.print(*parsed) : Text{article, article};
}

Text derivation_of(const CaseView& view, const PenaltyRange& range) {
  const auto article = cited(view, range.tier->article);
  const auto lawful = words_of(range.penalties, &Amount::lawful);
  Text out{article.zh + "：“" + range.tier->quote + "”。适用“" + range.tier->circumstances.zh + "”",
           article.en + ": “" + range.tier->quote + "”. “" + range.tier->circumstances.en + "”"};
  if (range.tier->when) {
    const auto why = cel::explain(*range.tier->when, view.lookup(), view.labels());
    out.zh += "，因为" + why.zh;
    out.en += ", because " + why.en;
  }
  out.zh += "。法定幅度：" + lawful.zh + "。";
  out.en += ". The law allows: " + lawful.en + ".";
  if (range.mitigated) {
    const auto& rule = *view.pack().penalties->mitigation;
    out.zh += "有减轻情节（" + cited(view, rule.article).zh + "），可以在法定幅度以下处罚。";
    out.en += " Mitigated (" + cited(view, rule.article).en + "): less than that is lawful too.";
  }
  if (range.step == nullptr) return out;
  const auto benchmark = words_of(range.penalties, &Amount::benchmark);
  const auto why = cited(view, view.pack().penalties->benchmark_article);
  out.zh += "裁量阶次（" + why.zh + "）“" + range.step->title.zh + "”：" + benchmark.zh + "。";
  out.en += " Benchmark (" + why.en + ") “" + range.step->title.en + "”: " + benchmark.en + ".";
  return out;
}

// ---- what is imposed ------------------------------------------------------------------------

/// Where kind and amount are entered: what a lawyer would go back to.
std::string cure_step(const CaseView& view) {
  const auto& kind = view.pack().penalties->kind;
  for (const auto& step : view.procedure().steps) {
    const bool asks = std::ranges::any_of(
        step.form, [&](const pack::FormField& form) { return form.field == kind; });
    if (asks) return step.id;
  }
  return {};
}

const std::string* imposed_kind(const CaseView& view) {
  const auto fact = view.facts().find(view.pack().penalties->kind);
  return fact == view.facts().end() ? nullptr : &fact->second;
}

bool within(std::int64_t value, const Range& range) {
  return range.from <= value && value <= range.to;
}

bool fits(const CaseView& view, const LawfulPenalty& penalty, Range Amount::*which) {
  if (penalty.kind->id != *imposed_kind(view)) return false;
  return std::ranges::all_of(penalty.amounts, [&](const Amount& amount) {
    const auto value = number_in(view, amount.field->id);
    return value && within(*value, amount.*which);
  });
}

bool fits(const CaseView& view, const PenaltyRange& range, Range Amount::*which) {
  return std::ranges::any_of(range.penalties,
                             [&](const auto& penalty) { return fits(view, penalty, which); });
}

std::ptrdiff_t rank_of(const CaseView& view, const std::string& kind) {
  const auto& order = view.pack().penalties->gravity;
  return std::ranges::find(order, kind) - order.begin();
}

/// The amounts that belong to a kind of penalty, as any tier of the pack has them.
std::vector<std::string> fields_of(const CaseView& view, const std::string& kind) {
  std::vector<std::string> out;
  for (const auto& tier : view.pack().penalties->tiers) {
    for (const auto& option : tier.options) {
      if (option.kind != kind) continue;
      for (const auto& amount : option.amounts) {
        if (std::ranges::find(out, amount.field) == out.end()) out.push_back(amount.field);
      }
    }
  }
  return out;
}

/// No graver kind than the tier has, and no amount above the most that it has.
bool fits_mitigated(const CaseView& view, const PenaltyRange& range) {
  const auto& kind = *imposed_kind(view);
  const bool graver = std::ranges::all_of(range.penalties, [&](const LawfulPenalty& penalty) {
    return rank_of(view, penalty.kind->id) < rank_of(view, kind);
  });
  if (graver) return false;
  return std::ranges::all_of(fields_of(view, kind), [&](const std::string& field) {
    const auto value = number_in(view, field);
    return value && std::ranges::any_of(range.penalties, [&](const LawfulPenalty& penalty) {
             return std::ranges::any_of(penalty.amounts, [&](const Amount& amount) {
               return amount.field->id == field && *value <= amount.lawful.to;
             });
           });
  });
}

bool is_lawful(const CaseView& view, const PenaltyRange& range) {
  return fits(view, range, &Amount::lawful) || (range.mitigated && fits_mitigated(view, range));
}

/// "罚款，罚款金额1500元".
Text imposed(const CaseView& view) {
  const auto& kind = *imposed_kind(view);
  Text out{view.shown(view.pack().penalties->kind), kind};
  const auto* field = view.pack().field(view.pack().penalties->kind);
  const auto choice = std::ranges::find(field->choices, kind, &pack::Choice::id);
  if (choice != field->choices.end()) out.en = choice->label.en;
  for (const auto& id : fields_of(view, kind)) {
    const auto label = view.pack().field(id)->label;
    const auto value = number_in(view, id);
    const auto shown = value ? std::to_string(*value) : std::string{"—"};
    out.zh += "，" + label.zh + shown + view.pack().field(id)->unit;
    out.en += ", " + label.en + " " + shown;
  }
  return out;
}

Finding outside_law(const CaseView& view, const PenaltyRange& range) {
  const auto article = cited(view, range.tier->article);
  const auto lawful = words_of(range.penalties, &Amount::lawful);
  const auto what = imposed(view);
  return {"penalty-outside-law",
          {"“" + what.zh + "”不在法定幅度内。" + article.zh + "：“" + range.tier->quote + "”",
           "“" + what.en + "” is not what the law allows. " + article.en + ": “" +
               range.tier->quote + "”"},
          range.tier->article,
          {"请改为：" + lawful.zh, "make it: " + lawful.en},
          cure_step(view)};
}

Finding departure(const CaseView& view, const PenaltyRange& range) {
  const auto& penalties = *view.pack().penalties;
  const auto benchmark = words_of(range.penalties, &Amount::benchmark);
  const auto* reasons = view.pack().field(penalties.reasons);
  const auto what = imposed(view);
  return {"benchmark-departure",
          {"“" + what.zh + "”超出裁量阶次“" + range.step->title.zh + "”（" + benchmark.zh +
               "），没有说明理由",
           "“" + what.en + "” departs from the benchmark “" + range.step->title.en + "” (" +
               benchmark.en + ") without reasons"},
          penalties.benchmark_article,
          {"请改在阶次之内，或者填写“" + reasons->label.zh + "”",
           "keep to the benchmark, or fill in “" + reasons->label.en + "”"},
          cure_step(view)};
}

/// No tier holds: facts are missing, or the law has nothing for these circumstances.
Finding no_tier(const CaseView& view, const std::vector<std::string>& missing) {
  const auto& article = view.item().penalty.front();
  if (missing.empty()) {
    return {"penalty-no-tier",
            {"按现有情节和违法行为发生的日期，" + cited(view, article).zh + "没有可以适用的处罚",
             cited(view, article).en + " has no penalty for these circumstances on that day"},
            article,
            {"请核对情节和日期；依法不应处罚的，不予处罚",
             "check circumstances and day; where no penalty is due, end without one"},
            cure_step(view)};
  }
  Text names;
  for (const auto& field : missing) {
    const auto label = view.label(field);
    names.zh += (names.zh.empty() ? "“" : "、“") + label.zh + "”";
    names.en += (names.en.empty() ? "“" : ", “") + label.en + "”";
  }
  return {"penalty-tier-unknown",
          {"尚不能确定适用哪一档处罚：没有填写" + names.zh,
           "which tier applies cannot be said without " + names.en},
          article,
          {"请填写" + names.zh, "enter " + names.en},
          cure_step(view)};
}

std::vector<LawfulPenalty> penalties_of(const CaseView& view, const PenaltyTier& tier,
                                        const pack::BenchmarkStep* step,
                                        std::vector<std::string>& missing) {
  const auto* field = view.pack().field(view.pack().penalties->kind);
  std::vector<LawfulPenalty> out;
  for (const auto& option : tier.options) {
    LawfulPenalty penalty;
    penalty.kind = &*std::ranges::find(field->choices, option.kind, &pack::Choice::id);
    for (const auto& amount : option.amounts) {
      const auto lawful = resolved(view, amount);
      if (!lawful) {
        missing.push_back(amount.times);
        continue;
      }
      penalty.amounts.push_back(
          {view.pack().field(amount.field), *lawful, narrowed(view, step, amount.field, *lawful)});
    }
    out.push_back(std::move(penalty));
  }
  return out;
}

}  // namespace

pack::Range share_of(const pack::Range& lawful, const pack::Range& percent) {
  const auto width = lawful.to - lawful.from;
  const auto from = lawful.from + (width * percent.from + 99) / 100;
  const auto to = lawful.from + width * percent.to / 100;
  return {std::min(from, std::max(to, lawful.from)), std::max(to, lawful.from)};
}

PenaltyRanges penalty_ranges(const CaseView& view) {
  PenaltyRanges out;
  if (!view.pack().penalties) return out;
  std::vector<std::string> missing;
  const auto day = day_of_law(view);
  for (const auto* tier : view.pack().penalties->of(view.item().penalty)) {
    if (!in_force(*tier, day)) continue;
    if (tier->when) {
      const auto evaluated = tier->when->evaluate(view.lookup());
      if (evaluated.truth == cel::Truth::unknown) {
        missing.insert(missing.end(), evaluated.missing.begin(), evaluated.missing.end());
      }
      if (evaluated.truth != cel::Truth::yes) continue;
    }
    PenaltyRange range;
    range.tier = tier;
    range.step = step_of(view, *tier);
    range.mitigated = mitigated(view);
    const auto known = missing.size();
    range.penalties = penalties_of(view, *tier, range.step, missing);
    if (missing.size() != known) continue;
    range.derivation = derivation_of(view, range);
    out.ranges.push_back(std::move(range));
  }
  if (!out.ranges.empty()) return out;
  std::ranges::sort(missing);
  const auto repeated = std::unique(missing.begin(), missing.end());
  missing.erase(repeated, missing.end());
  out.missing = std::move(missing);
  return out;
}

Findings penalty_findings(const CaseView& view) {
  const auto& penalties = view.pack().penalties;
  if (!penalties || penalties->of(view.item().penalty).empty()) return {};
  if (imposed_kind(view) == nullptr) return {};
  Findings findings;
  for (const auto& check : penalties->checks) {
    if (check.that.evaluate(view.lookup()).truth == cel::Truth::yes) continue;
    findings.push_back(
        {"requirement", check.otherwise, check.article, check.cure, cure_step(view)});
  }
  const auto [ranges, missing] = penalty_ranges(view);
  if (ranges.empty()) {
    findings.push_back(no_tier(view, missing));
    return findings;
  }
  const auto lawful = std::ranges::find_if(
      ranges, [&](const PenaltyRange& range) { return is_lawful(view, range); });
  if (lawful == ranges.end()) {
    findings.push_back(outside_law(view, ranges.front()));
    return findings;
  }
  if (departs_from_benchmark(view) == true && !view.facts().contains(penalties->reasons)) {
    findings.push_back(departure(view, *lawful));
  }
  return findings;
}

std::optional<bool> departs_from_benchmark(const CaseView& view) {
  const auto& penalties = view.pack().penalties;
  if (!penalties || penalties->of(view.item().penalty).empty()) return false;
  if (imposed_kind(view) == nullptr) return std::nullopt;
  const auto found = penalty_ranges(view);
  bool lawful = false;
  for (const auto& range : found.ranges) {
    // Less than the range is what mitigation is for, and has its own reasons.
    if (range.mitigated && !fits(view, range, &Amount::lawful) && is_lawful(view, range)) {
      return false;
    }
    if (fits(view, range, &Amount::benchmark)) return false;
    lawful = lawful || is_lawful(view, range);
  }
  return lawful ? std::optional{true} : std::nullopt;
}

}  // namespace mingcha::acts
