// SPDX-License-Identifier: Apache-2.0
#include "acts/review_catalogue.h"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "pack/load.h"

namespace mingcha::acts {
namespace {

const pack::Pack& public_security() {
  static const auto kLoaded =
      pack::load(std::filesystem::path{MINGCHA_SOURCE_DIR} / "packs/public-security");
  return **kLoaded;
}

const CatalogueEntry* entry_of(const std::vector<CatalogueEntry>& entries, const std::string& id) {
  const auto found = std::ranges::find_if(
      entries, [&](const CatalogueEntry& entry) { return entry.condition->id == id; });
  return found == entries.end() ? nullptr : &*found;
}

bool names_item(const CatalogueEntry& entry, const std::string& id) {
  return std::ranges::any_of(entry.items, [&](const auto* item) { return item->id == id; });
}

TEST(ReviewCatalogue, ListsEachConditionThatClosesTheGate) {
  const auto& pack = public_security();
  const auto entries = review_catalogue(pack);
  EXPECT_EQ(entries.size(), pack.review.major.size());
  for (const auto& entry : entries) {
    EXPECT_FALSE(entry.when.zh.empty()) << entry.condition->id;
    EXPECT_FALSE(entry.items.empty()) << entry.condition->id;
  }
}

TEST(ReviewCatalogue, NamesOnlyItemsThatCanMeetTheCondition) {
  const auto entries = review_catalogue(public_security());
  const auto* sealed = entry_of(entries, "sealed_premises");
  ASSERT_NE(sealed, nullptr);
  EXPECT_EQ(sealed->categories, std::vector<std::string>{"compulsion"});
  EXPECT_TRUE(names_item(*sealed, "seizure"));
  EXPECT_FALSE(names_item(*sealed, "venue_recordings_not_kept"));
  const auto* hearing = entry_of(entries, "hearing_right");
  ASSERT_NE(hearing, nullptr);
  EXPECT_EQ(hearing->categories, std::vector<std::string>{"penalty"});
  EXPECT_TRUE(names_item(*hearing, "venue_recordings_not_kept"));
}

TEST(ReviewCatalogue, SpeaksOfThresholdsInWordsAndNotInNamesOfTheProgram) {
  const auto entries = review_catalogue(public_security());
  const auto* hearing = entry_of(entries, "hearing_right");
  ASSERT_NE(hearing, nullptr);
  EXPECT_NE(hearing->when.zh.find("罚款金额不低于 10000 元"), std::string::npos)
      << hearing->when.zh;
  for (const auto& entry : entries) {
    for (const auto* name : {"item.", "done.", "is.", "penalty", "case.", "_", "compulsion"}) {
      EXPECT_EQ(entry.when.zh.find(name), std::string::npos) << entry.when.zh;
    }
  }
}

}  // namespace
}  // namespace mingcha::acts
