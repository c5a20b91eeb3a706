// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

const std::vector<std::string>& type_words() {
  static const std::vector<std::string> kWords{"text",    "long_text", "integer",   "day", "moment",
                                               "boolean", "choice",    "signature", "rows"};
  return kWords;
}

constexpr FieldType kTypes[] = {FieldType::text,   FieldType::long_text, FieldType::integer,
                                FieldType::day,    FieldType::moment,    FieldType::boolean,
                                FieldType::choice, FieldType::signature, FieldType::rows};
constexpr Check kChecks[] = {Check::none, Check::id_card, Check::credit_code, Check::phone,
                             Check::name};
constexpr Privacy kPrivacies[] = {Privacy::open, Privacy::masked, Privacy::closed};

/// Names the engine gives: no field may take them.
bool is_reserved(std::string_view id) {
  const auto first = id.substr(0, id.find('.'));
  if (first == "done" || first == "item" || first == "is" || first == "major") return true;
  if (first == "benchmark" || id == kCaseOpened || id == kReviewAdded || id == kDecisionServed) {
    return true;
  }
  return std::find(std::begin(kProvidedFields), std::end(kProvidedFields), id) !=
         std::end(kProvidedFields);
}

std::vector<Choice> read_choices(Reading& reading, const Entry& entry) {
  std::vector<Choice> out;
  for (const auto& value : entry.some("choices")) {
    const Entry one{value, {"id", "label"}, reading.problems};
    Choice choice{one.text("id"), one.words("label")};
    const bool again =
        std::any_of(out.begin(), out.end(), [&](const Choice& had) { return had.id == choice.id; });
    if (again) {
      reading.wrong(value.place, "duplicate-id", fmt::format("选项“{}”重复", choice.id),
                    fmt::format("choice '{}' is there twice", choice.id));
      continue;
    }
    out.push_back(std::move(choice));
  }
  return out;
}

std::vector<Text> read_columns(Reading& reading, const Entry& entry) {
  std::vector<Text> out;
  for (const auto& value : entry.some("columns")) {
    const Entry one{value, {"zh", "en"}, reading.problems};
    out.push_back({one.text("zh"), one.text("en")});
  }
  return out;
}

void read_measures(Reading& reading, const Entry& entry, Field& field) {
  const bool number = field.type == FieldType::integer;
  const bool text = field.type == FieldType::text || field.type == FieldType::long_text;
  for (const auto* key : {"at_least", "at_most", "unit"}) {
    if (entry.has(key) && !number) {
      reading.wrong(entry.place(key), "misplaced-key", fmt::format("“{}”只用于整数", key),
                    fmt::format("'{}' is for integers only", key));
    }
  }
  if (entry.has("longest") && !text) {
    reading.wrong(entry.place("longest"), "misplaced-key", "“longest”只用于文字",
                  "'longest' is for text only");
  }
  field.at_least = entry.whole("at_least");
  field.at_most = entry.whole("at_most");
  if (field.at_least && field.at_most && *field.at_least > *field.at_most) {
    reading.wrong(entry.place("at_most"), "empty-range", "最大值小于最小值",
                  "at_most is below at_least");
  }
  field.unit = entry.text_or("unit", {});
  if (field.type == FieldType::long_text || field.type == FieldType::rows) field.longest = 5000;
  if (const auto longest = entry.whole("longest")) {
    field.longest = static_cast<std::size_t>(std::clamp<std::int64_t>(*longest, 1, 100'000));
  }
}

void read_field(Reading& reading, const Value& value) {
  const Entry entry{value,
                    {"id", "label", "type", "check", "privacy", "mask", "choices", "columns",
                     "at_least", "at_most", "longest", "unit", "help", "article", "may_be_future"},
                    reading.problems};
  Field field;
  field.id = entry.text("id");
  field.label = entry.words("label");
  const auto type = entry.one_of("type", type_words());
  if (!type || field.id.empty()) return;
  field.type = kTypes[*type];
  if (!is_field_id(field.id) || is_reserved(field.id)) {
    reading.wrong(entry.place("id"), "bad-id", fmt::format("“{}”不能作字段名", field.id),
                  fmt::format("'{}' cannot be a field id", field.id));
  }
  if (entry.has("check")) {
    const auto check = entry.one_of("check", {"none", "id_card", "credit_code", "phone", "name"});
    if (check) field.check = kChecks[*check];
  }
  if (const auto privacy = entry.one_of("privacy", {"open", "masked", "closed"})) {
    field.privacy = kPrivacies[*privacy];
  }
  if (field.privacy == Privacy::masked) field.mask = entry.text("mask");
  if (field.type == FieldType::choice) field.choices = read_choices(reading, entry);
  if (field.type == FieldType::rows) field.columns = read_columns(reading, entry);
  read_measures(reading, entry, field);
  field.help = entry.words_or_none("help");
  field.article = reading.citation_or_none(entry, "article");
  field.may_be_future = entry.flag("may_be_future", false);
  const auto id = field.id;
  reading.field_places.emplace(id, entry.place("id"));
  if (!reading.pack.fields.emplace(id, std::move(field)).second) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("字段“{}”重复", id),
                  fmt::format("field '{}' is there twice", id));
  }
}

}  // namespace

void read_pack_file(Reading& reading, const Value& root) {
  const Entry entry{root, {"id", "title", "version"}, reading.problems};
  reading.pack.id = entry.text("id");
  reading.pack.title = entry.words("title");
  reading.pack.version = entry.text("version");
}

void read_corrections(Reading& reading, const Value& root) {
  const Entry entry{root, {"article"}, reading.problems};
  reading.pack.mending_article = reading.citation(entry, "article");
}

void read_statute(Reading& reading, const Value& root) {
  const Entry entry{
      root, {"id", "title", "version", "in_force", "note", "articles"}, reading.problems};
  law::Statute statute;
  statute.id = entry.text("id");
  statute.title = entry.words("title");
  statute.version = reading.day(entry, "version").value_or(Day{});
  static_cast<void>(entry.words_or_none("note"));
  if (const auto* in_force = entry.find("in_force")) {
    const Entry span{*in_force, {"from", "to"}, reading.problems};
    statute.in_force_from = reading.day(span, "from").value_or(Day{});
    if (span.has("to")) statute.in_force_to = reading.day(span, "to");
  }
  const auto id = statute.id;
  if (const auto added = reading.pack.statutes.add(std::move(statute)); !added) {
    const auto& findings = added.error().findings;
    reading.problems.add(entry.place("id"), "statute",
                         findings.empty() ? added.error().title : findings.front().what);
    return;
  }
  const auto* articles = entry.find("articles");
  if (articles == nullptr) return;
  for (const auto& [key, value] : articles->members) {
    const auto citation = key.scalar == "whole" ? id : id + "/" + key.scalar;
    if (!law::parse_citation(citation)) {
      reading.wrong(key.place, "bad-citation", fmt::format("“{}”不是条款号", key.scalar),
                    fmt::format("'{}' is no article number", key.scalar));
      continue;
    }
    const bool summary = value.kind == Value::Kind::mapping;
    auto text =
        summary ? Entry{value, {"summary"}, reading.problems}.text("summary") : value.scalar;
    if (trim(text).empty()) {
      reading.wrong(value.place, "not-text", "条文不能为空",
                    "the words of the article are missing");
    }
    if (summary) reading.pack.summaries.insert(citation);
    reading.pack.articles.emplace(citation, std::move(text));
  }
}

void read_ladder(Reading& reading, const Value& root) {
  const Entry entry{root, {"morning_minutes", "rows"}, reading.problems};
  auto& ladder = reading.pack.ladder;
  if (const auto morning = entry.whole("morning_minutes")) {
    ladder.morning = std::chrono::minutes{*morning};
  }
  for (const auto& value : entry.some("rows")) {
    const Entry row{value, {"up_to_minutes", "rungs"}, reading.problems};
    law::Ladder out;
    out.length_max = std::chrono::minutes{row.whole("up_to_minutes").value_or(0)};
    if (!ladder.rows.empty() && ladder.rows.back().length_max >= out.length_max) {
      reading.wrong(value.place, "ladder-order", "预警梯度应按期限长短排列",
                    "rows must come by rising length");
    }
    for (const auto& item : row.some("rungs")) {
      const auto rung = law::parse_rung(item.scalar);
      if (rung) {
        out.rungs.push_back(*rung);
      } else {
        reading.wrong(item.place, "bad-rung", fmt::format("看不懂预警点“{}”", item.scalar),
                      fmt::format("'{}' is no rung", item.scalar));
      }
    }
    ladder.rows.push_back(std::move(out));
  }
}

void read_fields(Reading& reading, const Value& root) {
  const Entry entry{root, {"fields"}, reading.problems};
  for (const auto& value : entry.some("fields")) read_field(reading, value);
}

void read_conditions(Reading& reading, const Value& root) {
  const Entry entry{root, {"conditions"}, reading.problems};
  const auto environment = reading.environment({});
  for (const auto& value : entry.some("conditions")) {
    const Entry one{value, {"id", "title", "that", "article", "earlier"}, reading.problems};
    auto id = one.text("id");
    auto that = reading.condition(one, "that", environment);
    if (that) {
      if (auto whole = reading.with_earlier(one, *that, environment)) that = std::move(whole);
    }
    auto title = one.words("title");
    auto article = reading.citation(one, "article");
    if (!that) continue;
    if (!is_identifier(id)) {
      reading.wrong(value.place, "bad-id", fmt::format("“{}”不能作名称", id),
                    fmt::format("'{}' cannot be an id", id));
    }
    reading.pack.conditions.push_back(
        {std::move(id), std::move(title), std::move(*that), std::move(article)});
  }
}

}  // namespace mingcha::pack
