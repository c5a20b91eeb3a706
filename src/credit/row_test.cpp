// SPDX-License-Identifier: Apache-2.0
#include "credit/row.h"

#include <filesystem>
#include <map>
#include <random>

#include <gmock/gmock.h>

#include "credit/codec.h"
#include "pack/load.h"

namespace mingcha::credit {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
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

/// A decided case of an item, as far as a row depends on it.
struct Decided {
  explicit Decided(const std::string& item, const casefile::Values& facts) : of{item} {
    people.agency_name = "云岭县公安局";
    people.agency_code = "119999220000000194";
    state.id = "c-1";
    state.opened =
        casefile::CaseOpened{item, law().items.at(item).procedure, "public-security", "", "", "u"};
    for (const auto& [field, value] : facts) state.facts[field].value = value;
    const auto& procedure = law().procedures.at(law().items.at(item).procedure);
    casefile::DecisionMade decision;
    const auto* step = procedure.step_of(pack::StepKind::decision);
    if (step != nullptr) decision.document = step->document;
    decision.number = "云公（治）行罚决字〔2026〕1号";
    decision.decided_on = "2026-03-31";
    state.decision = decision;
  }
  [[nodiscard]] acts::CaseView view() const { return {law(), people, law().items.at(of), state}; }
  [[nodiscard]] Row row() const {
    const auto seen = view();
    return make_row(*table_of(seen), seen, [this](const std::string& field) {
      const auto* fact = state.fact(field);
      return fact == nullptr ? std::string{} : "〔遮〕" + *fact;
    });
  }

  std::string of;
  people::Directory people;
  casefile::State state;
};

std::map<std::string, std::string> by_code(const Row& row, const std::vector<std::string>& cells) {
  std::map<std::string, std::string> out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i].empty()) out[row.table->columns[i].code] = cells[i];
  }
  return out;
}

casefile::Values venue() {
  return {{"party.kind", "organisation"},
          {"party.name", "星河量贩歌厅"},
          {"party.credit_code", "91999922MA0000016A"},
          {"party.legal_representative", "贾明一"},
          {"facts.found", "录像仅留存20日"},
          {"penalty.kind", "suspend_business"},
          {"penalty.suspend_days", "30"}};
}

std::string codes_of(const Row& row) {
  std::string out;
  for (const auto& finding : row.findings) out += finding.where + ":" + finding.code + " ";
  return out;
}

TEST(PenaltyRow, SaysWhatTheStandardAsksFor) {
  auto facts = venue();
  facts["party.credit_code"] = "92999922MA0000015F";
  const auto row = Decided{"venue_recordings_not_kept", facts}.row();
  EXPECT_EQ(codes_of(row), "");
  const auto cells = by_code(row, row.cells);
  const std::map<std::string, std::string> expected{
      {"CF_XDR_MC", "星河量贩歌厅"},
      {"CF_XDR_LB", "个体工商户"},
      {"CF_XDR_SHXYM", "92999922MA0000015F"},
      {"CF_FRDB", "贾明一"},
      {"CF_WSH", "云公（治）行罚决字〔2026〕1号"},
      {"CF_WFXW", law().items.at("venue_recordings_not_kept").title.zh},
      {"CF_SY", "〔遮〕录像仅留存20日"},
      {"CF_CFLB", "责令停产停业"},
      {"CF_NR", "责令停业整顿30日"},
      {"CF_JDRQ", "2026/03/31"},
      {"CF_YXQ", "2099/12/31"},
      {"CF_GSJZQ", "2026/06/30"},
      {"CF_CFJG", "云岭县公安局"},
      {"CF_CFJGDM", "119999220000000194"},
      {"CF_SJLY", "云岭县公安局"},
      {"CF_SJLYDM", "119999220000000194"},
      {"CF_ZT", "1"}};
  for (const auto& [code, value] : expected) EXPECT_EQ(cells.at(code), value) << code;
  EXPECT_THAT(cells.at("CF_YJ"), HasSubstr("娱乐场所管理条例"));
  EXPECT_EQ(cells.size(), expected.size() + 1) << "the rest stays empty";
}

TEST(PenaltyRow, GivesTheFineInTenThousandsExactly) {
  auto facts = venue();
  facts["penalty.kind"] = "fine";
  facts["penalty.fine_yuan"] = "12345";
  const auto row = Decided{"venue_recordings_not_kept", facts}.row();
  const auto cells = by_code(row, row.cells);
  EXPECT_EQ(cells.at("CF_NR_FK"), "1.2345");
  EXPECT_EQ(cells.at("CF_NR"), "罚款人民币12345元");
  facts.erase("penalty.fine_yuan");
  const auto without = Decided{"venue_recordings_not_kept", facts}.row();
  EXPECT_EQ(codes_of(without),
            "CF_XDR_SHXYM:credit-code CF_NR:mandatory-empty CF_NR_FK:mandatory-empty ");
}

TEST(PenaltyRow, TellsEverythingThatIsWrongAtOnce) {
  const auto row = Decided{"venue_recordings_not_kept",
                           {{"party.kind", "organisation"}, {"penalty.kind", "warning"}}}
                       .row();
  EXPECT_EQ(codes_of(row),
            "CF_XDR_MC:mandatory-empty CF_XDR_SHXYM:mandatory-empty CF_FRDB:mandatory-empty "
            "CF_SY:mandatory-empty ");
  for (const auto& finding : row.findings) EXPECT_FALSE(finding.cure.zh.empty());
}

TEST(LicenceRow, OfAPersonIsMaskedOnTheScreenAndWholeInTheFile) {
  const auto row = Decided{
      "hotel_licence",
      {{"party.kind", "person"},
       {"party.name", "杜子虚"},
       {"party.id_number", "640121199001010014"},
       {"licence.outcome", "granted"},
       {"licence.content", "旅馆业经营"},
       {"licence.from",
        "2026-04-01"}}}.row();
  EXPECT_EQ(codes_of(row), "");
  const auto cells = by_code(row, row.cells), shown = by_code(row, row.shown);
  EXPECT_EQ(cells.at("XK_XDR_TYPE"), "1");
  EXPECT_EQ(cells.at("XK_XDR_ZJHM"), "640121199001010014");
  EXPECT_EQ(cells.at("XK_YXQZI"), "2099/12/31");
  EXPECT_EQ(shown.at("XK_XDR_ZJHM"), "640121************");
  EXPECT_THAT(row.shown, Each(Not(HasSubstr("199001010014"))));
  EXPECT_EQ(shown.at("XK_XDR_MC"), "〔遮〕杜子虚");
}

TEST(LicenceRow, OfAnEndedLicenceSaysThatItIsNoLongerValid) {
  const auto row = Decided{
      "hotel_licence_end",
      {{"party.kind", "organisation"},
       {"party.name", "枫林旅馆"},
       {"party.credit_code", "92999922MA0000015F"},
       {"party.legal_representative", "贾明一"},
       {"licence_end.way", "cancel"},
       {"licence_end.number", "云公（治）许可字〔2025〕3号"},
       {"licence_end.granted", "2025-02-03"},
       {"licence_end.outcome",
        "ended"}}}.row();
  EXPECT_EQ(codes_of(row), "");
  const auto cells = by_code(row, row.cells);
  EXPECT_EQ(cells.at("XK_ZT"), "2");
  EXPECT_EQ(cells.at("XK_WSH"), "云公（治）许可字〔2025〕3号");
  EXPECT_EQ(cells.at("XK_JDRQ"), "2025/02/03");
  EXPECT_EQ(cells.at("XK_YXQZI"), "2026/03/31");
  EXPECT_EQ(cells.at("BZ"), "依法注销");
}

TEST(RevokedRow, IsTheOneThatWentOutWithStateAndReason) {
  auto row = Decided{"venue_recordings_not_kept", venue()}.row();
  const auto before = digest_of(row);
  revoke(row, "该决定已被依法撤销");
  const auto cells = by_code(row, row.cells);
  EXPECT_EQ(cells.at("CF_ZT"), "2");
  EXPECT_EQ(cells.at("BZ"), "该决定已被依法撤销");
  EXPECT_EQ(cells.at("CF_WSH"), "云公（治）行罚决字〔2026〕1号");
  EXPECT_NE(digest_of(row), before);
}

TEST(Table, IsOfDecisionsThatImposeOrGrant) {
  EXPECT_EQ(table_of(Decided{"key_unit", {{"request.outcome", "approved"}}}.view()), nullptr);
  EXPECT_EQ(table_of(Decided{"hotel_licence", {{"licence.outcome", "refused"}}}.view()), nullptr);
  EXPECT_EQ(table_of(Decided{"venue_recordings_not_kept", {}}.view()), nullptr);
  auto undecided = Decided{"venue_recordings_not_kept", venue()};
  undecided.state.decision.reset();
  EXPECT_EQ(table_of(undecided.view()), nullptr);
}

/// Whatever the facts say: a violation of the public-security law, a minor, a case that was sealed
/// or a person's penalty does not go out.
TEST(Fitness, LetsNoSealedRecordOutWhateverItsFacts) {
  std::mt19937 random{7};
  const auto coin = [&] { return random() % 2 == 0; };
  std::vector<std::string> items;
  for (const auto& [id, item] : law().items) items.push_back(id);
  int out = 0;
  for (int i = 0; i < 3000; ++i) {
    const auto& item = items[random() % items.size()];
    casefile::Values facts;
    if (coin()) facts["party.kind"] = coin() ? "person" : "organisation";
    if (coin()) facts["party.minor"] = coin() ? "true" : "false";
    if (coin()) facts["penalty.kind"] = coin() ? "detention" : "fine";
    if (coin()) facts["licence.outcome"] = "granted";
    Decided one{item, facts};
    const bool event = random() % 5 == 0;
    if (event) one.state.sealed = casefile::RecordSealed{"PSPL-2025/136", "封存"};
    const auto fitness = may_go_out(one.view());
    const bool organisation = facts.contains("party.kind") && facts["party.kind"] == "organisation";
    const bool licence = law().items.at(item).category == "licence";
    if (event || law().items.at(item).statute == "PSPL-2025") {
      EXPECT_TRUE(fitness.sealed) << item;
      EXPECT_FALSE(fitness.fits) << item;
    }
    if (facts.contains("party.minor") && facts["party.minor"] == "true" && !organisation) {
      EXPECT_FALSE(fitness.fits) << item;
    }
    if (fitness.fits) {
      EXPECT_TRUE(organisation || licence) << item;
      ++out;
    }
    if (!fitness.fits) {
      EXPECT_FALSE(fitness.reason.zh.empty());
    }
  }
  EXPECT_GT(out, 100) << "the test must be able to fail";
}

TEST(BatchEvent, ComesBackAsItWas) {
  const BatchExported batch{"penalty",          "2026-03-31", "p", "1", "d", {{"c-1", "new", "ab"}},
                            {{"csv", "cd", 12}}};
  const auto back = std::get<BatchExported>(decode(kind_of(batch), encode(batch)));
  EXPECT_EQ(encode(back), encode(batch));
  EXPECT_EQ(back.rows.front().case_id, "c-1");
  EXPECT_THROW((void)decode("credit.exported", "{}"), Fault);
  EXPECT_THROW((void)decode("credit.other", encode(batch)), Fault);
}

}  // namespace
}  // namespace mingcha::credit
