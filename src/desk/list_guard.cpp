// SPDX-License-Identifier: Apache-2.0
#include "desk/list_guard.h"

#include <algorithm>

#include "base/text.h"
#include "lists/check.h"
#include "search/fold.h"

namespace mingcha::desk {
namespace {

constexpr std::size_t kFindingsMax = 50;
/// One character is in every other text.
constexpr std::size_t kShortest = 2;

void take_words(const pack::ListKind& kind, const lists::Values& values,
                std::set<std::string>& into) {
  for (const auto& column : kind.identity) {
    const auto found = values.find(column);
    if (found == values.end()) continue;
    auto folded = search::fold(found->second);
    if (count_characters(folded) >= kShortest) into.insert(std::move(folded));
  }
}

Finding betrayal(const std::string& where, const std::string& article) {
  return {"withheld-identity",
          {"公开的内容里出现了不公开身份人员的信息",
           "what would be public tells of somebody whose identity is withheld"},
          article,
          {"删去姓名、编号等能够识别的内容", "take out names and numbers that tell who it is"},
          where};
}

}  // namespace

std::set<std::string> protected_words(const pack::ListKind& kind, const lists::State& state) {
  std::set<std::string> withheld;
  std::set<std::string> open;
  for (const auto& [key, timeline] : state.entries) {
    if (timeline.empty()) continue;
    const bool is_hidden = lists::is_withheld(kind, timeline.back().values);
    take_words(kind, timeline.back().values, is_hidden ? withheld : open);
  }
  for (const auto& word : open) withheld.erase(word);
  return withheld;
}

bool tells_of(const std::string& text, const std::set<std::string>& words) {
  const auto folded = search::fold(text);
  return std::ranges::any_of(
      words, [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

Findings betrayals(const pack::ListKind& kind, const std::string& reason,
                   const std::vector<lists::Change>& changes, const std::set<std::string>& words,
                   const std::string& article) {
  Findings out;
  if (words.empty()) return out;
  if (tells_of(reason, words)) out.push_back(betrayal("/reason", article));
  for (const auto& change : changes) {
    if (change.kind == lists::ChangeKind::end || lists::is_withheld(kind, change.values)) continue;
    std::string all;
    for (const auto& [id, value] : lists::open_values(kind, change.values)) all += value + "\n";
    if (tells_of(all, words)) out.push_back(betrayal(change.key, article));
    if (out.size() >= kFindingsMax) break;
  }
  return out;
}

}  // namespace mingcha::desk
