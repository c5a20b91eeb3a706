// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

std::vector<Text> read_materials(Reading& reading, const Entry& entry) {
  std::vector<Text> out;
  for (const auto& value : entry.some("materials")) {
    const Entry one{value, {"zh", "en"}, reading.problems};
    out.push_back({one.text("zh"), one.text("en")});
  }
  return out;
}

/// What one item says differently from its category.
void read_differences(Reading& reading, const Value& value, std::set<std::string>& seen) {
  const Entry entry{value,
                    {"item", "accepted_by", "approved_by", "concessions", "materials",
                     "supervision", "liability", "hours"},
                    reading.problems};
  const auto id = entry.text("item");
  const auto found = reading.pack.guides.find(id);
  if (found == reading.pack.guides.end()) {
    reading.wrong(entry.place("item"), "unknown-item", fmt::format("没有事项“{}”", id),
                  fmt::format("no item '{}'", id));
    return;
  }
  if (!seen.insert(id).second) {
    reading.wrong(entry.place("item"), "duplicate-id", fmt::format("事项“{}”重复", id),
                  fmt::format("item '{}' is there twice", id));
  }
  auto& guide = found->second;
  const auto replace = [&](std::string_view key, Text& text) {
    if (entry.has(key)) text = entry.words(key);
  };
  replace("accepted_by", guide.accepted_by);
  replace("approved_by", guide.approved_by);
  replace("concessions", guide.concessions);
  replace("supervision", guide.supervision);
  replace("liability", guide.liability);
  replace("hours", guide.hours);
  if (entry.has("materials")) guide.materials = read_materials(reading, entry);
}

}  // namespace

void read_guides(Reading& reading, const Value& root) {
  const Entry entry{
      root, {"supervision", "liability", "hours", "categories", "items"}, reading.problems};
  Guide common;
  common.supervision = entry.words("supervision");
  common.liability = entry.words("liability");
  common.hours = entry.words("hours");
  std::map<std::string, Guide> by_category;
  for (const auto& value : entry.some("categories")) {
    const Entry one{value,
                    {"category", "accepted_by", "approved_by", "concessions", "materials"},
                    reading.problems};
    auto guide = common;
    guide.accepted_by = one.words("accepted_by");
    guide.approved_by = one.words("approved_by");
    guide.concessions = one.words("concessions");
    guide.materials = read_materials(reading, one);
    const auto category = one.text("category");
    if (!by_category.emplace(category, std::move(guide)).second) {
      reading.wrong(one.place("category"), "duplicate-id", fmt::format("类别“{}”重复", category),
                    fmt::format("category '{}' is there twice", category));
    }
  }
  for (const auto& [id, item] : reading.pack.items) {
    const auto found = by_category.find(item.category);
    if (found == by_category.end()) {
      reading.wrong(entry.place("categories"), "guide-missing",
                    fmt::format("事项“{}”（{}）没有办事指南", id, item.category),
                    fmt::format("item '{}' ({}) has no service guide", id, item.category));
    } else {
      reading.pack.guides.emplace(id, found->second);
    }
  }
  std::set<std::string> seen;
  for (const auto& value : entry.items("items")) read_differences(reading, value, seen);
}

}  // namespace mingcha::pack
