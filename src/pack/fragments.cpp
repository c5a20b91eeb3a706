// SPDX-License-Identifier: Apache-2.0
#include "pack/fragments.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/spelling.h"

namespace mingcha::pack {
namespace {

constexpr const char* kInclude = "include";
constexpr const char* kQuestion = "question";

const Value* member(const Value& value, const std::string& key) {
  const auto found = std::find_if(value.members.begin(), value.members.end(),
                                  [&](const auto& one) { return one.first.scalar == key; });
  return found == value.members.end() ? nullptr : &found->second;
}

void take_from(Value& value, const std::string& above, std::vector<OpenQuestion>& into,
               Problems& problems) {
  const auto* id = member(value, "id");
  const auto about = id == nullptr ? above : id->scalar;
  if (const auto* question = member(value, kQuestion)) {
    const Entry entry{*question, {"zh", "en"}, problems};
    into.push_back(
        {question->place.file, question->place.line, about, {entry.text("zh"), entry.text("en")}});
    std::erase_if(value.members, [](const auto& one) { return one.first.scalar == kQuestion; });
  }
  for (auto& [key, one] : value.members) take_from(one, about, into, problems);
  for (auto& one : value.list) take_from(one, about, into, problems);
}

}  // namespace

void take_questions(Value& root, std::vector<OpenQuestion>& into, Problems& problems) {
  take_from(root, root.place.file, into, problems);
}

void Fragments::read(const Value& root, Problems& problems) {
  const Entry entry{root, {"fragments"}, problems};
  for (const auto& value : entry.some("fragments")) {
    const Entry one{
        value,
        {"id", "steps", "requires", "form", "limits", "guarantees", "checks", "remedies"},
        problems};
    const auto id = one.text("id");
    if (id.empty()) continue;
    if (value.members.size() < 2) {
      problems.add(value.place, "empty-list",
                   {fmt::format("片段“{}”没有内容", id),
                    fmt::format("there is nothing in fragment '{}'", id)});
    }
    for (const auto& [key, list] : value.members) {
      if (key.scalar != "id") static_cast<void>(one.some(key.scalar));
    }
    if (!fragments_.emplace(id, Fragment{value, false}).second) {
      problems.add(
          one.place("id"), "duplicate-id",
          {fmt::format("片段“{}”重复", id), fmt::format("fragment '{}' is there twice", id)});
    }
  }
}

void Fragments::expand(Value& root, Problems& problems) {
  Walk at;
  walk(root, {}, at, problems);
}

void Fragments::walk(Value& value, const std::string& key, Walk& at, Problems& problems) {
  for (auto& [name, one] : value.members) walk(one, name.scalar, at, problems);
  if (value.kind != Value::Kind::list) return;
  std::vector<Value> out;
  for (auto& one : value.list) {
    if (member(one, kInclude) != nullptr) {
      include(one, key, out, at, problems);
    } else {
      walk(one, {}, at, problems);
      out.push_back(std::move(one));
    }
  }
  value.list = std::move(out);
}

void Fragments::include(const Value& entry, const std::string& key, std::vector<Value>& into,
                        Walk& at, Problems& problems) {
  const auto name = Entry{entry, {kInclude}, problems}.text(kInclude);
  const auto& place = member(entry, kInclude)->place;
  const auto wrong = [&](const char* code, const std::string& zh, const std::string& en) {
    problems.add(place, code, {zh, en});
  };
  const auto found = fragments_.find(name);
  if (found == fragments_.end()) {
    std::vector<std::string> known;
    for (const auto& [id, one] : fragments_) known.push_back(id);
    const auto like = nearest(name, known);
    return wrong(
        "unknown-reference",
        fmt::format("没有片段“{}”", name) + (like ? fmt::format("，是不是“{}”？", *like) : ""),
        fmt::format("no fragment '{}'", name) +
            (like ? fmt::format(", did you mean '{}'?", *like) : ""));
  }
  found->second.used = true;
  const auto* list = member(found->second.value, key);
  if (list == nullptr) {
    return wrong("include-without-list", fmt::format("片段“{}”里没有“{}”", name, key),
                 fmt::format("fragment '{}' has no '{}'", name, key));
  }
  if (std::find(at.inside.begin(), at.inside.end(), name) != at.inside.end()) {
    return wrong("include-cycle", fmt::format("片段“{}”包含它自己", name),
                 fmt::format("fragment '{}' includes itself", name));
  }
  auto copy = *list;
  at.included += copy.list.size();
  if (at.included > kIncludedMax) {
    if (!at.full) wrong("too-large", "包含的内容过多", "too much is included");
    at.full = true;
    return;
  }
  at.inside.push_back(name);
  walk(copy, key, at, problems);
  at.inside.pop_back();
  for (auto& one : copy.list) into.push_back(std::move(one));
}

void Fragments::refuse_unused(Problems& problems) const {
  for (const auto& [id, fragment] : fragments_) {
    if (fragment.used) continue;
    problems.add(fragment.value.place, "unused-fragment",
                 {fmt::format("没有地方用到片段“{}”", id),
                  fmt::format("nothing includes fragment '{}'", id)});
  }
}

}  // namespace mingcha::pack
