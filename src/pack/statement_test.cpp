// SPDX-License-Identifier: Apache-2.0
#include "pack/statement.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/load.h"

namespace mingcha::pack {
namespace {

using testing::HasSubstr;

const std::filesystem::path kSource{MINGCHA_SOURCE_DIR};
const std::filesystem::path kGolden = kSource / "test/golden/packs";

std::shared_ptr<const Pack> loaded(const PackFiles& files) {
  auto pack = load(files);
  if (!pack) throw Fault(pack.error().findings.front().what.zh);
  return *pack;
}

PackFiles minimal() { return read_files(kSource / "test/packs/minimal"); }

void replace(PackFiles& files, const std::string& file, const std::string& from,
             const std::string& to) {
  auto& text = files.at(file);
  const auto at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}

/// MINGCHA_REBASELINE=1 writes it anew.
void expect_golden(const std::string& name, const std::string& printed) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread is there.
  if (std::getenv("MINGCHA_REBASELINE") != nullptr) {
    std::filesystem::create_directories(kGolden);
    std::ofstream{kGolden / name, std::ios::binary} << printed;
  }
  std::ifstream in{kGolden / name, std::ios::binary};
  std::ostringstream golden;
  golden << in.rdbuf();
  EXPECT_EQ(printed, golden.str()) << name;
}

std::string differences(const PackFiles& before, const PackFiles& after, Language language) {
  std::ostringstream out;
  print_differences(*loaded(before), *loaded(after), language, out);
  return out.str();
}

TEST(PackDocument, PrintsTheMinimalPackAsItIsKept) {
  const auto pack = loaded(minimal());
  for (const auto language : {Language::zh, Language::en}) {
    std::ostringstream out;
    print_document(*pack, language, out);
    expect_golden(language == Language::zh ? "document.zh.md" : "document.en.md", out.str());
  }
}

TEST(PackDifference, SaysInWordsWhatChanged) {
  auto after = minimal();
  replace(after, "procedures/penalty.yaml", "    amount: 90\n", "    amount: 60\n");
  replace(after, "penalties/law.yaml", "[0, 50000]", "[0, 40000]");
  replace(after, "conditions.yaml", ">= 10000", ">= 5000");

  const auto printed = differences(minimal(), after, Language::zh);
  EXPECT_THAT(printed, HasSubstr("修改 期限“办案期限” (penalty/decision)"));
  EXPECT_THAT(printed, HasSubstr("九十日 → 六十日"));
  EXPECT_THAT(printed, HasSubstr("罚款金额0至50000元 → 罚款金额0至40000元"));
  expect_golden("difference.zh.txt", printed);
  expect_golden("difference.en.txt", differences(minimal(), after, Language::en));
}

TEST(PackDifference, IsNoneBetweenAPackAndItself) {
  std::ostringstream out;
  const auto pack = loaded(minimal());

  EXPECT_TRUE(print_differences(*pack, *pack, Language::zh, out));
  EXPECT_EQ(out.str(), "两个法规包内容相同\n");
}

TEST(PackDifference, SeesWhatIsThereAndGone) {
  auto without = minimal();
  replace(without, "penalties.yaml",
          "  - id: lenient\n    title:\n      zh: 从轻\n      en: Lenient\n"
          "    when: act.discretion == \"lenient\"\n    percent: [0, 30]\n",
          "");

  EXPECT_THAT(differences(minimal(), without, Language::zh), HasSubstr("删去 裁量阶次“从轻”"));
  EXPECT_THAT(differences(without, minimal(), Language::zh), HasSubstr("新增 裁量阶次“从轻”"));
}

TEST(PackExplanation, GivesTheWordsOfTheLawAndWhatRestsOnThem) {
  const auto pack = loaded(minimal());
  std::ostringstream out;
  for (const auto* what : {"LAW-2020/4", "penalty/decision", "penalty.kind"}) {
    EXPECT_TRUE(print_explanation(*pack, what, Language::zh, out)) << what;
  }
  EXPECT_THAT(out.str(), HasSubstr("2020-01-01起"));
  EXPECT_THAT(out.str(), HasSubstr("处罚档次“一般情形” (ordinary)"));
  expect_golden("explanation.zh.txt", out.str());
}

TEST(PackExplanation, NamesWhatComesNearToAnUnknownWord) {
  std::ostringstream out;

  EXPECT_FALSE(print_explanation(*loaded(minimal()), "LAW-2020/44", Language::zh, out));
  EXPECT_THAT(out.str(), HasSubstr("法规包里没有“LAW-2020/44”，是不是“LAW-2020/4”？"));
}

TEST(EarlierVersions, OfALimitAConditionAndARuleCountForOldCases) {
  auto files = minimal();
  replace(files, "procedures/penalty.yaml", "    amount: 90\n    unit: calendar_days\n",
          "    amount: 60\n    unit: calendar_days\n    earlier:\n"
          "      - {to: 2026-06-30, amount: 90, unit: calendar_days, article: LAW-2020/1}\n");
  replace(files, "conditions.yaml", "    article: LAW-2020/2\n",
          "    article: LAW-2020/2\n    earlier:\n"
          "      - to: 2026-06-30\n        article: LAW-2020/2\n"
          "        that: penalty.kind == \"fine\" && penalty.fine_yuan >= 30000\n");
  const auto pack = loaded(files);

  const auto& procedure = pack->procedures.at("penalty");
  const auto days = [&](const char* opened) {
    return procedure.limit_for(procedure.limits.front(), *parse_day(opened)).amount;
  };
  EXPECT_EQ(days("2026-06-30"), 90);
  EXPECT_EQ(days("2026-07-01"), 60);
  const auto major = [&](const char* opened) {
    return pack->conditions.front()
        .that
        .evaluate([&](std::string_view name) -> std::optional<cel::Value> {
          if (name == kCaseOpened) return cel::Value{*parse_day(opened)};
          if (name == "penalty.kind") return cel::Value{std::string{"fine"}};
          return cel::Value{std::int64_t{20000}};
        })
        .truth;
  };
  EXPECT_EQ(major("2026-06-30"), cel::Truth::no);
  EXPECT_EQ(major("2026-07-01"), cel::Truth::yes);
}

}  // namespace
}  // namespace mingcha::pack
