// SPDX-License-Identifier: Apache-2.0
#include "http/site/list_view.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "desk/list_desk.h"
#include "desk/list_guard.h"
#include "desk/services.h"
#include "http/portal/amount.h"
#include "http/site/site_view.h"
#include "lists/check.h"
#include "lists/from_pack.h"
#include "lists/plan.h"
#include "pack/definition.h"
#include "search/fold.h"

namespace mingcha::http {
namespace {

using registers::Reach;

constexpr std::int64_t kPerPage = 20;
constexpr std::int64_t kVersionsPerPage = 10;
constexpr std::int64_t kChangesShown = 50;
constexpr std::int64_t kEveryEntry = 200'000;

bool is_kept(const pack::ListKind& kind) { return kind.source == pack::ListSource::kept; }

/// Only what everybody may see.
std::vector<pack::ListColumn> open_columns(const pack::ListKind& kind, desk::Services& services,
                                           Language language) {
  if (!is_kept(kind)) return lists::list_from_pack(services.pack, kind, language).columns;
  auto columns = kind.columns;
  std::erase_if(columns, [](const pack::ListColumn& column) { return !column.open; });
  return columns;
}

std::optional<Day> day_of(const std::string& text) {
  return text.empty() ? std::nullopt : parse_day(text);
}

/// What people call an entry: its name where it has one, else what tells it from the others.
std::string name_of(const std::string& key, const lists::Values& values) {
  const auto found = values.find("name");
  return found == values.end() ? lists::shown_key(key) : found->second;
}

struct OpenRow {
  std::string key;
  lists::Values values;
  std::string from, to;
};

std::string shown(const pack::ListColumn& column, const std::string& value,
                  desk::Services& services, Language language) {
  const auto day = column.type == pack::ColumnType::day ? parse_day(value) : std::nullopt;
  return day ? portal::to_words(*day, language)
             : lists::shown_value(column, value, services.pack.statutes, language);
}

portal::ListEntryView entry_view(const std::vector<pack::ListColumn>& columns, const OpenRow& row,
                                 bool kept, desk::Services& services, Language language) {
  portal::ListEntryView view;
  view.from = day_of(row.from);
  view.to = day_of(row.to);
  if (kept) view.name = name_of(row.key, row.values);
  for (const auto& column : columns) {
    const auto found = row.values.find(column.id);
    // What the pack calls it stands in the files to download: to people it says nothing.
    if (found == row.values.end() || (!kept && found->second == row.key)) continue;
    auto words = shown(column, found->second, services, language);
    if (!kept && view.name.empty()) {
      view.name = std::move(words);
    } else if (words != view.name) {
      view.cells.push_back({column.title, std::move(words)});
    }
  }
  return view;
}

bool has_words(const lists::Values& values, std::string_view words) {
  std::string all;
  for (const auto& [id, value] : values) all += value + "\n";
  const auto folded = search::fold(all);
  return std::ranges::all_of(search::split_words(words), [&](std::string_view word) {
    return folded.find(search::fold(word)) != std::string::npos;
  });
}

/// One page of what fits, and how many there are.
std::pair<std::vector<OpenRow>, std::int64_t> rows_of(const pack::ListKind& kind,
                                                      const ListAsked& asked, std::int64_t limit,
                                                      desk::Services& services, Language language) {
  const auto offset = (static_cast<std::int64_t>(asked.page) - 1) * kPerPage;
  std::vector<OpenRow> out;
  if (is_kept(kind)) {
    auto page = services.lists.entries(kind.id, {asked.on, asked.words, {}, {}}, Reach::open,
                                       offset, limit);
    for (auto& entry : page.entries) {
      out.push_back({entry.key, lists::open_values(kind, entry.cells), entry.from, entry.to});
    }
    return {std::move(out), page.total};
  }
  std::int64_t total = 0;
  for (auto& row : lists::list_from_pack(services.pack, kind, language).rows) {
    if (!has_words(row.values, asked.words)) continue;
    if (total++ < offset || std::ssize(out) >= limit) continue;
    out.push_back({row.key, std::move(row.values), row.from, row.to});
  }
  return {std::move(out), total};
}

portal::ListChangeView change_view(const pack::ListKind& kind, const registers::ListChange& change,
                                   desk::Services& services, Language language) {
  using Kind = portal::ListChangeView::Kind;
  portal::ListChangeView view;
  view.kind = change.kind == "add"      ? Kind::added
              : change.kind == "change" ? Kind::changed
                                        : Kind::ended;
  view.name = name_of(change.key, change.after.empty() ? change.before : change.after);
  view.day = parse_day(change.day).value_or(Day{});
  if (view.kind != Kind::changed) return view;
  const auto text = [&](const pack::ListColumn& column, const lists::Values& values) {
    const auto found = values.find(column.id);
    return found == values.end() ? std::string{} : shown(column, found->second, services, language);
  };
  for (const auto& column : kind.columns) {
    if (!column.open) continue;
    auto before = text(column, change.before);
    auto after = text(column, change.after);
    if (before != after) {
      view.differences.push_back({column.title, std::move(before), std::move(after)});
    }
  }
  return view;
}

portal::ListVersionView version_view(const pack::ListKind& kind, const registers::ListSetRow& row,
                                     const std::set<std::string>& withheld,
                                     desk::Services& services, Language language) {
  portal::ListVersionView view;
  view.number = row.number;
  view.on = local_day(row.decided_at.value_or(row.prepared_at));
  view.reason = row.reason;
  if (desk::tells_of(row.reason, withheld)) {
    view.reason = language == Language::zh ? "依法不公开" : "withheld by law";
  }
  if (const auto cited = law::parse_citation(row.article)) {
    view.article = services.pack.statutes.print(*cited);
  }
  const auto count = services.lists.count_changes(kind.id, row.number, Reach::open);
  view.added = static_cast<std::uint64_t>(count.added);
  view.changed = static_cast<std::uint64_t>(count.changed);
  view.ended = static_cast<std::uint64_t>(count.ended);
  for (const auto& change :
       services.lists.changes(kind.id, row.number, "", Reach::open, 0, kChangesShown)) {
    view.changes.push_back(change_view(kind, change, services, language));
  }
  return view;
}

}  // namespace

portal::ListSummaryView list_summary(const pack::ListKind& kind, desk::Services& services,
                                     Language language) {
  portal::ListSummaryView view{kind.id, kind.title, kind.about, 0, std::nullopt};
  if (!is_kept(kind)) {
    view.entries = lists::list_from_pack(services.pack, kind, language).rows.size();
    return view;
  }
  view.entries = static_cast<std::uint64_t>(services.lists.standing(kind).open);
  view.changed_on = services.lists.changed_openly(kind.id);
  return view;
}

portal::ListIndexView list_index_view(desk::Services& services, Language language) {
  portal::ListIndexView view;
  for (const auto& kind : services.pack.lists) {
    view.lists.push_back(list_summary(kind, services, language));
  }
  return view;
}

portal::ListView list_view(const pack::ListKind& kind, const ListAsked& asked,
                           desk::Services& services, Language language) {
  const auto today = local_day(services.clock.now());
  portal::ListView view;
  view.summary = list_summary(kind, services, language);
  view.article = article_view(services, kind.article);
  view.text = asked.words;
  view.kept = is_kept(kind);
  view.on = std::min(asked.on, today);
  view.of_today = view.on == today;
  view.page = asked.page;
  auto [rows, total] = rows_of(kind, asked, kPerPage, services, language);
  const auto columns = open_columns(kind, services, language);
  for (const auto& row : rows) {
    view.entries.push_back(entry_view(columns, row, view.kept, services, language));
  }
  view.total = static_cast<std::uint64_t>(total);
  view.pages =
      static_cast<std::uint64_t>(std::max<std::int64_t>(1, (total + kPerPage - 1) / kPerPage));
  return view;
}

portal::ListHistoryView list_history_view(const pack::ListKind& kind, std::uint64_t page,
                                          desk::Services& services, Language language) {
  portal::ListHistoryView view;
  view.summary = list_summary(kind, services, language);
  view.page = page;
  // Whatever changed nothing that the public may see is no version to them.
  std::vector<registers::ListSetRow> seen;
  for (auto& row : services.lists.sets(kind.id, "confirmed", 0, kEveryEntry)) {
    const auto count = services.lists.count_changes(kind.id, row.number, Reach::open);
    if (count.added + count.changed + count.ended > 0) seen.push_back(std::move(row));
  }
  const auto total = static_cast<std::int64_t>(seen.size());
  view.pages = static_cast<std::uint64_t>(
      std::max<std::int64_t>(1, (total + kVersionsPerPage - 1) / kVersionsPerPage));
  const auto withheld = services.lists.withheld_words();
  const auto first = (static_cast<std::int64_t>(page) - 1) * kVersionsPerPage;
  for (auto i = first; i < std::min(total, first + kVersionsPerPage); ++i) {
    view.versions.push_back(
        version_view(kind, seen[static_cast<std::size_t>(i)], withheld, services, language));
  }
  return view;
}

lists::Sheet open_sheet(const pack::ListKind& kind, Day on, desk::Services& services,
                        Language language) {
  lists::Sheet out;
  out.columns = open_columns(kind, services, language);
  for (auto& row : rows_of(kind, {{}, on, 1}, kEveryEntry, services, language).first) {
    out.rows.push_back({std::move(row.values), row.from, row.to});
  }
  return out;
}

std::string open_list_json(const pack::ListKind& kind, Day on, desk::Services& services) {
  using Json = nlohmann::json;
  Json columns = Json::array();
  const auto open = open_columns(kind, services, Language::zh);
  for (const auto& column : open) {
    columns.push_back(
        {{"id", column.id}, {"title", column.title.zh}, {"title_en", column.title.en}});
  }
  Json entries = Json::array();
  for (const auto& row : rows_of(kind, {{}, on, 1}, kEveryEntry, services, Language::zh).first) {
    Json shown = Json::object();
    for (const auto& column : open) {
      const auto found = row.values.find(column.id);
      if (found == row.values.end()) continue;
      shown[column.id] =
          lists::shown_value(column, found->second, services.pack.statutes, Language::zh);
    }
    entries.push_back({{"key", row.key},
                       {"in_force_from", row.from},
                       {"in_force_to", row.to},
                       {"values", row.values},
                       {"shown", std::move(shown)}});
  }
  return Json{{"list", kind.id},
              {"title", kind.title.zh},
              {"title_en", kind.title.en},
              {"article", kind.article},
              {"on", mingcha::to_string(on)},
              {"columns", std::move(columns)},
              {"entries", std::move(entries)}}
      .dump();
}

}  // namespace mingcha::http
