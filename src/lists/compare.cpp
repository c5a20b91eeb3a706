// SPDX-License-Identifier: Apache-2.0
#include "lists/compare.h"

#include <set>

namespace mingcha::lists {
namespace {

const Span* last_of(const State& state, const std::string& key) {
  const auto& timeline = state.timeline(key);
  return timeline.empty() ? nullptr : &timeline.back();
}

bool is_open(const Span* span) { return span != nullptr && span->to.empty(); }

void compare_entry(Comparison& out, const std::string& key, const Span* before, const Span* after) {
  EntryDifference difference{Difference::changed, key, before, after, {}};
  if (before != nullptr && after != nullptr) {
    difference.columns = differing_columns(before->values, after->values);
    if (before->from != after->from) difference.columns.emplace_back("from");
    if (before->to != after->to) difference.columns.emplace_back("to");
    if (difference.columns.empty()) {
      ++out.unchanged;
      return;
    }
  }
  if (before == nullptr || (!is_open(before) && is_open(after))) {
    difference.kind = Difference::added;
  }
  if (after == nullptr || (is_open(before) && !is_open(after))) {
    difference.kind = Difference::ended;
  }
  out.differences.push_back(std::move(difference));
}

}  // namespace

std::vector<std::string> differing_columns(const Values& before, const Values& after) {
  std::set<std::string> ids;
  for (const auto& [id, value] : before) ids.insert(id);
  for (const auto& [id, value] : after) ids.insert(id);
  std::vector<std::string> out;
  for (const auto& id : ids) {
    const auto one = before.find(id);
    const auto other = after.find(id);
    const bool same = one != before.end() && other != after.end() && one->second == other->second;
    if (!same) out.push_back(id);
  }
  return out;
}

Comparison compare(const State& before, const State& after) {
  std::set<std::string> keys;
  for (const auto& [key, timeline] : before.entries) keys.insert(key);
  for (const auto& [key, timeline] : after.entries) keys.insert(key);
  Comparison out;
  for (const auto& key : keys) {
    const auto* one = last_of(before, key);
    const auto* other = last_of(after, key);
    if (one != nullptr || other != nullptr) compare_entry(out, key, one, other);
  }
  return out;
}

}  // namespace mingcha::lists
