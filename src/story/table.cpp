// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "story/demo.h"

namespace mingcha::story {
namespace {

/// The cells of one line; quotes are undone. Cells do not hold line breaks.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

Result<std::vector<TableRow>> read_table(const std::string& file, std::string_view csv) {
  std::vector<TableRow> rows;
  std::vector<std::string> columns;
  Findings findings;
  for (int number = 1; !csv.empty(); ++number) {
    const auto end = csv.find('\n');
    const auto line = trim(csv.substr(0, end));
    csv = end == std::string_view::npos ? std::string_view{} : csv.substr(end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    auto cells = cells_of(line);
    if (columns.empty()) {
      columns = std::move(cells);
      continue;
    }
    if (cells.size() != columns.size()) {
      findings.push_back({"table-width",
                          {"列数与表头不同", "not as many cells as columns"},
                          {},
                          {},
                          file + ":" + std::to_string(number)});
      continue;
    }
    TableRow row{{"line", std::to_string(number)}};
    for (std::size_t i = 0; i < cells.size(); ++i) row[columns[i]] = std::move(cells[i]);
    rows.push_back(std::move(row));
  }
  if (findings.empty()) return rows;
  return reject(Refusal::malformed, {"表格有误：" + file, "errors in " + file},
                std::move(findings));
}

std::string fill(std::string_view text, const TableRow& row) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    out += text.substr(0, open);
    const auto found = row.find(std::string{text.substr(open + 1, close - open - 1)});
    out +=
        found == row.end() ? text.substr(open, close + 1 - open) : std::string_view{found->second};
    text.remove_prefix(close + 1);
  }
  return out += text;
}

}  // namespace mingcha::story
