// SPDX-License-Identifier: Apache-2.0
#include "lists/from_pack.h"

#include <algorithm>

#include <fmt/format.h>

#include "acts/penalty.h"
#include "acts/review_catalogue.h"
#include "base/assert.h"
#include "base/instant.h"
#include "cel/explain.h"
#include "law/time_limit.h"
#include "pack/definition.h"

namespace mingcha::lists {
namespace {

using pack::ColumnType;

pack::ListColumn column(const char* id, Text title, ColumnType type = ColumnType::text) {
  pack::ListColumn out;
  out.id = id;
  out.title = std::move(title);
  out.type = type;
  return out;
}

std::string joined(const std::vector<std::string>& texts, std::string_view mark = "、") {
  std::string out;
  for (const auto& text : texts) {
    if (!out.empty()) out += mark;
    out += text;
  }
  return out;
}

/// What the pack's tables say, in one language.
class Teller {
 public:
  Teller(const pack::Pack& pack, Language language) : pack_{pack}, language_{language} {}

  PackList items() const {
    PackList out;
    out.columns = {column("name", {"事项名称", "Item"}),
                   column("kind", {"事项类别", "Kind"}),
                   column("basis", {"法律依据", "Basis"}, ColumnType::citation),
                   column("object", {"行政相对人", "Directed at"}),
                   column("procedure", {"适用程序", "Procedure"}),
                   column("limit", {"办理时限", "Time limits"}, ColumnType::long_text),
                   column("accepted_by", {"受理机构", "Accepted by"}),
                   column("approved_by", {"审批机构", "Approved by"}),
                   column("code", {"事项编码", "Code"})};
    for (const auto& [id, item] : pack_.items) out.rows.push_back(item_row(item));
    return out;
  }

  PackList catalogue() const {
    PackList out;
    out.columns = {column("name", {"审核的执法决定", "Decision"}),
                   column("kind", {"执法类别", "Kind"}),
                   column("when", {"适用情形", "When"}, ColumnType::long_text),
                   column("points", {"审核重点", "What is reviewed"}, ColumnType::long_text),
                   column("materials", {"报送材料", "Materials"}, ColumnType::long_text),
                   column("limit", {"审核时限", "Time limits"}, ColumnType::long_text),
                   column("basis", {"依据", "Basis"}, ColumnType::citation)};
    for (const auto& entry : acts::review_catalogue(pack_)) {
      PackList::Row row;
      row.key = entry.condition->id;
      std::vector<std::string> kinds;
      for (const auto& category : entry.categories) {
        kinds.push_back(say(pack::title_of_category(category)));
      }
      row.values = {{"name", say(entry.condition->title)},
                    {"kind", list(kinds)},
                    {"when", say(entry.when)},
                    {"points", points()},
                    {"materials", materials()},
                    {"limit", limits(pack_.review.limits)},
                    {"basis", entry.condition->article}};
      out.rows.push_back(std::move(row));
    }
    return out;
  }

  PackList benchmarks() const {
    PackList out;
    out.columns = {column("article", {"法定依据", "Article"}, ColumnType::citation),
                   column("quote", {"法律规定", "The law says"}, ColumnType::long_text),
                   column("circumstances", {"处罚档次", "Tier"}),
                   column("step", {"裁量阶次", "Benchmark step"}),
                   column("when", {"适用条件", "When"}, ColumnType::long_text),
                   column("standard", {"具体标准", "Standard"}, ColumnType::long_text)};
    if (!pack_.penalties) return out;
    for (const auto& tier : pack_.penalties->tiers) {
      const auto& steps = tier.benchmark.empty() ? pack_.penalties->benchmark : tier.benchmark;
      for (const auto& step : steps) out.rows.push_back(benchmark_row(tier, step));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string say(const Text& text) const { return text.in(language_); }
  [[nodiscard]] std::string list(const std::vector<std::string>& texts) const {
    return joined(texts, language_ == Language::zh ? "、" : ", ");
  }

  [[nodiscard]] std::string limits(const std::vector<law::TimeLimit>& all) const {
    std::vector<std::string> out;
    for (const auto& limit : all) {
      out.push_back(say(limit.title) + (language_ == Language::zh ? "：" : ": ") +
                    say(law::name_of(limit.unit, limit.amount)));
    }
    return joined(out, language_ == Language::zh ? "；" : "; ");
  }

  [[nodiscard]] std::string points() const {
    std::vector<std::string> out;
    for (const auto& point : pack_.review.points) out.push_back(say(point.title));
    return list(out);
  }

  [[nodiscard]] std::string materials() const {
    std::vector<std::string> out;
    for (const auto& material : pack_.review.materials) out.push_back(say(material));
    return list(out);
  }

  [[nodiscard]] PackList::Row item_row(const pack::Item& item) const {
    std::vector<std::string> basis;
    for (const auto* articles : {&item.basis, &item.violation, &item.penalty}) {
      for (const auto& article : *articles) {
        if (std::ranges::find(basis, article) == basis.end()) basis.push_back(article);
      }
    }
    const auto& procedure = pack_.procedures.at(item.procedure);
    PackList::Row row;
    row.key = item.id;
    row.values = {{"code", item.id},
                  {"name", say(item.title)},
                  {"kind", say(pack::title_of_category(item.category))},
                  {"basis", joined(basis)},
                  {"object", say(item.object)},
                  {"procedure", say(procedure.title)},
                  {"limit", limits(procedure.limits)}};
    if (const auto guide = pack_.guides.find(item.id); guide != pack_.guides.end()) {
      row.values["accepted_by"] = say(guide->second.accepted_by);
      row.values["approved_by"] = say(guide->second.approved_by);
    }
    if (procedure.in_force_from) row.from = mingcha::to_string(*procedure.in_force_from);
    if (procedure.in_force_to) row.to = mingcha::to_string(*procedure.in_force_to);
    return row;
  }

  [[nodiscard]] std::string amount(const pack::AmountRange& of,
                                   const pack::BenchmarkStep& step) const {
    const auto& field = *pack_.field(of.field);
    const auto own = std::ranges::find(step.amounts, of.field, &pack::AmountRange::field);
    if (!of.times.empty()) {
      const auto& times = pack_.field(of.times)->label;
      return say(
          {fmt::format("{}为{}的{}至{}倍，取其中{}%至{}%的部分", field.label.zh, times.zh,
                       of.range.from, of.range.to, step.percent.from, step.percent.to),
           fmt::format("{}: {} to {} times {}, the part from {} % to {} %", field.label.en,
                       of.range.from, of.range.to, times.en, step.percent.from, step.percent.to)});
    }
    auto range = of.range;
    if (own != step.amounts.end()) {
      range = own->range;
    } else if (step.amounts.empty()) {
      range = acts::share_of(of.range, step.percent);
    }
    return say({fmt::format("{}{}至{}{}", field.label.zh, range.from, range.to, field.unit),
                fmt::format("{}: {} to {}", field.label.en, range.from, range.to)});
  }

  [[nodiscard]] std::string standard(const pack::PenaltyTier& tier,
                                     const pack::BenchmarkStep& step) const {
    const auto* kinds = pack_.field(pack_.penalties->kind);
    std::vector<std::string> out;
    for (const auto& option : tier.options) {
      const auto choice = std::ranges::find(kinds->choices, option.kind, &pack::Choice::id);
      std::vector<std::string> amounts;
      for (const auto& one : option.amounts) amounts.push_back(amount(one, step));
      auto words = choice == kinds->choices.end() ? option.kind : say(choice->label);
      if (!amounts.empty()) words += (language_ == Language::zh ? "：" : ": ") + list(amounts);
      out.push_back(std::move(words));
    }
    return joined(out, language_ == Language::zh ? "；" : "; ");
  }

  [[nodiscard]] PackList::Row benchmark_row(const pack::PenaltyTier& tier,
                                            const pack::BenchmarkStep& step) const {
    PackList::Row row;
    row.key = tier.id + std::string{pack::kCellBar} + step.id;
    row.values = {{"article", tier.article},
                  {"quote", tier.quote},
                  {"circumstances", say(tier.circumstances)},
                  {"step", say(step.title)},
                  {"standard", standard(tier, step)}};
    if (step.when) row.values["when"] = say(cel::describe(*step.when, acts::labels_of(pack_)));
    if (tier.in_force_from) row.from = mingcha::to_string(*tier.in_force_from);
    if (tier.in_force_to) row.to = mingcha::to_string(*tier.in_force_to);
    return row;
  }

  const pack::Pack& pack_;
  Language language_;
};

}  // namespace

PackList list_from_pack(const pack::Pack& pack, const pack::ListKind& kind, Language language) {
  const Teller teller{pack, language};
  switch (kind.source) {
    case pack::ListSource::items: return teller.items();
    case pack::ListSource::catalogue: return teller.catalogue();
    case pack::ListSource::benchmarks: return teller.benchmarks();
    case pack::ListSource::kept: break;
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::lists
