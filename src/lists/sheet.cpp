// SPDX-License-Identifier: Apache-2.0
#include "lists/sheet.h"

#include "lists/check.h"
#include "lists/import.h"

namespace mingcha::lists {
namespace {

std::string articles_in_words(const std::string& value, const law::Statutes& statutes,
                              Language language) {
  std::string out;
  for (const auto& one : citations_in(value)) {
    const auto cited = law::parse_citation(one);
    if (!out.empty()) out += language == Language::zh ? "、" : "; ";
    out += cited ? statutes.print(*cited).in(language) : one;
  }
  return out;
}

}  // namespace

std::string shown_value(const pack::ListColumn& column, const std::string& value,
                        const law::Statutes& statutes, Language language) {
  switch (column.type) {
    case pack::ColumnType::boolean:
      if (value == "yes") return language == Language::zh ? "是" : "yes";
      if (value == "no") return language == Language::zh ? "否" : "no";
      return value;
    case pack::ColumnType::choice: {
      const auto* choice = column.choice(value);
      return choice == nullptr ? value : choice->label.in(language);
    }
    case pack::ColumnType::citation: return articles_in_words(value, statutes, language);
    case pack::ColumnType::text:
    case pack::ColumnType::long_text:
    case pack::ColumnType::integer:
    case pack::ColumnType::day: break;
  }
  return value;
}

std::string sheet_bytes(const Sheet& sheet, SheetFor purpose, sheets::Format format,
                        const law::Statutes& statutes, Language language) {
  std::vector<std::string> titles;
  for (const auto& column : sheet.columns) titles.push_back(column.title.in(language));
  titles.push_back(title_of_day().in(language));
  if (purpose == SheetFor::people) {
    titles.emplace_back(language == Language::zh ? "终止日期" : "In force to");
  }
  std::vector<std::vector<std::string>> rows;
  rows.reserve(sheet.rows.size());
  for (const auto& row : sheet.rows) {
    auto& cells = rows.emplace_back();
    for (const auto& column : sheet.columns) {
      const auto found = row.values.find(column.id);
      const auto value = found == row.values.end() ? std::string{} : found->second;
      const bool as_code = purpose == SheetFor::import && column.type == pack::ColumnType::citation;
      cells.push_back(as_code ? value : shown_value(column, value, statutes, language));
    }
    cells.push_back(row.from);
    if (purpose == SheetFor::people) cells.push_back(row.to);
  }
  return sheets::to_bytes(format, titles, rows);
}

}  // namespace mingcha::lists
