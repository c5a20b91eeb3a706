// SPDX-License-Identifier: Apache-2.0
#include "lists/import.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace mingcha::lists {
namespace {

/// "姓名 *" and "姓名（必填）" are 姓名.
std::string plain_title(const std::string& text) {
  std::string_view title = trim(text);
  for (const std::string_view tail : {"*", "＊", "（必填）", "(必填)", "（是/否）"}) {
    if (title.ends_with(tail)) title = trim(title.substr(0, title.size() - tail.size()));
  }
  return std::string{title};
}

/// Column id of a header; empty where the list has none of the name.
std::string column_named(const pack::ListKind& kind, const std::string& title) {
  const auto day = title_of_day();
  if (title == kDayColumn || title == day.zh || title == day.en) return kDayColumn;
  for (const auto& column : kind.columns) {
    if (title == column.id || title == column.title.zh || title == column.title.en) {
      return column.id;
    }
  }
  return {};
}

class Importer {
 public:
  Importer(const pack::ListKind& kind, const State& state, const sheets::Table& table,
           const ImportRules& rules)
      : kind_{kind}, state_{state}, table_{table}, rules_{rules} {}

  Import run(const law::Statutes& statutes) {
    read_header();
    if (!out_.problems.empty()) return std::move(out_);
    for (std::size_t i = 1; i < table_.rows.size(); ++i) read_row(table_.rows[i], statutes);
    if (rows_.empty() && out_.problems.empty()) {
      complain(0, {}, "empty-file", {"只有栏目名，没有内容", "there are only titles"},
               {"从第二行起填写条目", "entries begin in the second line"});
    }
    if (rules_.absent == Absent::end) end_absent();
    auto planned = plan(kind_, statutes, state_, wishes_);
    for (std::size_t i = 0; i < planned.findings.size(); ++i) {
      const auto& place = planned.places[i];
      const auto row = place.wish < rows_.size() ? rows_[place.wish] : 0;
      keep({row, title_of(place.column), std::move(planned.findings[i])});
    }
    std::ranges::stable_sort(out_.problems, {}, &RowProblem::row);
    if (!out_.problems.empty()) return std::move(out_);
    out_.changes = std::move(planned.changes);
    out_.unchanged = planned.unchanged;
    return std::move(out_);
  }

 private:
  void keep(RowProblem problem) {
    problem.finding.where.clear();
    if (out_.problems.size() < kFindingsMax) out_.problems.push_back(std::move(problem));
  }
  void complain(std::int64_t row, std::string column, const char* code, Text what, Text cure) {
    keep({row, std::move(column), {code, std::move(what), {}, std::move(cure), {}}});
  }

  [[nodiscard]] std::string title_of(const std::string& id) const {
    const auto found = std::ranges::find(columns_, id);
    if (id.empty() || found == columns_.end()) {
      const auto* column = kind_.column(id);
      return column == nullptr ? id : column->title.zh;
    }
    return titles_[static_cast<std::size_t>(found - columns_.begin())];
  }

  void read_header() {
    const auto& first = table_.rows.front();
    for (const auto& cell : first.cells) {
      titles_.push_back(plain_title(cell.text));
      columns_.push_back(titles_.back().empty() ? std::string{}
                                                : column_named(kind_, titles_.back()));
      const auto& title = titles_.back();
      if (title.empty()) continue;
      if (columns_.back().empty()) {
        complain(first.number, title, "unknown-column",
                 {"清单没有“" + title + "”这一栏", "the list has no column “" + title + "”"},
                 {"按导出文件的栏目名填写，或者删去这一列",
                  "use the titles of an exported file, or take the column out"});
      } else if (std::ranges::count(columns_, columns_.back()) > 1) {
        complain(first.number, title, "duplicate-column",
                 {"“" + title + "”出现不止一次", "“" + title + "” is there twice"},
                 {"只留一列", "keep one of them"});
      }
    }
    for (const auto& column : kind_.columns) {
      if (!column.required || std::ranges::find(columns_, column.id) != columns_.end()) continue;
      complain(first.number, column.title.zh, "missing-column",
               {"缺少“" + column.title.zh + "”这一栏",
                "the column “" + column.title.en + "” is missing"},
               {"补上这一列", "add the column"});
    }
  }

  void read_row(const sheets::Row& row, const law::Statutes& statutes) {
    Wish wish;
    wish.kind = Wish::Kind::set;
    wish.day = rules_.day;
    std::string own_day;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto& cell = row.cells[i];
      const auto column = i < columns_.size() ? columns_[i] : std::string{};
      if (cell.is_formula) {
        complain(row.number, i < titles_.size() ? titles_[i] : std::string{}, "formula",
                 {"单元格是公式，不予接受", "the cell is a formula and is refused"},
                 {"改为文字：复制后选择性粘贴为“值”", "paste it as values"});
      } else if (column == kDayColumn) {
        own_day = std::string{trim(cell.text)};
      } else if (!column.empty()) {
        wish.values[column] = cell.text;
      } else if (!trim(cell.text).empty()) {
        complain(row.number, {}, "outside-columns",
                 {"没有栏目名的一列里有内容", "a column without a title has something in it"},
                 {"补上栏目名，或者清空", "give it a title, or empty it"});
      }
    }
    const auto checked = check_values(kind_, statutes, wish.values);
    const auto key = key_of(kind_, checked.values);
    if (!own_day.empty()) take_day(wish, own_day, key);
    seen_.insert(key);
    rows_.push_back(row.number);
    wishes_.push_back(std::move(wish));
  }

  /// Whoever exports the list and mends a cell has not meant to mend the past.
  void take_day(Wish& wish, const std::string& own_day, const std::string& key) {
    const auto day = to_day(own_day);
    const auto& timeline = state_.timeline(key);
    const bool repeated = day && !timeline.empty() && timeline.back().from == *day;
    if (!repeated) wish.day = own_day;
  }

  void end_absent() {
    const auto last = to_day(rules_.day);
    if (!last) return;
    for (const auto& [key, timeline] : state_.entries) {
      if (holding_on(timeline, *last) == nullptr || seen_.contains(key)) continue;
      wishes_.push_back({Wish::Kind::end, key, {}, day_before(*last), {}});
    }
  }

  const pack::ListKind& kind_;
  const State& state_;
  const sheets::Table& table_;
  const ImportRules& rules_;
  Import out_;
  std::vector<std::string> titles_, columns_;
  std::vector<Wish> wishes_;
  std::vector<std::int64_t> rows_;  ///< Of the wishes that have one.
  std::set<std::string> seen_;
};

}  // namespace

Text title_of_day() { return {"生效日期", "In force from"}; }

Import plan_import(const pack::ListKind& kind, const law::Statutes& statutes, const State& state,
                   const sheets::Table& table, const ImportRules& rules) {
  return Importer{kind, state, table, rules}.run(statutes);
}

}  // namespace mingcha::lists
