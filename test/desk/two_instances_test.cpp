// SPDX-License-Identifier: Apache-2.0
// A desk decides on what it remembers. What another instance over the same database did since must
// count all the same, on every engine.
#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "store/database.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

std::string code_of(const Result<std::string>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

acts::AcceptEvidence file_named(const std::string& name) {
  casefile::EvidenceAccepted evidence;
  evidence.evidence = "e" + name;
  evidence.title = name;
  evidence.name = name + ".txt";
  evidence.media_type = "text/plain";
  evidence.size = 1;
  evidence.sha256 = to_hex(as_bytes(crypto::sha256(name)));
  evidence.sm3 = to_hex(as_bytes(crypto::sm3(name)));
  return {evidence};
}

struct TwoInstances : ::testing::TestWithParam<store::Engine> {
  /// Afterwards the other instance remembers the case as it is now.
  void let_the_other_know(const std::string& case_id) {
    const auto done =
        other.evidence(office.as("王磊"), case_id, file_named("known"), office.fresh());
    ASSERT_TRUE(done.has_value()) << done.error().title.zh;
  }
  acts::DoStep review(const std::string& case_id) {
    auto command = office.decision(case_id);
    command.step = "legal_review";
    command.opinion = "pass";
    command.reasons = "同意";
    for (const auto& point : pack_in_use().review.points) command.points[point.id].passed = true;
    return command;
  }

  Office office{GetParam()};
  std::unique_ptr<store::Database> database = store::open(office.place.address());
  desk::PeopleDesk people{*database, office.recorder};
  desk::CaseDesk other{*database, pack_in_use(), people, office.recorder, office.clock};
};
INSTANTIATE_TEST_SUITE_P(Engines, TwoInstances,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(TwoInstances, RefuseWhatTheOtherOneDidAlready) {
  const auto id = office.tell("venue_walk.story", "已审核");
  let_the_other_know(id);
  const auto file = file_named("second");
  ASSERT_EQ(code_of(office.cases.evidence(office.as("王磊"), id, file, office.fresh())), "");
  const auto events = office.count("event");

  EXPECT_EQ(code_of(other.evidence(office.as("王磊"), id, file, office.fresh())),
            "evidence-doubled");
  EXPECT_EQ(office.count("event"), events);
}

TEST_P(TwoInstances, DoNotRefuseForWhatTheOtherOneMadeGood) {
  const auto id = office.tell("venue_walk.story", "已拟制");
  office.agree(id);
  let_the_other_know(id);
  EXPECT_EQ(code_of(other.step(office.as("曹正"), id, office.decision(id), office.fresh())),
            "requirement");  // Of the review.
  ASSERT_EQ(code_of(office.cases.step(office.as("何平"), id, review(id), office.fresh())), "");

  EXPECT_EQ(code_of(other.step(office.as("曹正"), id, office.decision(id), office.fresh())), "");
  EXPECT_EQ(office.count("decision"), 1);
}

TEST_P(TwoInstances, DecideOnTheSameFactsOneAfterTheOther) {
  const auto id = office.tell("venue_walk.story", "已审核");
  let_the_other_know(id);
  for (int i = 0; i < 4; ++i) {
    auto& desk = i % 2 == 0 ? office.cases : other;
    ASSERT_EQ(code_of(desk.evidence(office.as("王磊"), id, file_named(std::to_string(i)),
                                    office.fresh())),
              "");
  }
  EXPECT_EQ(office.state(id)->evidence.size(),
            other.look(office.as("王磊"), id)->state->evidence.size());
  EXPECT_EQ(office.state(id)->evidence.size(), 6U);
}

TEST_P(TwoInstances, SeeAPersonLeaveWhomTheOtherOneStruckOff) {
  const auto id = office.tell("venue_walk.story", "已审核");
  let_the_other_know(id);
  const auto reviewer = office.as("何平");
  const auto agency = nlohmann::json::parse(
      bytes_of(std::filesystem::path{MINGCHA_SOURCE_DIR} / "demo/agency.json"));
  for (auto person : agency.at("persons")) {
    if (person.at("id") != reviewer.person_id) continue;
    person["active"] = false;
    const nlohmann::json change{{"persons", {person}}};
    ASSERT_EQ(office.people.take("majun", office.clock.now(), change.dump()), 1);
  }

  const auto outcome = other.step(reviewer, id, review(id), office.fresh());
  ASSERT_FALSE(outcome.has_value());
  EXPECT_TRUE(std::ranges::any_of(outcome.error().findings, [](const Finding& finding) {
    return finding.code == "unknown-person";
  }));
}

TEST_P(TwoInstances, AnswerACommandOfTheOtherOneAgainInTheSameWords) {
  const auto id = office.tell("venue_walk.story", "已审核");
  let_the_other_know(id);
  const auto envelope = office.fresh();
  const auto first = office.cases.evidence(office.as("王磊"), id, file_named("once"), envelope);
  ASSERT_TRUE(first.has_value());
  const auto events = office.count("event");

  const auto again = other.evidence(office.as("王磊"), id, file_named("once"), envelope);
  ASSERT_TRUE(again.has_value()) << again.error().title.zh;
  EXPECT_EQ(*again, *first);
  EXPECT_EQ(office.count("event"), events);
  EXPECT_EQ(code_of(other.evidence(office.as("王磊"), id, file_named("once"),
                                   {envelope.key, std::string(64, '0'), {}})),
            "key-reused");
}

}  // namespace
}  // namespace mingcha::test
