// SPDX-License-Identifier: Apache-2.0
// What doc/packs.md tells people to write is put into the small pack and proved.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/load.h"

namespace mingcha::pack {
namespace {

const std::filesystem::path kSource{MINGCHA_SOURCE_DIR};

struct Piece {
  std::string file, text;
  bool appended = false;
};

/// Blocks that begin with "# file: …" or "# append to: …".
std::vector<Piece> pieces_of(const std::filesystem::path& document) {
  std::ifstream in{document};
  std::vector<Piece> out;
  bool inside = false;
  bool first = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      inside = line == "```yaml";
      first = inside;
      continue;
    }
    if (!inside) continue;
    constexpr std::string_view kFile = "# file: ";
    constexpr std::string_view kAppend = "# append to: ";
    if (first && line.starts_with(kFile)) {
      out.push_back({line.substr(kFile.size()), {}, false});
    } else if (first && line.starts_with(kAppend)) {
      out.push_back({line.substr(kAppend.size()), {}, true});
    } else if (!out.empty()) {
      out.back().text += line + "\n";
    }
    first = false;
  }
  return out;
}

std::string words_of(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.what.zh + "\n";
  return out;
}

TEST(WorkedExample, OfTheManualLoadsAndIsProved) {
  const auto pieces = pieces_of(kSource / "doc/packs.md");
  ASSERT_EQ(pieces.size(), 4U);
  auto files = read_files(kSource / "packs/urban-management");
  for (const auto& piece : pieces) {
    ASSERT_EQ(files.contains(piece.file), piece.appended) << piece.file;
    files[piece.file] += piece.text;
  }

  const auto loaded = load(files);

  ASSERT_TRUE(loaded.has_value()) << words_of(loaded.error().findings);
  EXPECT_EQ((*loaded)->procedures.at("patrol").limits.at(0).amount, 20);
  EXPECT_TRUE((*loaded)->items.contains("road_patrol"));
}

TEST(WorkedExample, IsRefusedWhereItIsSpoiled) {
  auto files = read_files(kSource / "packs/urban-management");
  for (const auto& piece : pieces_of(kSource / "doc/packs.md")) files[piece.file] += piece.text;
  auto& procedure = files.at("procedures/patrol.yaml");
  const std::string right = "that: done.patrol";
  procedure.replace(procedure.find(right), right.size(), "that: done.patrole");

  const auto loaded = load(files);

  ASSERT_FALSE(loaded.has_value());
  EXPECT_THAT(words_of(loaded.error().findings), testing::HasSubstr("procedures/patrol.yaml:"));
}

TEST(UrbanManagementPack, LoadsAndIsProved) {
  const auto loaded = load(kSource / "packs/urban-management");

  ASSERT_TRUE(loaded.has_value()) << words_of(loaded.error().findings);
  EXPECT_FALSE((*loaded)->questions.empty());
}

}  // namespace
}  // namespace mingcha::pack
