// SPDX-License-Identifier: Apache-2.0
#include "annual/report.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/money.h"
#include "base/result.h"
#include "crypto/hash.h"

namespace mingcha::annual {
namespace {

using Json = nlohmann::ordered_json;

bool in_order(const Counted& a, const Counted& b) {
  return std::tie(a.table, a.column, a.case_id) < std::tie(b.table, b.column, b.case_id);
}

Figure figure_of(const pack::Annual& annual, const pack::AnnualTable& table,
                 const pack::AnnualColumn& column, const std::vector<Counted>& counted,
                 const std::vector<Entered>& entered) {
  Figure out;
  out.column = column.id;
  out.title = column.title;
  out.money = !column.sum.empty();
  out.by_hand = column.by_hand;
  out.query = query_of(table, column);
  if (column.by_hand) {
    for (const auto& one : entered) {
      if (one.table == table.id && one.column == column.id) out.value = one.value;
    }
    return out;
  }
  std::set<std::string> different;
  bool sealed = false;
  for (const auto& one : counted) {
    if (one.table != table.id || one.column != column.id) continue;
    ++out.records;
    out.value += one.amount;
    different.insert(one.distinct);
    sealed = sealed || one.sealed;
  }
  if (!column.distinct.empty()) out.value = std::ssize(different);
  out.told = !(out.money && sealed && out.records < annual.small);
  out.digest = digest_of(counted, table.id, column.id);
  return out;
}

const char* word_of(pack::AnnualDay day) {
  switch (day) {
    case pack::AnnualDay::opened: return "opened";
    case pack::AnnualDay::decided: return "decided";
    case pack::AnnualDay::closed: return "closed";
  }
  return "";
}

Json text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

}  // namespace

std::vector<Table> tables_of(const pack::Annual& annual, const std::vector<std::string>& categories,
                             const std::vector<Counted>& counted,
                             const std::vector<Entered>& entered) {
  std::vector<Table> out;
  for (const auto& table : annual.tables) {
    Table made{table.id,
               table.title,
               std::ranges::find(categories, table.category) != categories.end(),
               {}};
    if (made.power) {
      for (const auto& column : table.columns) {
        made.figures.push_back(figure_of(annual, table, column, counted, entered));
      }
    }
    out.push_back(std::move(made));
  }
  return out;
}

std::string digest_of(const std::vector<Counted>& counted, const std::string& table,
                      const std::string& column) {
  std::vector<Counted> of;
  for (const auto& one : counted) {
    if (one.table == table && one.column == column) of.push_back(one);
  }
  std::ranges::sort(of, in_order);
  std::string lines;
  for (const auto& one : of) lines += fmt::format("{} {}\n", one.case_id, one.amount);
  return to_hex(as_bytes(crypto::sha256(lines)));
}

std::string list_of(std::vector<Counted> counted) {
  std::ranges::sort(counted, in_order);
  std::string out;
  for (const auto& one : counted) {
    out += Json{{"table", one.table},   {"column", one.column},     {"case", one.case_id},
                {"amount", one.amount}, {"distinct", one.distinct}, {"sealed", one.sealed}}
               .dump() +
           "\n";
  }
  // The vault keeps no empty file.
  return out.empty() ? "\n" : out;
}

std::vector<Counted> read_list(const std::string& lines) {
  std::vector<Counted> out;
  std::istringstream in{lines};
  std::string line;
  try {
    while (std::getline(in, line)) {
      if (line.empty()) continue;
      const auto one = Json::parse(line);
      out.push_back({one.at("table"), one.at("column"), one.at("case"), one.at("amount"),
                     one.at("distinct"), one.at("sealed")});
    }
  } catch (const Json::exception& error) {
    throw Fault(std::string{"list of counted records: "} + error.what());
  }
  return out;
}

std::string query_of(const pack::AnnualTable& table, const pack::AnnualColumn& column) {
  if (column.by_hand) return "entered";
  auto out = fmt::format("item.category == \"{}\"; year({})", table.category, word_of(column.day));
  if (column.when) out += "; " + column.when->to_source();
  if (column.kind == pack::AnnualKind::named) out += "; heaviest of its kinds";
  if (column.kind == pack::AnnualKind::other) out += "; none of the named kinds";
  if (!column.sum.empty()) out += "; sum(" + column.sum + ")";
  if (!column.distinct.empty()) out += "; distinct(" + column.distinct + ")";
  return out;
}

std::string shown(const Figure& figure) { return figure.told ? shown_inside(figure) : "—"; }

std::string shown_inside(const Figure& figure) {
  return figure.money ? to_wan(figure.value * 100) : std::to_string(figure.value);
}

std::string document_of(const ReportFixed& report) {
  Json tables = Json::array();
  for (const auto& table : report.tables) {
    Json figures = Json::array();
    for (const auto& figure : table.figures) {
      figures.push_back({{"id", figure.column},
                         {"title", text_json(figure.title)},
                         {"value", shown(figure)},
                         {"unit", figure.money ? "万元" : "件"},
                         {"counted_by", figure.query}});
    }
    tables.push_back({{"id", table.table},
                      {"title", text_json(table.title)},
                      {"power", table.power},
                      {"figures", std::move(figures)}});
  }
  Json rules = Json::array();
  for (const auto& rule : report.rules) rules.push_back(text_json(rule));
  return Json{{"year", report.year},
              {"agency", report.agency},
              {"agency_code", report.agency_code},
              {"from", report.from},
              {"to", report.to},
              {"fixed_on", report.fixed_on},
              {"tables", std::move(tables)},
              {"rules", std::move(rules)},
              {"explanation", report.explanation},
              {"correction", report.correction}}
             .dump(1) +
         "\n";
}

}  // namespace mingcha::annual
