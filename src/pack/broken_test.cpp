// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/load.h"

namespace mingcha::pack {
namespace {

const std::filesystem::path kPacks = std::filesystem::path{MINGCHA_SOURCE_DIR} / "test/packs";

/// A deliberate breakage in the minimal pack, and how it must be refused.
struct Breakage {
  struct Change {
    std::string file, from, to;
  };
  std::vector<Change> changes;
  std::vector<std::string> codes, lines;
};

Breakage read_breakage(const std::filesystem::path& path) {
  std::ifstream in{path};
  Breakage breakage;
  std::string file;
  char last = '\0';
  for (std::string line; std::getline(in, line);) {
    const char mark = line.empty() ? '\0' : line[0];
    const auto rest = line.size() > 1 ? line.substr(1) : std::string{};
    if (mark == '@') file = rest.substr(1);
    if (mark == '-') {
      if (last != '-') breakage.changes.push_back({file, {}, {}});
      breakage.changes.back().from += rest + "\n";
    }
    if (mark == '+' && last == '@') breakage.changes.push_back({file, {}, {}});
    if (mark == '+') breakage.changes.back().to += rest + "\n";
    if (mark == '=') {
      std::istringstream words{rest};
      for (std::string code; words >> code;) breakage.codes.push_back(code);
    }
    if (mark == '!') breakage.lines.push_back(rest.substr(1));
    last = mark;
  }
  return breakage;
}

std::vector<std::filesystem::path> faults() {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator{kPacks / "broken"}) {
    if (entry.path().extension() == ".txt") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string all_words(const Findings& findings) {
  std::string out;
  for (const auto& finding : findings) out += finding.what.zh + "\n" + finding.what.en + "\n";
  return out;
}

class BrokenPack : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BrokenPack, IsRefusedForItsOwnReason) {
  const auto breakage = read_breakage(GetParam());
  auto files = read_files(kPacks / "minimal");
  for (const auto& change : breakage.changes) {
    if (change.from.empty()) files.try_emplace(change.file);
    auto& text = files.at(change.file);
    const auto at = text.find(change.from);
    ASSERT_NE(at, std::string::npos) << "nothing to change in " << change.file << ":\n"
                                     << change.from;
    text.replace(at, change.from.size(), change.to);
  }

  const auto loaded = load(files);

  ASSERT_FALSE(loaded.has_value());
  std::vector<std::string> codes;
  for (const auto& finding : loaded.error().findings) codes.push_back(finding.code);
  EXPECT_EQ(codes, breakage.codes) << all_words(loaded.error().findings);
  ASSERT_FALSE(breakage.lines.empty());
  for (const auto& line : breakage.lines) {
    EXPECT_THAT(all_words(loaded.error().findings), testing::HasSubstr(line));
  }
}

INSTANTIATE_TEST_SUITE_P(Each, BrokenPack, testing::ValuesIn(faults()),
                         [](const auto& one) { return one.param.stem().string(); });

TEST(MinimalPack, IsAcceptedAsItStands) {
  const auto loaded = load(kPacks / "minimal");

  EXPECT_TRUE(loaded.has_value()) << all_words(loaded.error().findings);
  EXPECT_GE(faults().size(), 12U);
}

}  // namespace
}  // namespace mingcha::pack
