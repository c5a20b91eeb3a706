// SPDX-License-Identifier: Apache-2.0
#include "http/api/list_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/services.h"
#include "lists/codec.h"
#include "lists/compare.h"
#include "lists/from_pack.h"
#include "lists/outdated.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

const char* to_word(pack::ColumnType type) {
  switch (type) {
    case pack::ColumnType::text: return "text";
    case pack::ColumnType::long_text: return "long_text";
    case pack::ColumnType::integer: return "integer";
    case pack::ColumnType::day: return "day";
    case pack::ColumnType::boolean: return "boolean";
    case pack::ColumnType::choice: return "choice";
    case pack::ColumnType::citation: return "citation";
  }
  return "text";
}

std::int64_t count_of(const std::vector<lists::Change>& changes, lists::ChangeKind kind) {
  return std::ranges::count(changes, kind, &lists::Change::kind);
}

}  // namespace

Json columns_json(const std::vector<pack::ListColumn>& columns, Language language) {
  Json out = Json::array();
  for (const auto& column : columns) {
    Json choices = Json::array();
    for (const auto& choice : column.choices) {
      choices.push_back({{"id", choice.id}, {"label", choice.label.in(language)}});
    }
    out.push_back({{"id", column.id},
                   {"title", column.title.in(language)},
                   {"type", to_word(column.type)},
                   {"required", column.required},
                   {"open", column.open},
                   {"longest", column.longest},
                   {"help", column.help.in(language)},
                   {"choices", std::move(choices)}});
  }
  return out;
}

std::vector<pack::ListColumn> columns_of(const pack::ListKind& kind, desk::Services& services,
                                         Language language) {
  if (kind.source == pack::ListSource::kept) return kind.columns;
  return lists::list_from_pack(services.pack, kind, language).columns;
}

Json list_json(const pack::ListKind& kind, desk::Services& services, Language language) {
  return {{"id", kind.id},
          {"title", kind.title.in(language)},
          {"about", kind.about.in(language)},
          {"article", kind.article},
          {"kept", kind.source == pack::ListSource::kept},
          {"key", kind.key},
          {"withheld", kind.withheld},
          {"columns", columns_json(columns_of(kind, services, language), language)}};
}

Json entry_json(const registers::ListEntry& entry) {
  return {{"key", entry.key},       {"from", entry.from},    {"to", entry.to},
          {"number", entry.number}, {"open", entry.is_open}, {"values", entry.cells}};
}

Json set_json(const registers::ListSetRow& row, desk::Services& services) {
  const auto people = services.people.directory();
  Json out{{"set", row.set},
           {"state", row.state},
           {"number", row.number},
           {"reason", row.reason},
           {"article", row.article},
           {"prepared_by", row.prepared_by},
           {"prepared_by_name", people->name_of(row.prepared_by)},
           {"prepared_at", to_local_string(row.prepared_at)},
           {"why_not", row.why_not},
           {"added", row.added},
           {"changed", row.changed},
           {"ended", row.ended}};
  if (row.decided_at) {
    out["decided_by_name"] = people->name_of(row.decided_by);
    out["decided_at"] = to_local_string(*row.decided_at);
  }
  return out;
}

Json change_json(const registers::ListChange& change) {
  return {
      {"number", change.number},
      {"kind", change.kind},
      {"key", change.key},
      {"day", change.day},
      {"before", change.before},
      {"after", change.after},
      {"columns", change.kind == "end" ? std::vector<std::string>{}
                                       : lists::differing_columns(change.before, change.after)}};
}

Json waiting_changes_json(const lists::State& state, const std::vector<lists::Change>& changes,
                          std::size_t offset, std::size_t limit) {
  Json out = Json::array();
  for (std::size_t i = offset; i < changes.size() && i < offset + limit; ++i) {
    const auto& change = changes[i];
    const auto& timeline = state.timeline(change.key);
    const auto* span = lists::holding_on(timeline, change.day);
    registers::ListChange shown;
    shown.kind = lists::to_string(change.kind);
    shown.key = change.key;
    shown.day = change.day;
    if (span != nullptr) shown.before = span->values;
    shown.after = change.values;
    out.push_back(change_json(shown));
  }
  return out;
}

Json import_json(const lists::Import& import, const lists::State& state, Language language) {
  constexpr std::size_t kShown = 200;
  Json problems = Json::array();
  for (const auto& problem : import.problems) {
    problems.push_back({{"row", problem.row},
                        {"column", problem.column},
                        {"code", problem.finding.code},
                        {"what", problem.finding.what.in(language)},
                        {"cure", problem.finding.cure.in(language)}});
  }
  return {{"problems", std::move(problems)},
          {"added", count_of(import.changes, lists::ChangeKind::add)},
          {"changed", count_of(import.changes, lists::ChangeKind::change)},
          {"ended", count_of(import.changes, lists::ChangeKind::end)},
          {"unchanged", import.unchanged},
          {"changes", waiting_changes_json(state, import.changes, 0, kShown)}};
}

Json outdated_json(const lists::Outdated& outdated, desk::Services& services, Language language) {
  const auto cited = law::parse_citation(outdated.citation);
  return {{"key", outdated.key},
          {"column", outdated.column},
          {"citation", outdated.citation},
          {"title", cited ? services.pack.statutes.print(*cited).in(language) : outdated.citation},
          {"why", outdated.why.in(language)}};
}

}  // namespace mingcha::http
