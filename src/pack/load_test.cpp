// SPDX-License-Identifier: Apache-2.0
#include "pack/load.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/report.h"

namespace mingcha::pack {
namespace {

const std::filesystem::path kPublicSecurity =
    std::filesystem::path{MINGCHA_SOURCE_DIR} / "packs/public-security";
const std::filesystem::path kMinimal =
    std::filesystem::path{MINGCHA_SOURCE_DIR} / "test/packs/minimal";

const Pack& public_security() {
  static const auto kPack = load(kPublicSecurity);
  if (!kPack) throw mingcha::Fault(kPack.error().findings.front().what.zh);
  return **kPack;
}

cel::Lookup facts(std::map<std::string, cel::Value, std::less<>> values) {
  return [values = std::move(values)](std::string_view name) -> std::optional<cel::Value> {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional{found->second};
  };
}

const NamedCondition& condition(const Pack& pack, const std::string& id) {
  return *std::find_if(pack.conditions.begin(), pack.conditions.end(),
                       [&](const auto& one) { return one.id == id; });
}

TEST(PublicSecurityPack, LoadsAndIsProved) {
  const auto loaded = load(kPublicSecurity);

  ASSERT_TRUE(loaded.has_value()) << loaded.error().findings.front().what.zh;
  EXPECT_GE((*loaded)->rules.size(), 14U);
  std::set<std::string> categories;
  for (const auto& [id, item] : (*loaded)->items) categories.insert(item.category);
  EXPECT_THAT(categories, testing::UnorderedElementsAre("penalty", "licence", "compulsion", "fee",
                                                        "inspection", "confirmation", "payment"));
}

TEST(PublicSecurityPack, SaysWhatItsAuthorCouldNotConfirmAndWhere) {
  const auto& questions = public_security().questions;
  ASSERT_FALSE(questions.empty());
  for (const auto& question : questions) {
    EXPECT_TRUE(std::filesystem::exists(kPublicSecurity / question.file)) << question.file;
    EXPECT_GT(question.line, 1) << question.file;
    EXPECT_FALSE(question.text.zh.empty() || question.text.en.empty()) << question.about;
  }
}

TEST(PublicSecurityPack, QuotesTheRegulationOnVenuesInItsWords) {
  EXPECT_THAT(public_security().articles.at("REL-2020/15.2"),
              testing::HasSubstr("闭路电视监控录像资料留存30日备查"));
  EXPECT_TRUE(public_security().summaries.contains("SC-2018-118"));
  EXPECT_FALSE(public_security().summaries.contains("APL-2021/58.1"));
}

TEST(PublicSecurityPack, GivesAHearingAtTheThresholdsOfTheLaw) {
  const auto& entitled = condition(public_security(), "hearing_entitled").that;
  const auto truth = [&](const char* statute, const char* party, std::int64_t yuan) {
    return entitled
        .evaluate(facts({{"item.statute", std::string{statute}},
                         {"party.kind", std::string{party}},
                         {"party.minor", false},
                         {"penalty.kind", std::string{"fine"}},
                         {"penalty.fine_yuan", yuan}}))
        .truth;
  };

  EXPECT_EQ(truth("REL-2020", "person", 1999), cel::Truth::no);
  EXPECT_EQ(truth("REL-2020", "person", 2000), cel::Truth::yes);
  EXPECT_EQ(truth("REL-2020", "organisation", 9999), cel::Truth::no);
  EXPECT_EQ(truth("REL-2020", "organisation", 10000), cel::Truth::yes);
  EXPECT_EQ(truth("PSPL-2025", "person", 3999), cel::Truth::no);
  EXPECT_EQ(truth("PSPL-2025", "person", 4000), cel::Truth::yes);
}

TEST(PublicSecurityPack, SealsPublicSecurityCasesFirst) {
  const auto& classes = public_security().disclosure.classes;

  ASSERT_FALSE(classes.empty());
  EXPECT_EQ(classes.front().class_, PublicationClass::sealed);
  EXPECT_EQ(classes.front().article, "PSPL-2025/136");
  EXPECT_EQ(
      classes.front().when.evaluate(facts({{"item.statute", std::string{"PSPL-2025"}}})).truth,
      cel::Truth::yes);
  EXPECT_EQ(classes.back().class_, PublicationClass::not_published);
}

TEST(PublicSecurityPack, KeepsSuspensionBetweenOneAndThreeMonths) {
  const auto tiers = public_security().penalties->of({"REL-2020/44(3)"});

  ASSERT_EQ(tiers.size(), 2U);
  const auto& suspension = tiers[1]->options.at(0);
  EXPECT_EQ(suspension.kind, "suspend_business");
  EXPECT_EQ(suspension.amounts.at(0).field, "penalty.suspend_days");
  EXPECT_EQ(suspension.amounts.at(0).range, (Range{30, 90}));
}

TEST(PublicSecurityPack, HasEveryTierOfTheChaptersOnActs) {
  const auto& tiers = public_security().penalties->tiers;

  const auto of_the_law = std::count_if(tiers.begin(), tiers.end(), [](const PenaltyTier& tier) {
    return tier.article.starts_with("PSPL-2025/");
  });
  EXPECT_EQ(of_the_law, 150);
  EXPECT_THAT(public_security().questions,
              testing::Contains(testing::Field(&OpenQuestion::file, "penalties.yaml")));
}

TEST(Digest, ChangesWithEveryNameAndByte) {
  const PackFiles files{{"a", "1"}, {"b", "2"}};

  EXPECT_NE(digest_of(files), digest_of({{"a", "1"}, {"b", "3"}}));
  EXPECT_NE(digest_of(files), digest_of({{"a", "1"}, {"c", "2"}}));
  EXPECT_NE(digest_of({{"a", "1b"}}), digest_of({{"a1", "b"}}));
  EXPECT_EQ(digest_of(files), digest_of(files));
}

TEST(Load, RefusesFilesThatNoPackHas) {
  auto files = read_files(kMinimal);
  files["rules/all.yml"] = "rules: []";

  const auto loaded = load(files);

  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().findings.front().code, "unknown-file");
}

TEST(Load, TellsEverythingThatIsWrongAtOnce) {
  auto files = read_files(kMinimal);
  files["pack.yaml"] += "colour: red\n";
  files.erase("review.yaml");

  const auto loaded = load(files);

  ASSERT_FALSE(loaded.has_value());
  std::vector<std::string> codes;
  for (const auto& finding : loaded.error().findings) codes.push_back(finding.code);
  EXPECT_THAT(codes, testing::UnorderedElementsAre("unknown-key", "missing-file"));
}

TEST(Load, FaultsOnAFolderThatIsNotThere) {
  EXPECT_THROW(static_cast<void>(load(kMinimal / "nowhere")), mingcha::Fault);
}

TEST(CheckPack, ReportsWhatItProved) {
  std::ostringstream out;

  EXPECT_TRUE(check_pack(kMinimal, Language::zh, out));
  EXPECT_THAT(out.str(), testing::HasSubstr("已证明：处罚程序"));
}

}  // namespace
}  // namespace mingcha::pack
