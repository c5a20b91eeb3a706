// SPDX-License-Identifier: Apache-2.0
#include "acts/review_catalogue.h"

#include <algorithm>

#include "acts/case_view.h"
#include "pack/definition.h"

namespace mingcha::acts {
namespace {

Text label_of_step(const pack::Pack& pack, const std::string& id) {
  for (const auto& [procedure_id, procedure] : pack.procedures) {
    if (const auto* step = procedure.step(id)) {
      return {"已完成" + step->title.zh, step->title.en + " done"};
    }
  }
  return {};
}

Text label_of(const pack::Pack& pack, std::string_view name) {
  if (name.starts_with("done.")) return label_of_step(pack, std::string{name.substr(5)});
  if (name == "item.category") return {"执法类别", "category"};
  if (name == "item.procedure") return {"执法程序", "procedure"};
  if (name == "item.statute") return {"所依据的法律", "statute"};
  if (name == "item.id") return {"执法事项", "item"};
  const auto* field = pack.variable(std::string{name});
  return field == nullptr ? Text{} : field->label;
}

Text label_of_choice(const pack::Pack& pack, std::string_view name, std::string_view choice) {
  if (name == "item.category") return pack::title_of_category(std::string{choice});
  if (name == "item.statute") {
    const auto* statute = pack.statutes.find(choice);
    return statute == nullptr ? Text{} : statute->title;
  }
  if (name == "item.procedure") {
    const auto found = pack.procedures.find(std::string{choice});
    return found == pack.procedures.end() ? Text{} : found->second.title;
  }
  const auto* field = pack.field(std::string{name});
  if (field == nullptr) return {};
  const auto found = std::ranges::find(field->choices, choice, &pack::Choice::id);
  return found == field->choices.end() ? Text{} : found->label;
}

/// Knows the item and no case: what then is surely false can never become true on this item.
std::optional<cel::Value> of_item(const pack::Pack& pack, const pack::Item& item,
                                  std::string_view name) {
  if (name == "item.id") return cel::Value{item.id};
  if (name == "item.statute") return cel::Value{item.statute};
  if (name == "item.category") return cel::Value{item.category};
  if (name == "item.procedure") return cel::Value{item.procedure};
  if (name.starts_with("done.") &&
      procedure_of(pack, item).step(std::string{name.substr(5)}) == nullptr) {
    return cel::Value{false};
  }
  return std::nullopt;
}

bool can_be_met(const pack::Pack& pack, const pack::Item& item,
                const pack::MajorCondition& condition) {
  const auto lookup = [&](std::string_view name) { return of_item(pack, item, name); };
  return condition.when.evaluate(lookup).truth != cel::Truth::no;
}

/// A decision on the item is made, and so could be reviewed.
bool is_decided(const pack::Pack& pack, const pack::Item& item) {
  return procedure_of(pack, item).step_of(pack::StepKind::review) != nullptr;
}

}  // namespace

cel::Labels labels_of(const pack::Pack& pack) {
  return {[&pack](std::string_view name) { return label_of(pack, name); },
          [&pack](std::string_view name, std::string_view choice) {
            return label_of_choice(pack, name, choice);
          },
          [&pack](std::string_view name) { return pack.unit_of(std::string{name}); }};
}

std::vector<CatalogueEntry> review_catalogue(const pack::Pack& pack) {
  const auto labels = labels_of(pack);
  std::vector<CatalogueEntry> out;
  for (const auto& condition : pack.review.major) {
    CatalogueEntry entry{&condition, cel::describe(condition.when, labels), {}, {}};
    for (const auto& [id, item] : pack.items) {
      if (!is_decided(pack, item) || !can_be_met(pack, item, condition)) continue;
      entry.items.push_back(&item);
      if (std::ranges::find(entry.categories, item.category) == entry.categories.end()) {
        entry.categories.push_back(item.category);
      }
    }
    if (!entry.items.empty()) out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace mingcha::acts
