// SPDX-License-Identifier: Apache-2.0
#include "desk/annual_desk.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "desk/rebuild.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

template <typename T>
std::string code_of(const Result<T>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

struct OnAnnualReports : ::testing::TestWithParam<store::Engine> {
  void next_january() { office.clock.set(*parse_instant("2027-01-12T10:00:00+08:00")); }
  desk::FixReport wish(const std::string& explanation = "总体平稳。") {
    desk::FixReport out;
    out.year = 2026;
    out.explanation = explanation;
    return out;
  }
  std::string fix(const desk::FixReport& command) {
    return code_of(office.annual.fix(office.as("罗靖"), command, office.fresh()));
  }
  desk::AnnualSight look(const std::string& name = "罗靖") {
    return *office.annual.look(office.as(name), 2026);
  }
  std::string publish(const std::string& name = "丁宁") {
    return code_of(
        office.annual.publish(office.as(name), 2026, look(name).document_digest, office.fresh()));
  }
  static std::string value(const std::vector<annual::Table>& tables, const std::string& table,
                           const std::string& column) {
    const auto of = std::ranges::find(tables, table, &annual::Table::table);
    return annual::shown_inside(*std::ranges::find(of->figures, column, &annual::Figure::column));
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnAnnualReports,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnAnnualReports, GoFromFiguresThroughASecondPersonToThePublic) {
  (void)office.tell("venue_walk.story", "已公示");
  (void)office.tell("assault_sealed.story", "已封存");
  EXPECT_EQ(look().standing.state, "running");
  EXPECT_EQ(fix(wish()), "year-not-over");
  next_january();
  EXPECT_EQ(look().standing.state, "due");
  EXPECT_EQ(mingcha::to_string(look().standing.due), "2027-01-31");
  EXPECT_EQ(value(look().now, "penalty", "filed"), "2") << "sealed ones are counted";
  EXPECT_EQ(publish(), "report-order");
  ASSERT_EQ(fix(wish()), "");
  EXPECT_TRUE(look().waits);
  EXPECT_EQ(code_of(office.annual.publish(office.as("罗靖"), 2026, look().document_digest,
                                          office.fresh())),
            "same-person");
  EXPECT_EQ(
      code_of(office.annual.publish(office.as("丁宁"), 2026, std::string(64, 'a'), office.fresh())),
      "text-changed");
  EXPECT_FALSE(office.annual.find_public(2026).has_value());
  ASSERT_EQ(publish(), "");
  EXPECT_EQ(publish(), "report-order");
  EXPECT_EQ(look().standing.state, "published");

  const auto shown = office.annual.find_public(2026);
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->salt.size(), 16U);
  EXPECT_THAT(office.annual.public_years(), testing::ElementsAre(2026));
  EXPECT_THAT(*office.annual.public_file(2026, "csv"), StartsWith("\xEF\xBB\xBF"));
  EXPECT_THAT(*office.annual.public_file(2026, "csv"), HasSubstr("无此项职权"));
  EXPECT_FALSE(office.annual.public_file(2026, "exe").has_value());
  EXPECT_FALSE(office.annual.public_file(2025, "csv").has_value());

  const auto reports = office.dump("annual_report");
  desk::rebuild(*office.database, office.cases);
  EXPECT_EQ(office.dump("annual_report"), reports);
}

TEST_P(OnAnnualReports, LeadFromEachFigureToItsRecords) {
  const auto id = office.tell("venue_walk.story", "已公示");
  (void)office.tell("assault_sealed.story", "已封存");
  const auto of = [&](const std::string& name) {
    return *office.annual.records(office.as(name), 2026, "penalty", "filed", false);
  };
  EXPECT_EQ(of("罗靖").size(), 2U);
  for (const auto& record : of("罗靖")) {
    EXPECT_FALSE(record.hidden);
    if (record.case_id != id) {
      EXPECT_EQ(record.party, "") << "sealed";
    }
  }
  for (const auto& record : of("龚丽")) {
    EXPECT_TRUE(record.hidden);
    EXPECT_EQ(record.case_id + record.number + record.title + record.party, "");
    EXPECT_EQ(record.amount, 0);
  }
}

TEST_P(OnAnnualReports, ShowWhatChangedSinceTheyWereFixed) {
  const auto id = office.tell("venue_walk.story", "已公示");
  next_january();
  ASSERT_EQ(fix(wish()), "");
  ASSERT_EQ(publish(), "");
  EXPECT_TRUE(look().changes.empty());
  (void)office.tell("assault_sealed.story", "已封存");
  next_january();
  const auto sight = look();
  ASSERT_FALSE(sight.changes.empty());
  const auto filed =
      std::ranges::find(sight.changes, std::string{"filed"}, &desk::AnnualChange::column);
  ASSERT_NE(filed, sight.changes.end());
  EXPECT_EQ(filed->fixed, 1);
  EXPECT_EQ(filed->now, 2);
  EXPECT_EQ(filed->added, 1);
  EXPECT_EQ(filed->removed, 0);
  const auto frozen = *office.annual.records(office.as("罗靖"), 2026, "penalty", "filed", true);
  ASSERT_EQ(frozen.size(), 1U);
  EXPECT_EQ(frozen[0].case_id, id);
  const auto before = office.annual.find_public(2026)->document;

  EXPECT_EQ(fix(wish()), "reasons-missing");
  auto again = wish();
  again.correction = "补录案件";
  ASSERT_EQ(fix(again), "");
  EXPECT_EQ(office.annual.find_public(2026)->document, before) << "until somebody confirms";
  ASSERT_EQ(publish(), "");
  const auto shown = office.annual.find_public(2026);
  EXPECT_NE(shown->document, before);
  EXPECT_EQ(shown->earlier.size(), 1U);
}

TEST_P(OnAnnualReports, RefuseWhatMustNotBePublicOrIsNotEntered) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  next_january();
  EXPECT_EQ(fix(wish(" 　")), "explanation-missing");
  EXPECT_EQ(fix(wish("其中" + *office.state(id)->fact("party.name") + "被处罚。")), "leak");
  EXPECT_EQ(fix(wish("联系人电话13812345678。")), "leak");
  EXPECT_EQ(fix(wish("证件号640121199001010014。")), "leak");
  auto counted = wish();
  counted.entered = {{"penalty", "detention", 0}};
  EXPECT_EQ(fix(counted), "not-entered-by-hand");
  auto entered = wish();
  entered.entered = {{"penalty", "sued", 1}};
  EXPECT_EQ(fix(entered), "source-missing");
  entered.sources = "登记簿";
  entered.entered.push_back({"penalty", "sued", 2});
  EXPECT_EQ(fix(entered), "not-entered-by-hand") << "twice";
  EXPECT_EQ(code_of(office.annual.look(office.as("罗靖"), 0)), "not_found");
  EXPECT_EQ(code_of(office.annual.look(office.as("罗靖"), 999'999)), "not_found");
}

TEST_P(OnAnnualReports, TestEveryPageThatWouldBeServed) {
  const auto id = office.tell("assault_sealed.story", "已封存");
  next_january();
  ASSERT_EQ(fix(wish()), "");
  std::string page = "<p>" + *office.state(id)->fact("party.name") + "</p>";
  office.annual.serve_as([&](const desk::PublicReport&) {
    return std::vector<disclosure::Served>{{{"页面", "page"}, page}};
  });
  EXPECT_EQ(publish(), "leak");
  page = "<p>年报</p>";
  EXPECT_EQ(publish(), "");
}

}  // namespace
}  // namespace mingcha::test
