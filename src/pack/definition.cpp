// SPDX-License-Identifier: Apache-2.0
#include "pack/definition.h"

#include <algorithm>

namespace mingcha::pack {

const Step* Procedure::step(const std::string& step_id) const {
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const Step& one) { return one.id == step_id; });
  return found == steps.end() ? nullptr : &*found;
}

const Step* Procedure::step_of(StepKind kind) const {
  const auto is_kind = [&](const Step& one) { return one.kind == kind; };
  const auto found = std::find_if(steps.begin(), steps.end(), is_kind);
  if (found == steps.end() || std::any_of(found + 1, steps.end(), is_kind)) return nullptr;
  return &*found;
}

const law::TimeLimit& Procedure::limit_for(const law::TimeLimit& limit, Day opened) const {
  const auto versions = earlier_limits.find(limit.id);
  if (versions == earlier_limits.end()) return limit;
  for (const auto& version : versions->second) {
    if (opened <= version.to) return version.limit;
  }
  return limit;
}

std::vector<const PenaltyTier*> Penalties::of(const std::vector<std::string>& articles) const {
  std::vector<const PenaltyTier*> out;
  for (const auto& tier : tiers) {
    if (std::find(articles.begin(), articles.end(), tier.article) != articles.end()) {
      out.push_back(&tier);
    }
  }
  return out;
}

const Field* Pack::field(const std::string& field_id) const {
  const auto found = fields.find(field_id);
  return found == fields.end() ? nullptr : &found->second;
}

const ListColumn* ListKind::column(std::string_view column_id) const {
  const auto found = std::ranges::find(columns, column_id, &ListColumn::id);
  return found == columns.end() ? nullptr : &*found;
}

const Choice* ListColumn::choice(std::string_view text) const {
  const auto found = std::ranges::find_if(choices, [&](const Choice& one) {
    return one.id == text || one.label.zh == text || one.label.en == text;
  });
  return found == choices.end() ? nullptr : &*found;
}

const ListKind* Pack::list(std::string_view list_id) const {
  const auto found = std::ranges::find(lists, list_id, &ListKind::id);
  return found == lists.end() ? nullptr : &*found;
}

std::string Pack::unit_of(const std::string& field_id) const {
  const auto* found = field(field_id);
  return found == nullptr ? std::string{} : found->unit;
}

const Field* Pack::variable(const std::string& variable_id) const {
  const auto known = [](const char* name, FieldType type, Text label) {
    Field out;
    out.id = name;
    out.label = std::move(label);
    out.type = type;
    return out;
  };
  static const Field kOpened = known(kCaseOpened, FieldType::day, {"案件登记日", "Case opened"});
  static const Field kDeparted =
      known(kBenchmarkDeparted, FieldType::boolean, {"超出裁量基准", "Departs from the benchmark"});
  static const Field kAdded =
      known(kReviewAdded, FieldType::boolean, {"领导增列法制审核", "Added to review by a leader"});
  static const Field kServed =
      known(kDecisionServed, FieldType::boolean, {"决定书已送达", "The decision is served"});
  if (variable_id == kDecisionServed) return &kServed;
  if (variable_id == kReviewAdded) return &kAdded;
  if (variable_id == kCaseOpened) return &kOpened;
  if (variable_id == kBenchmarkDeparted) return &kDeparted;
  return field(variable_id);
}

Text title_of_category(const std::string& category) {
  static const std::map<std::string, Text> kTitles{
      {"penalty", {"行政处罚", "Administrative penalty"}},
      {"licence", {"行政许可", "Administrative licence"}},
      {"compulsion", {"行政强制", "Administrative compulsion"}},
      {"fee", {"行政收费", "Administrative fee"}},
      {"inspection", {"行政检查", "Administrative inspection"}},
      {"confirmation", {"行政确认", "Administrative confirmation"}},
      {"payment", {"行政给付", "Administrative payment"}},
  };
  const auto found = kTitles.find(category);
  return found == kTitles.end() ? Text{category, category} : found->second;
}

const ReviewOpinion* Review::opinion(std::string_view id) const {
  const auto found = std::ranges::find(opinions, id, &ReviewOpinion::id);
  return found == opinions.end() ? nullptr : &*found;
}

const law::TimeLimit* Review::limit(std::string_view id) const {
  const auto found = std::ranges::find(limits, id, &law::TimeLimit::id);
  return found == limits.end() ? nullptr : &*found;
}

std::size_t Pack::rank(std::string_view level) const {
  const auto found = std::ranges::find(levels, level, &Level::id);
  return found == levels.end() ? 0 : static_cast<std::size_t>(found - levels.begin()) + 1;
}

}  // namespace mingcha::pack
