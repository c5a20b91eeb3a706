// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <gmock/gmock.h>

#include "annual/codec.h"
#include "annual/marks.h"
#include "annual/report.h"
#include "annual/state.h"
#include "pack/load.h"

namespace mingcha::annual {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const pack::Pack& law() {
  static const auto kPack = [] {
    const std::filesystem::path packs{MINGCHA_SOURCE_DIR "/packs"};
    auto loaded = pack::load(packs / "public-security", pack::Proofs::known);
    if (!loaded) throw Fault(loaded.error().findings.front().what.zh);
    return *loaded;
  }();
  return *kPack;
}

casefile::State decided(const std::string& item, const casefile::Values& facts) {
  casefile::State state;
  state.id = "c-1";
  state.opened = casefile::CaseOpened{item, law().items.at(item).procedure, "", "", "", "u"};
  state.opening.at = *parse_instant("2025-12-30T10:00:00+08:00");
  for (const auto& [field, value] : facts) state.facts[field].value = value;
  casefile::DecisionMade decision;
  decision.decided_on = "2026-01-05";
  state.decision = decision;
  return state;
}

/// "column day amount" of each mark.
std::vector<std::string> marks(const std::string& item, const casefile::State& state) {
  const people::Directory people;
  std::vector<std::string> out;
  for (const auto& mark : marks_of({law(), people, law().items.at(item), state})) {
    out.push_back(mark.column + " " + mingcha::to_string(mark.day) + " " +
                  std::to_string(mark.amount));
  }
  return out;
}

TEST(Marks, CountADecisionOnceInItsHeaviestKind) {
  const auto state = decided("assault", {{"penalty.kind", "detention_and_fine"},
                                         {"penalty.fine_yuan", "500"},
                                         {"penalty.detention_days", "5"}});
  EXPECT_THAT(
      marks("assault", state),
      testing::ElementsAre("filed 2025-12-30 1", "detention 2026-01-05 1", "money 2026-01-05 500"));
}

TEST(Marks, CountAnUnnamedKindAsOtherOnlyThen) {
  auto state = decided("assault", {{"penalty.kind", "warning"}});
  EXPECT_THAT(marks("assault", state),
              testing::ElementsAre("filed 2025-12-30 1", "warning 2026-01-05 1"));
  state.facts["penalty.kind"].value = "something new";
  EXPECT_THAT(marks("assault", state),
              testing::ElementsAre("filed 2025-12-30 1", "other 2026-01-05 1"));
}

TEST(Marks, LeaveUnknownAmountsOutOfSums) {
  const auto state = decided("assault", {{"penalty.kind", "fine"}});
  EXPECT_THAT(marks("assault", state),
              testing::ElementsAre("filed 2025-12-30 1", "fine 2026-01-05 1"));
}

/// A decision that was quashed still counts in the year in which it was made.
TEST(Marks, CountAQuashedDecisionByItsDay) {
  auto state = decided("assault", {{"penalty.kind", "warning"}});
  const auto& procedure = law().procedures.at(law().items.at("assault").procedure);
  casefile::Paper paper;
  paper.document = procedure.step_of(pack::StepKind::decision)->document;
  paper.recorded.at = *parse_instant("2026-01-05T15:00:00+08:00");
  paper.voided = casefile::Voiding{};
  state.decision.reset();
  state.papers = {paper};
  EXPECT_THAT(marks("assault", state),
              testing::ElementsAre("filed 2025-12-30 1", "warning 2026-01-05 1"));
}

TEST(Marks, OfAnUndecidedCaseAreItsBeginning) {
  auto state = decided("hotel_licence", {{"licence.reception", "accepted"}});
  state.decision.reset();
  EXPECT_THAT(marks("hotel_licence", state),
              testing::ElementsAre("applied 2025-12-30 1", "accepted 2025-12-30 1"));
}

const Figure& figure(const std::vector<Table>& tables, const std::string& table,
                     const std::string& column) {
  const auto found = std::ranges::find(tables, table, &Table::table);
  return *std::ranges::find(found->figures, column, &Figure::column);
}

std::vector<Table> tables(const std::vector<Counted>& counted,
                          const std::vector<Entered>& entered = {}) {
  return tables_of(*law().annual, {"penalty", "inspection", "licence"}, counted, entered);
}

TEST(Tables, SayWhereThereIsNoPowerAndNoughtWhereThereIsNoCase) {
  const auto made = tables({});
  const auto levy = std::ranges::find(made, std::string{"levy"}, &Table::table);
  ASSERT_NE(levy, made.end());
  EXPECT_FALSE(levy->power);
  EXPECT_TRUE(levy->figures.empty());
  EXPECT_EQ(shown(figure(made, "penalty", "detention")), "0");
  EXPECT_EQ(shown(figure(made, "penalty", "money")), "0");
}

TEST(Tables, AddMoneyUpAndCountDifferentOnes) {
  const auto made = tables({{"penalty", "money", "a", 500, {}, false},
                            {"penalty", "money", "b", 12'000, {}, false},
                            {"inspection", "objects", "a", 1, "x", false},
                            {"inspection", "objects", "b", 1, "x", false},
                            {"inspection", "objects", "c", 1, "y", false}},
                           {{"penalty", "sued", 2}});
  EXPECT_EQ(shown(figure(made, "penalty", "money")), "1.25");
  EXPECT_EQ(shown(figure(made, "inspection", "objects")), "2");
  EXPECT_EQ(figure(made, "inspection", "objects").records, 3);
  EXPECT_EQ(shown(figure(made, "penalty", "sued")), "2");
  EXPECT_TRUE(figure(made, "penalty", "sued").by_hand);
}

TEST(Tables, DoNotTellASmallSumWithASealedRecordInIt) {
  const Counted one{"penalty", "money", "a", 500, {}, true};
  const Counted two{"penalty", "money", "b", 300, {}, false};
  const Counted three{"penalty", "money", "c", 200, {}, false};
  EXPECT_EQ(shown(figure(tables({one}), "penalty", "money")), "—");
  EXPECT_EQ(shown_inside(figure(tables({one}), "penalty", "money")), "0.05");
  EXPECT_EQ(shown(figure(tables({one, two}), "penalty", "money")), "—");
  EXPECT_EQ(shown(figure(tables({one, two, three}), "penalty", "money")), "0.1");
  EXPECT_EQ(shown(figure(tables({two}), "penalty", "money")), "0.03");
}

TEST(Records, HaveOneDigestInWhateverOrder) {
  const Counted a{"penalty", "fine", "a", 1, {}, false}, b{"penalty", "fine", "b", 1, {}, true};
  EXPECT_EQ(digest_of({a, b}, "penalty", "fine"), digest_of({b, a}, "penalty", "fine"));
  EXPECT_NE(digest_of({a, b}, "penalty", "fine"), digest_of({a}, "penalty", "fine"));
  auto other = b;
  other.amount = 2;
  EXPECT_NE(digest_of({a, b}, "penalty", "fine"), digest_of({a, other}, "penalty", "fine"));
  EXPECT_EQ(read_list(list_of({b, a})), (std::vector<Counted>{a, b}));
  EXPECT_TRUE(read_list(list_of({})).empty());
  EXPECT_THROW((void)read_list("{\"table\":1}\n"), Fault);
}

ReportFixed report() {
  ReportFixed fixed;
  fixed.year = 2026;
  fixed.agency = "云岭县公安局";
  fixed.from = "2026-01-01";
  fixed.to = "2026-12-31";
  fixed.tables = tables({{"penalty", "money", "a", 500, {}, true}});
  fixed.rules = law().annual->rules;
  fixed.explanation = "总体平稳。";
  fixed.sources = "县司法局登记簿";
  fixed.records = "ab";
  return fixed;
}

TEST(Document, TellsThePublicNothingThatIsForInside) {
  const auto document = document_of(report());
  EXPECT_THAT(document, HasSubstr("总体平稳"));
  for (const auto* inside : {"登记簿", "0.05", "\"records\"", "digest", "fixed_by"}) {
    EXPECT_THAT(document, Not(HasSubstr(inside)));
  }
}

TEST(Events, ComeBackAsTheyWere) {
  const Event fixed{report()};
  EXPECT_EQ(encode(decode(kind_of(fixed), encode(fixed))), encode(fixed));
  const Event published{ReportPublished{"d", "2027-01-20", {{"csv", "ef", 3}}}};
  EXPECT_EQ(encode(decode(kind_of(published), encode(published))), encode(published));
  EXPECT_THROW((void)decode("report.fixed", "[]"), Fault);
  EXPECT_THROW((void)decode("report.else", "{}"), Fault);
}

TEST(Reports, WaitForASecondPersonAndKeepTheirEditions) {
  State state;
  state = evolve(std::move(state), report(), "a");
  EXPECT_TRUE(state.waits());
  state = evolve(std::move(state), ReportPublished{"d", "2027-01-20", {}}, "b");
  EXPECT_FALSE(state.waits());
  auto again = report();
  again.correction = "更正";
  state = evolve(std::move(state), again, "a");
  EXPECT_TRUE(state.waits());
  ASSERT_EQ(state.editions.size(), 1U);
  EXPECT_EQ(state.editions[0].report.correction, "");
  EXPECT_EQ(state.editions[0].fixed_by, "a");
  EXPECT_EQ(state.editions[0].published_by, "b");
}

}  // namespace
}  // namespace mingcha::annual
