// SPDX-License-Identifier: Apache-2.0
#include "pack/yaml.h"

#include <gtest/gtest.h>

namespace mingcha::pack {
namespace {

std::vector<std::string> codes(const std::string& text) {
  Problems problems;
  static_cast<void>(read_yaml("f.yaml", text, problems));
  std::vector<std::string> out;
  for (const auto& finding : problems.take()) out.push_back(finding.code);
  return out;
}

TEST(Yaml, KeepsTheOrderAndThePlaceOfEverything) {
  Problems problems;
  const auto root = read_yaml("f.yaml", "甲: 乙\n丙: [一, \"二\"]\n", problems);

  ASSERT_TRUE(root.has_value());
  EXPECT_EQ(root->members[0].second.place, (Place{"f.yaml", 1, 4}));
  const auto& list = root->members[1].second.list;
  EXPECT_EQ(list[1].place, (Place{"f.yaml", 2, 8}));
  EXPECT_EQ(list[0].offset, 0);
  EXPECT_EQ(list[1].offset, 1);
}

TEST(Yaml, RefusesWhatAReaderCouldOverlook) {
  EXPECT_EQ(codes("a: 1\na: 2\n"), std::vector<std::string>{"duplicate-key"});
  EXPECT_EQ(codes("a: &x 1\n"), std::vector<std::string>{"yaml-anchor"});
  EXPECT_EQ(codes("a: !!int 1\n"), std::vector<std::string>{"yaml-tag"});
  EXPECT_EQ(codes("a: 1\n---\nb: 2\n"), std::vector<std::string>{"yaml-document"});
  EXPECT_EQ(codes("a: [1\n"), std::vector<std::string>{"yaml"});
  EXPECT_EQ(codes("a: \xFF\n"), std::vector<std::string>{"yaml-text"});
  EXPECT_EQ(codes(std::string(60, '[') + std::string(60, ']')), std::vector<std::string>{"yaml"});
}

TEST(Entry, OffersTheKeyThatWasMeant) {
  Problems problems;
  const auto root = read_yaml("f.yaml", "titel: x\n", problems);
  const Entry entry{*root, {"title", "kind"}, problems};
  const auto findings = problems.take();

  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].what.zh, "f.yaml:1:1: 不认识“titel”，是不是“title”？");
  EXPECT_EQ(findings[0].what.en, "f.yaml:1:1: unknown key 'titel', did you mean 'title'?");
}

TEST(Entry, SaysWhatIsMissingOrMisshapen) {
  Problems problems;
  const auto root = read_yaml("f.yaml", "count: many\nflag: perhaps\nlist: x\n", problems);
  const Entry entry{*root, {"count", "flag", "list", "title"}, problems};

  EXPECT_EQ(entry.whole("count"), std::nullopt);
  EXPECT_TRUE(entry.flag("flag", true));
  EXPECT_TRUE(entry.items("list").empty());
  EXPECT_EQ(entry.text("title"), "");
  std::vector<std::string> found;
  for (const auto& finding : problems.take()) found.push_back(finding.code);
  EXPECT_EQ(found,
            (std::vector<std::string>{"missing-key", "not-a-number", "not-a-flag", "not-a-list"}));
}

}  // namespace
}  // namespace mingcha::pack
