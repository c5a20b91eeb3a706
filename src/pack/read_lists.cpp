// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

const std::vector<std::string>& type_words() {
  static const std::vector<std::string> kWords{"text",    "long_text", "integer", "day",
                                               "boolean", "choice",    "citation"};
  return kWords;
}

constexpr ColumnType kTypes[] = {ColumnType::text,    ColumnType::long_text, ColumnType::integer,
                                 ColumnType::day,     ColumnType::boolean,   ColumnType::choice,
                                 ColumnType::citation};

const std::vector<std::string>& source_words() {
  static const std::vector<std::string> kWords{"kept", "items", "catalogue", "benchmarks"};
  return kWords;
}

constexpr ListSource kSources[] = {ListSource::kept, ListSource::items, ListSource::catalogue,
                                   ListSource::benchmarks};

constexpr std::size_t kColumnsMax = 40;

std::vector<Choice> read_choices(Reading& reading, const Entry& entry) {
  std::vector<Choice> out;
  for (const auto& value : entry.some("choices")) {
    const Entry one{value, {"id", "label"}, reading.problems};
    Choice choice{one.text("id"), one.words("label")};
    if (std::ranges::any_of(out, [&](const Choice& had) { return had.id == choice.id; })) {
      reading.wrong(value.place, "duplicate-id", fmt::format("选项“{}”重复", choice.id),
                    fmt::format("choice '{}' is there twice", choice.id));
      continue;
    }
    out.push_back(std::move(choice));
  }
  return out;
}

void read_column(Reading& reading, const Value& value, ListKind& list) {
  const Entry entry{value,
                    {"id", "title", "type", "required", "open", "choices", "longest", "help"},
                    reading.problems};
  ListColumn column;
  column.id = entry.text("id");
  column.title = entry.words("title");
  const auto type = entry.one_of("type", type_words());
  if (!type || column.id.empty()) return;
  column.type = kTypes[*type];
  column.required = entry.flag("required", false);
  column.open = entry.flag("open", true);
  column.help = entry.words_or_none("help");
  if (column.type == ColumnType::choice) column.choices = read_choices(reading, entry);
  if (column.type == ColumnType::long_text) column.longest = 4000;
  if (const auto longest = entry.whole("longest")) {
    column.longest = static_cast<std::size_t>(std::clamp<std::int64_t>(*longest, 1, 20'000));
  }
  if (!is_identifier(column.id)) {
    reading.wrong(entry.place("id"), "bad-id", fmt::format("“{}”不能作栏目名", column.id),
                  fmt::format("'{}' cannot be a column's id", column.id));
  }
  if (list.column(column.id) != nullptr) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("栏目“{}”重复", column.id),
                  fmt::format("column '{}' is there twice", column.id));
    return;
  }
  list.columns.push_back(std::move(column));
}

/// What names an entry must be there, in every entry.
void check_key(Reading& reading, const Entry& entry, const ListKind& list) {
  if (list.key.empty()) {
    reading.wrong(entry.place("key"), "list-key", "没有写明以哪些栏目区分条目",
                  "which columns name an entry is missing");
  }
  for (const auto& id : list.key) {
    const auto* column = list.column(id);
    if (column == nullptr || !column->required) {
      reading.wrong(entry.place("key"), "list-key",
                    fmt::format("区分条目的“{}”应当是必填的栏目", id),
                    fmt::format("'{}' in the key must be a required column", id));
    }
  }
}

void check_withheld(Reading& reading, const Entry& entry, const ListKind& list) {
  const auto* column = list.column(list.withheld);
  if (column != nullptr && column->type == ColumnType::boolean && column->required &&
      !column->open) {
    return;
  }
  reading.wrong(entry.place("withheld"), "list-withheld",
                "决定不公开的栏目应当是必填、不公开的“是/否”栏目",
                "what withholds an entry must be a required boolean column that is not open");
}

void read_kept(Reading& reading, const Entry& entry, ListKind& list) {
  for (const auto& value : entry.some("columns")) read_column(reading, value, list);
  if (list.columns.size() > kColumnsMax) {
    reading.wrong(entry.place("columns"), "too-many", "栏目过多", "too many columns");
  }
  list.key = entry.texts("key");
  check_key(reading, entry, list);
  if (!entry.has("withheld")) return;
  list.identity = entry.texts("identity");
  for (const auto& id : list.identity) {
    if (list.column(id) != nullptr) continue;
    reading.wrong(entry.place("identity"), "list-identity", fmt::format("没有栏目“{}”", id),
                  fmt::format("no column '{}'", id));
  }
  list.withheld = entry.text("withheld");
  list.withheld_article = reading.citation(entry, "withheld_article");
  check_withheld(reading, entry, list);
}

}  // namespace

void read_lists(Reading& reading, const Value& root) {
  const Entry all{root, {"lists"}, reading.problems};
  for (const auto& value : all.some("lists")) {
    const Entry entry{value,
                      {"id", "title", "about", "article", "source", "columns", "key", "withheld",
                       "withheld_article", "identity"},
                      reading.problems};
    ListKind list;
    list.id = entry.text("id");
    list.title = entry.words("title");
    list.about = entry.words("about");
    list.article = reading.citation(entry, "article");
    if (entry.has("source")) {
      if (const auto source = entry.one_of("source", source_words())) {
        list.source = kSources[*source];
      }
    }
    if (!is_identifier(list.id)) {
      reading.wrong(entry.place("id"), "bad-id", fmt::format("“{}”不能作清单名", list.id),
                    fmt::format("'{}' cannot be a list's id", list.id));
    }
    if (reading.pack.list(list.id) != nullptr) {
      reading.wrong(entry.place("id"), "duplicate-id", fmt::format("清单“{}”重复", list.id),
                    fmt::format("list '{}' is there twice", list.id));
      continue;
    }
    if (list.source == ListSource::kept) {
      read_kept(reading, entry, list);
    } else if (entry.has("columns") || entry.has("key")) {
      reading.wrong(entry.place(), "misplaced-key", "出自法规包的清单不另设栏目",
                    "a list made from the pack has no columns of its own");
    }
    reading.pack.lists.push_back(std::move(list));
  }
}

}  // namespace mingcha::pack
