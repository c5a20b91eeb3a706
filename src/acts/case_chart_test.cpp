// SPDX-License-Identifier: Apache-2.0
#include "acts/case_chart.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "acts/sample_case.h"
#include "law/rule_text.h"

namespace mingcha::acts {
namespace {

using ::testing::HasSubstr;

constexpr std::chrono::hours kDay{24};

struct CaseChart : ::testing::Test {
  CaseChart() { sample.open(); }
  chart::Marks marks() {
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
    return marks_of(view, next_steps(view, sample.now), limits_of(view, sample.now), sample.now);
  }
  SampleCase sample;
};

TEST_F(CaseChart, SaysWhenAStepWasDoneAndWhatCanBeDoneNow) {
  const auto shown = marks();
  ASSERT_TRUE(shown.contains("inquiry"));
  EXPECT_EQ(shown.at("inquiry").standing, chart::Standing::done);
  const auto moment = to_local_string(sample.now);
  EXPECT_THAT(shown.at("inquiry").note.zh, HasSubstr(moment.substr(0, 10)));
  EXPECT_THAT(shown.at("inquiry").note.en, HasSubstr(", day 1"));
  ASSERT_TRUE(shown.contains("notice"));
  EXPECT_EQ(shown.at("notice").standing, chart::Standing::current);
  EXPECT_FALSE(shown.contains("defence"));
  EXPECT_FALSE(shown.contains("decision"));
}

TEST_F(CaseChart, SaysWhatIsLateEvenBeforeItIsPossible) {
  sample.now += 89 * kDay;
  EXPECT_FALSE(marks().contains("decision"));
  sample.now += 10 * kDay;
  const auto shown = marks();
  ASSERT_TRUE(shown.contains("decision"));
  EXPECT_EQ(shown.at("decision").standing, chart::Standing::late);
  EXPECT_THAT(shown.at("decision").note.en, HasSubstr("days late"));
}

/// One file of a pack is changed in three places: the chart, the guide's limits, the form and what
/// the engine checks follow together, and nothing else has to be told.
TEST_F(CaseChart, FollowsTheDefinitionTogetherWithGuideFormAndChecks) {
  auto files = pack::read_files(std::filesystem::path{MINGCHA_SOURCE_DIR} / "test/packs/minimal");
  auto& yaml = files.at("procedures/penalty.yaml");
  const auto change = [&](const std::string& from, const std::string& to) {
    const auto at = yaml.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    yaml.replace(at, from.size(), to);
  };
  change("zh: 询问", "zh: 调查询问");
  change("amount: 90", "amount: 60");
  change("    kind: notice\n", "    kind: notice\n    form: [act.day]\n");
  const auto changed = pack::load(files, pack::Proofs::known);
  ASSERT_TRUE(changed) << changed.error().findings.front().what.en;

  const auto asks_for_day = [&] {
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
    for (const auto& next : next_steps(view, sample.now)) {
      if (next.step->id != "notice") continue;
      return std::ranges::any_of(next.missing,
                                 [](const Finding& one) { return one.where == "act.day"; });
    }
    return false;
  };
  const auto days_allowed = [&] {
    const CaseView view{sample.pack, sample.people, sample.pack.items.at("example"), sample.state};
    const auto status = limits_of(view, sample.now).front();
    return (local_day(status.due.at) - local_day(status.start)).count();
  };
  EXPECT_FALSE(asks_for_day());
  const auto before = days_allowed();

  sample.pack = **changed;
  const auto& procedure = sample.pack.procedures.at("penalty");
  const auto flow = chart::flow_of(sample.pack, procedure, role_titles());
  EXPECT_EQ(flow.nodes[0].title.zh, "调查询问");
  EXPECT_EQ(flow.nodes[5].limits[0].en, "Within 60 days of “Inquiry”");
  const auto rule = law::rule_sentences(procedure.limits.front(), sample.pack.statutes);
  EXPECT_THAT(rule.front().zh, HasSubstr("自“调查询问”起六十日"));
  EXPECT_TRUE(asks_for_day());
  EXPECT_LT(days_allowed(), before - 25);
}

}  // namespace
}  // namespace mingcha::acts
