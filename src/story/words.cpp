// SPDX-License-Identifier: Apache-2.0
#include "story/words.h"

#include <algorithm>
#include <charconv>

namespace mingcha::story {
namespace {

template <typename Map, typename Name>
auto find_in(const Map& map, const std::string& name, Name name_of) -> const
    typename Map::mapped_type* {
  if (const auto found = map.find(name); found != map.end()) return &found->second;
  const typename Map::mapped_type* named = nullptr;
  for (const auto& [id, thing] : map) {
    if (name_of(thing) != name) continue;
    if (named != nullptr) return nullptr;  // Two of that name: say which.
    named = &thing;
  }
  return named;
}

template <typename Thing>
const Thing* find_in(const std::vector<Thing>& things, const std::string& name) {
  auto found = std::ranges::find(things, name, &Thing::id);
  if (found == things.end()) {
    found = std::ranges::find(things, name, [](const Thing& thing) { return thing.title.zh; });
  }
  return found == things.end() ? nullptr : &*found;
}

/// The number in "40 minutes ago".
std::optional<int> count_before(const std::string& text, std::string_view words) {
  if (!text.ends_with(words)) return std::nullopt;
  int count = 0;
  const auto* end = text.data() + text.size() - words.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return count;
}

std::string to_day(const std::string& text, Instant now) {
  const auto today = local_day(now);
  if (text == "today") return mingcha::to_string(today);
  if (const auto days = count_before(text, " days ago")) {
    return mingcha::to_string(today - std::chrono::days{*days});
  }
  return text;
}

}  // namespace

const people::Person* find_person(const people::Directory& directory, const std::string& name) {
  return find_in(directory.persons, name, [](const auto& person) { return person.name; });
}

const pack::Item* find_item(const pack::Pack& pack, const std::string& name) {
  return find_in(pack.items, name, [](const auto& item) { return item.title.zh; });
}

const pack::Step* find_step(const pack::Procedure& procedure, const std::string& name) {
  return find_in(procedure.steps, name);
}

const law::TimeLimit* find_limit(const pack::Pack& pack, const pack::Procedure& procedure,
                                 const std::string& name) {
  const auto* limit = find_in(procedure.limits, name);
  return limit != nullptr ? limit : find_in(pack.review.limits, name);
}

const pack::Field* find_field(const pack::Pack& pack, const pack::Step* step,
                              const std::string& name) {
  if (step != nullptr) {
    for (const auto& asked : step->form) {
      const auto* field = pack.field(asked.field);
      if (field != nullptr && (field->id == name || field->label.zh == name)) return field;
    }
  }
  return find_in(pack.fields, name, [](const auto& field) { return field.label.zh; });
}

std::optional<Instant> to_moment(const std::string& text, Instant now) {
  if (text == "now") return now;
  if (const auto minutes = count_before(text, " minutes ago")) {
    return now - std::chrono::minutes{*minutes};
  }
  if (text.size() != 16 || text[10] != ' ') return std::nullopt;
  return parse_instant(text.substr(0, 10) + "T" + text.substr(11) + ":00+08:00");
}

const casefile::Paper* find_paper(const pack::Pack& pack, const casefile::State& state,
                                  const std::string& name) {
  const auto& papers = state.papers;
  const auto found = std::find_if(papers.rbegin(), papers.rend(), [&](const auto& paper) {
    const auto document = pack.documents.find(paper.document);
    return paper.document == name ||
           (document != pack.documents.end() && document->second.title.zh == name);
  });
  return found == papers.rend() ? nullptr : &*found;
}

std::string to_value(const pack::Field& field, const std::string& text, Instant now) {
  switch (field.type) {
    case pack::FieldType::choice: {
      const auto found = std::ranges::find(field.choices, text,
                                           [](const auto& choice) { return choice.label.zh; });
      return found == field.choices.end() ? text : found->id;
    }
    case pack::FieldType::boolean:
      if (text == "是") return "true";
      if (text == "否") return "false";
      return text;
    case pack::FieldType::moment:
      if (const auto at = to_moment(text, now)) return to_local_string(*at);
      return text;
    case pack::FieldType::day: return to_day(text, now);
    case pack::FieldType::text:
    case pack::FieldType::long_text:
    case pack::FieldType::rows:
    case pack::FieldType::signature:
    case pack::FieldType::integer: return text;
  }
  return text;
}

}  // namespace mingcha::story
