// SPDX-License-Identifier: Apache-2.0
#include "cel/environment.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/assert.h"

namespace mingcha::cel {
namespace {

std::vector<Value> whole_numbers(const std::vector<Value>& constants) {
  std::set<std::int64_t> around;
  for (const auto& constant : constants) {
    const auto* number = std::get_if<std::int64_t>(&constant);
    if (number == nullptr) continue;
    around.insert(*number);
    if (*number > std::numeric_limits<std::int64_t>::min()) around.insert(*number - 1);
    if (*number < std::numeric_limits<std::int64_t>::max()) around.insert(*number + 1);
  }
  if (around.empty()) around.insert(0);
  return {around.begin(), around.end()};
}

std::vector<Value> days(const std::vector<Value>& constants) {
  std::set<Day> around;
  for (const auto& constant : constants) {
    const auto* day = std::get_if<Day>(&constant);
    if (day == nullptr) continue;
    around.insert({*day - std::chrono::days{1}, *day, *day + std::chrono::days{1}});
  }
  if (around.empty()) around.insert(Day{});
  return {around.begin(), around.end()};
}

std::set<std::string> texts_in(const std::vector<Value>& constants) {
  std::set<std::string> texts;
  for (const auto& constant : constants) {
    if (const auto* text = std::get_if<std::string>(&constant)) texts.insert(*text);
    if (const auto* list = std::get_if<std::vector<std::string>>(&constant)) {
      texts.insert(list->begin(), list->end());
    }
  }
  return texts;
}

std::vector<Value> texts(const Declaration& declaration, const std::vector<Value>& constants) {
  if (declaration.allowed) return {declaration.allowed->begin(), declaration.allowed->end()};
  auto known = texts_in(constants);
  std::string other = "other";
  while (known.contains(other)) other += "_";
  known.insert(other);
  return {known.begin(), known.end()};
}

std::vector<Value> subsets(const std::vector<Value>& constants) {
  const auto all = texts_in(constants);
  std::vector<std::string> members{all.begin(), all.end()};
  members.resize(std::min(members.size(), kSubsetsOf));
  std::vector<Value> out;
  for (std::size_t mask = 0; mask < (std::size_t{1} << members.size()); ++mask) {
    std::vector<std::string> subset;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if ((mask >> i & 1U) != 0) subset.push_back(members[i]);
    }
    out.emplace_back(std::move(subset));
  }
  return out;
}

}  // namespace

Environment& Environment::declare(std::string name, Type type) {
  declarations_.insert_or_assign(std::move(name), Declaration{type, std::nullopt});
  return *this;
}

Environment& Environment::declare_choice(std::string name, std::vector<std::string> allowed,
                                         Type type) {
  MINGCHA_ASSERT(type == Type::string || type == Type::strings);
  declarations_.insert_or_assign(std::move(name), Declaration{type, std::move(allowed)});
  return *this;
}

const Declaration* Environment::find(std::string_view name) const {
  const auto found = declarations_.find(name);
  return found == declarations_.end() ? nullptr : &found->second;
}

std::vector<std::string> Environment::names() const {
  std::vector<std::string> out;
  for (const auto& [name, declaration] : declarations_) out.push_back(name);
  return out;
}

std::vector<Value> representatives(const Declaration& declaration,
                                   const std::vector<Value>& constants) {
  switch (declaration.type) {
    case Type::boolean: return {false, true};
    case Type::integer: return whole_numbers(constants);
    case Type::string: return texts(declaration, constants);
    case Type::day: return days(constants);
    case Type::strings: return subsets(constants);
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::cel
