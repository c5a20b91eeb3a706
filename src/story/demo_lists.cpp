// SPDX-License-Identifier: Apache-2.0
#include "story/demo_lists.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "desk/list_desk.h"
#include "desk/people_desk.h"
#include "people/person.h"
#include "story/demo.h"
#include "story/words.h"

namespace mingcha::story {
namespace {

using Json = nlohmann::json;
using lists::Wish;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Fault("cannot read " + path.string());
  return bytes.str();
}

Instant moment(const Json& json) {
  const auto at = parse_instant(json.at("at").get<std::string>());
  if (!at) throw Fault("lists.json: not a moment: " + json.at("at").get<std::string>());
  return *at;
}

std::vector<Wish> wishes_in_file(const std::filesystem::path& file, const std::string& day) {
  const auto rows = read_table(file.filename().string(), bytes_of(file));
  if (!rows) throw Fault("errors in " + file.string());
  std::vector<Wish> out;
  for (auto row : *rows) {
    Wish wish;
    wish.kind = Wish::Kind::add;
    wish.where = file.filename().string() + ":" + row.at("line");
    wish.day = row.contains("day") ? row.at("day") : day;
    row.erase("line");
    row.erase("day");
    wish.values = std::move(row);
    out.push_back(std::move(wish));
  }
  return out;
}

Wish wish_of(const Json& change, const std::string& day) {
  static const std::map<std::string, Wish::Kind> kKinds{
      {"add", Wish::Kind::add}, {"change", Wish::Kind::change}, {"end", Wish::Kind::end}};
  Wish wish;
  wish.kind = kKinds.at(change.at("kind"));
  wish.key = change.value("key", "");
  wish.values = change.value("values", lists::Values{});
  wish.day = change.value("day", day);
  wish.where = "lists.json " + wish.key;
  return wish;
}

people::Visitor visitor(Desks desks, const Json& json) {
  const auto directory = desks.people.directory();
  const auto* person = find_person(*directory, json.at("by"));
  if (person == nullptr) throw Fault("lists.json: nobody of the name " + json.at("by").dump());
  return {person->id, person->name, person->unit, person->roles, {}, {}, {}};
}

/// A change of one entry gives only what is different.
void fill_up(std::vector<Wish>& wishes, const lists::State& state) {
  for (auto& wish : wishes) {
    if (wish.kind != Wish::Kind::change) continue;
    const auto& timeline = state.timeline(wish.key);
    if (!timeline.empty())
      wish.values.insert(timeline.back().values.begin(), timeline.back().values.end());
  }
}

Result<void> prepare(Desks desks, const std::filesystem::path& directory, const Json& set) {
  const auto day = set.value("day", mingcha::to_string(local_day(desks.clock.now())));
  desk::PrepareList command;
  command.reason = set.at("reason");
  command.article = set.value("article", "");
  if (set.contains("file")) {
    command.wishes = wishes_in_file(directory / set.at("file").get<std::string>(), day);
  } else {
    for (const auto& change : set.at("changes")) command.wishes.push_back(wish_of(change, day));
  }
  const std::string list = set.at("list");
  const auto state = desks.lists.state(list);
  if (!state) return tl::unexpected<Rejection>(state.error());
  fill_up(command.wishes, **state);
  const auto done = desks.lists.prepare(visitor(desks, set), list, command, {});
  if (!done) return tl::unexpected<Rejection>(done.error());
  return {};
}

/// The set that was prepared last and still waits.
Result<void> confirm(Desks desks, const std::string& list, const Json& confirmation) {
  const auto state = desks.lists.state(list);
  if (!state) return tl::unexpected<Rejection>(state.error());
  const auto done = desks.lists.confirm(visitor(desks, confirmation), list,
                                        (*state)->waiting.rbegin()->first, {});
  if (!done) return tl::unexpected<Rejection>(done.error());
  return {};
}

}  // namespace

std::vector<DatedAct> list_acts(const std::filesystem::path& directory, Desks desks) {
  std::vector<DatedAct> out;
  if (!std::filesystem::exists(directory / "lists.json")) return out;
  for (const auto& set : Json::parse(bytes_of(directory / "lists.json"))) {
    out.push_back({moment(set), [=] { return prepare(desks, directory, set); }});
    if (!set.contains("confirmed")) continue;
    out.push_back({moment(set.at("confirmed")),
                   [=] { return confirm(desks, set.at("list"), set.at("confirmed")); }});
  }
  std::ranges::stable_sort(out, {}, &DatedAct::at);
  return out;
}

}  // namespace mingcha::story
