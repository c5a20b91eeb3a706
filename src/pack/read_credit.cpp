// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "pack/reading.h"
#include "pack/render.h"

namespace mingcha::pack {
namespace {

bool is_provided(const std::string& name) {
  return std::find(std::begin(kCreditProvided), std::end(kCreditProvided), name) !=
         std::end(kCreditProvided);
}

/// A sentence of facts. Its problems stand at the value: the text has no lines of its own.
void read_sentence(Reading& reading, const Entry& entry, const cel::Environment& environment,
                   CreditSource& source) {
  Problems inside;
  auto parsed = parse_template(entry.place("text").file, entry.text("text"), reading.pack,
                               environment, inside);
  for (const auto& finding : inside.take()) {
    reading.problems.add(entry.place("text"), finding.code, finding.what);
  }
  for (const auto& citation : parsed.citations)
    reading.check_citation(entry.place("text"), citation);
  source.pieces = std::move(parsed.pieces);
}

void read_codes(Reading& reading, const Entry& entry, CreditSource& source) {
  const auto* codes = entry.find("codes");
  if (codes == nullptr) return;
  const auto* field = reading.pack.field(source.from);
  if (field == nullptr || field->type != FieldType::choice) {
    reading.wrong(codes->place, "no-choice", "只有选项字段才能对应代码", "only a choice has codes");
    return;
  }
  for (const auto& [key, value] : codes->members) {
    source.codes.emplace(key.scalar, value.scalar);
  }
  for (const auto& choice : field->choices) {
    if (source.codes.contains(choice.id)) continue;
    reading.wrong(codes->place, "code-missing", fmt::format("选项“{}”没有对应的代码", choice.id),
                  fmt::format("choice '{}' has no code", choice.id));
  }
  for (const auto& [id, code] : source.codes) {
    const bool known = std::any_of(field->choices.begin(), field->choices.end(),
                                   [&id = id](const Choice& one) { return one.id == id; });
    if (known) continue;
    reading.wrong(codes->place, "unknown-choice", fmt::format("没有选项“{}”", id),
                  fmt::format("no choice '{}'", id));
  }
}

CreditSource read_source(Reading& reading, const Value& value,
                         const cel::Environment& environment) {
  CreditSource source;
  if (value.kind == Value::Kind::scalar) {
    source.from = value.scalar;
  } else {
    const Entry entry{
        value, {"when", "from", "prefix", "value", "codes", "text"}, reading.problems};
    if (entry.has("when")) source.when = reading.condition(entry, "when", environment);
    source.from = entry.text_or("from", {});
    source.prefix = entry.text_or("prefix", {});
    source.value = entry.text_or("value", {});
    if (entry.has("text")) read_sentence(reading, entry, environment, source);
    read_codes(reading, entry, source);
    if (source.from.empty() && source.value.empty() && source.pieces.empty()) {
      reading.wrong(value.place, "no-source", "应写明取自哪里", "says not where it is taken from");
    }
  }
  if (!source.from.empty() && !is_provided(source.from) &&
      reading.pack.field(source.from) == nullptr) {
    reading.wrong(value.place, "unknown-field", fmt::format("没有字段“{}”", source.from),
                  fmt::format("no field '{}'", source.from));
  }
  return source;
}

/// A value that the pack itself writes must be among those there are.
void check_written(Reading& reading, const CreditColumn& column, const Place& place) {
  if (column.one_of.empty()) return;
  const auto check = [&](const std::string& value) {
    if (value.empty() || std::ranges::find(column.one_of, value) != column.one_of.end()) return;
    reading.wrong(place, "not-in-list", fmt::format("“{}”不在{}的取值范围内", value, column.code),
                  fmt::format("'{}' is no value of {}", value, column.code));
  };
  for (const auto& source : column.sources) {
    check(source.value);
    for (const auto& [choice, code] : source.codes) check(code);
  }
  check(column.state_in);
  check(column.state_out);
}

CreditColumn read_column(Reading& reading, const Value& value,
                         const cel::Environment& environment) {
  const Entry entry{
      value,
      {"code", "label", "format", "check", "longest", "one_of", "required", "required_when",
       "personal", "masked", "after_months", "article", "from", "state", "withdrawal"},
      reading.problems};
  CreditColumn column;
  column.code = entry.text("code");
  column.label = entry.words("label");
  constexpr CreditFormat kFormats[] = {CreditFormat::text, CreditFormat::day, CreditFormat::wan};
  constexpr CreditCheck kChecks[] = {CreditCheck::credit_code, CreditCheck::organisation_code,
                                     CreditCheck::id_card};
  if (entry.has("format")) {
    column.format = kFormats[entry.one_of("format", {"text", "day", "wan"}).value_or(0)];
  }
  if (entry.has("check")) {
    const auto which = entry.one_of("check", {"credit_code", "organisation_code", "id_card"});
    if (which) column.check = kChecks[*which];
  }
  const auto longest = entry.has("longest") ? entry.whole("longest").value_or(0) : 200;
  if (longest < 1 || longest > 10'000) {
    reading.wrong(entry.place("longest"), "bad-length", "长度应在1至10000之间",
                  "a length from 1 to 10000");
  }
  column.longest = static_cast<std::size_t>(std::max<std::int64_t>(longest, 1));
  if (entry.has("one_of")) column.one_of = entry.texts("one_of");
  column.required = entry.flag("required", false);
  if (entry.has("required_when")) {
    column.required_when = reading.condition(entry, "required_when", environment);
  }
  column.personal = entry.flag("personal", false);
  column.masked = entry.flag("masked", false);
  column.withdrawal = entry.flag("withdrawal", false);
  if (entry.has("after_months")) {
    column.after_months = static_cast<int>(entry.whole("after_months").value_or(0));
  }
  column.article = reading.citation_or_none(entry, "article");
  if (const auto* from = entry.find("from")) {
    if (from->kind == Value::Kind::list) {
      for (const auto& one : from->list) {
        column.sources.push_back(read_source(reading, one, environment));
      }
    } else {
      column.sources.push_back(read_source(reading, *from, environment));
    }
  }
  if (const auto* state = entry.find("state")) {
    const Entry one{*state, {"in_force", "no_longer"}, reading.problems};
    column.state_in = one.text("in_force");
    column.state_out = one.text("no_longer");
  }
  check_written(reading, column, entry.place("code"));
  return column;
}

/// What the standard demands of every item, whatever the columns say of themselves.
void check_mandatory(Reading& reading, const Entry& entry, const CreditTable& table) {
  for (const auto& item : entry.some("mandatory")) {
    const auto found = std::ranges::find(table.columns, item.scalar, &CreditColumn::code);
    if (found == table.columns.end()) {
      reading.wrong(item.place, "mandatory-missing", fmt::format("缺少必报项“{}”", item.scalar),
                    fmt::format("the mandatory column '{}' is missing", item.scalar));
    } else if (!found->required || found->sources.empty()) {
      reading.wrong(item.place, "mandatory-optional",
                    fmt::format("必报项“{}”应当写明来源并标为必填", item.scalar),
                    fmt::format("'{}' must have a source and be required", item.scalar));
    }
  }
}

CreditTable read_table(Reading& reading, const Value& value, const cel::Environment& environment,
                       cel::Expression when) {
  const Entry entry{value, {"id", "title", "when", "mandatory", "columns"}, reading.problems};
  CreditTable table{entry.text("id"), entry.words("title"), std::move(when), {}};
  for (const auto& one : entry.some("columns")) {
    auto column = read_column(reading, one, environment);
    if (std::ranges::find(table.columns, column.code, &CreditColumn::code) != table.columns.end()) {
      reading.wrong(one.place, "duplicate-id", fmt::format("数据项“{}”重复", column.code),
                    fmt::format("column '{}' is there twice", column.code));
    }
    table.columns.push_back(std::move(column));
  }
  check_mandatory(reading, entry, table);
  return table;
}

}  // namespace

void read_credit(Reading& reading, const Value& root) {
  const Entry entry{
      root, {"article", "code_article", "limit", "divisions", "tables"}, reading.problems};
  Credit credit;
  credit.article = reading.citation(entry, "article");
  credit.code_article = reading.citation(entry, "code_article");
  if (const auto* value = entry.find("limit")) {
    Entry one{*value,
              {"id", "title", "article", "starts_on", "start_title", "amount", "unit", "start_day",
               "last_day"},
              reading.problems};
    if (auto limit = reading.time_limit(*value, one)) credit.limit = std::move(*limit);
  } else {
    reading.wrong(entry.place(), "missing-key", "缺少“limit”", "'limit' is missing");
  }
  if (entry.has("divisions")) credit.divisions = entry.texts("divisions");
  const auto environment = reading.environment(all_steps(reading.pack));
  for (const auto& value : entry.some("tables")) {
    const Entry one{value, {"id", "title", "when", "mandatory", "columns"}, reading.problems};
    auto when = reading.condition(one, "when", environment);
    if (!when) continue;
    credit.tables.push_back(read_table(reading, value, environment, std::move(*when)));
  }
  reading.pack.credit = std::move(credit);
}

}  // namespace mingcha::pack
