// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

std::string summed_field(Reading& reading, const Entry& entry) {
  auto id = entry.text_or("sum", {});
  if (id.empty()) return id;
  const auto* field = reading.pack.field(id);
  if (field == nullptr || field->type != FieldType::integer) {
    reading.wrong(entry.place("sum"), "no-number", fmt::format("“{}”不是数字字段", id),
                  fmt::format("'{}' is no whole number", id));
  }
  return id;
}

AnnualColumn read_column(Reading& reading, const Value& value,
                         const cel::Environment& environment) {
  const Entry entry{value,
                    {"id", "title", "day", "kind", "when", "sum", "distinct", "by_hand"},
                    reading.problems};
  AnnualColumn column;
  column.id = entry.text("id");
  column.title = entry.words("title");
  column.by_hand = entry.flag("by_hand", false);
  constexpr AnnualDay kDays[] = {AnnualDay::opened, AnnualDay::decided, AnnualDay::closed};
  constexpr AnnualKind kKinds[] = {AnnualKind::none, AnnualKind::named, AnnualKind::other};
  column.day = AnnualDay::decided;
  if (entry.has("day")) {
    column.day = kDays[entry.one_of("day", {"opened", "decided", "closed"}).value_or(1)];
  }
  if (entry.has("kind")) {
    column.kind = kKinds[entry.one_of("kind", {"none", "named", "other"}).value_or(0)];
  }
  if (entry.has("when")) column.when = reading.condition(entry, "when", environment);
  column.sum = summed_field(reading, entry);
  column.distinct = entry.text_or("distinct", {});
  if (!column.distinct.empty()) {
    reading.references.push_back({entry.place("distinct"), "field", column.distinct, {}});
  }
  if (column.kind != AnnualKind::none && !column.when) {
    reading.wrong(value.place, "kind-without-when", "种类应当写明条件", "a kind needs a condition");
  }
  return column;
}

void refuse_doubled(Reading& reading, const Place& place, const std::string& id, bool doubled) {
  if (!doubled) return;
  reading.wrong(place, "duplicate-id", fmt::format("“{}”重复", id),
                fmt::format("'{}' is there twice", id));
}

}  // namespace

const AnnualColumn* AnnualTable::column(const std::string& column_id) const {
  const auto found = std::ranges::find(columns, column_id, &AnnualColumn::id);
  return found == columns.end() ? nullptr : &*found;
}

const AnnualTable* Annual::table(const std::string& table_id) const {
  const auto found = std::ranges::find(tables, table_id, &AnnualTable::id);
  return found == tables.end() ? nullptr : &*found;
}

const CreditTable* Credit::table(const std::string& id) const {
  const auto found = std::ranges::find(tables, id, &CreditTable::id);
  return found == tables.end() ? nullptr : &*found;
}

void read_annual(Reading& reading, const Value& root) {
  const Entry entry{root,
                    {"article", "confirm_article", "due", "small_sums", "rules", "tables"},
                    reading.problems};
  Annual annual;
  annual.article = reading.citation(entry, "article");
  annual.confirm_article = reading.citation(entry, "confirm_article");
  if (const auto* due = entry.find("due")) {
    const Entry one{*due, {"month", "day"}, reading.problems};
    annual.due_month = static_cast<int>(one.whole("month").value_or(0));
    annual.due_day = static_cast<int>(one.whole("day").value_or(0));
    if (!parse_day(fmt::format("2001-{:02}-{:02}", annual.due_month, annual.due_day))) {
      reading.wrong(due->place, "bad-day", "没有这一天", "no such day");
    }
  } else {
    reading.wrong(entry.place(), "missing-key", "缺少“due”", "'due' is missing");
  }
  if (const auto* small = entry.find("small_sums")) {
    const Entry one{*small, {"fewer_than", "article"}, reading.problems};
    annual.small = one.whole("fewer_than").value_or(0);
    annual.sealed_article = reading.citation(one, "article");
  }
  for (const auto& value : entry.items("rules")) {
    const Entry one{value, {"zh", "en"}, reading.problems};
    annual.rules.push_back({one.text("zh"), one.text("en")});
  }
  const auto environment = reading.environment(all_steps(reading.pack));
  for (const auto& value : entry.some("tables")) {
    const Entry one{value, {"id", "title", "category", "columns"}, reading.problems};
    AnnualTable table;
    table.id = one.text("id");
    table.title = one.words("title");
    table.category = one.text("category");
    for (const auto& item : one.some("columns")) {
      auto column = read_column(reading, item, environment);
      refuse_doubled(reading, item.place, column.id, table.column(column.id) != nullptr);
      table.columns.push_back(std::move(column));
    }
    refuse_doubled(reading, value.place, table.id, annual.table(table.id) != nullptr);
    annual.tables.push_back(std::move(table));
  }
  reading.pack.annual = std::move(annual);
}

}  // namespace mingcha::pack
