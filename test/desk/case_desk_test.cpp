// SPDX-License-Identifier: Apache-2.0
#include "desk/case_desk.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "desk/rebuild.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/gate_store.h"
#include "store/number_store.h"
#include "store/schema.h"
#include "story/demo.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct OnCases : ::testing::TestWithParam<store::Engine> {
  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnCases,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

std::string code_of(const Result<std::string>& outcome) {
  if (outcome) return "";
  const auto& no = outcome.error();
  return no.findings.empty() ? to_string(no.kind) : no.findings.front().code;
}

TEST_P(OnCases, AnswerTheSameKeyWithTheSameWordsAndDoNothingTwice) {
  const auto id = office.tell("venue_walk.story", "已审核");
  const auto approver = office.as("曹正");
  const auto envelope = office.fresh();
  const auto first = office.cases.step(approver, id, office.decision(id), envelope);
  ASSERT_TRUE(first.has_value());
  const auto events = office.count("event");

  const auto again = office.cases.step(approver, id, office.decision(id), envelope);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(*again, *first);
  EXPECT_EQ(office.count("event"), events);

  auto other = envelope;
  other.digest = std::string(64, '0');
  EXPECT_EQ(code_of(office.cases.step(approver, id, office.decision(id), other)), "key-reused");
  // A key is its sender's own.
  EXPECT_EQ(code_of(office.cases.step(office.as("唐伟"), id, office.decision(id), envelope)),
            "already-done");
}

TEST_P(OnCases, ForgetTheKeyOfACommandThatWasRefused) {
  const auto id = office.tell("venue_walk.story", "已拟制");
  const auto envelope = office.fresh();
  auto review = office.decision(id);
  review.step = "legal_review";
  review.opinion = "pass";
  for (const auto& point : pack_in_use().review.points) review.points[point.id].passed = true;
  EXPECT_EQ(code_of(office.cases.step(office.as("何平"), id, review, envelope)), "reasons-missing");
  review.reasons = "同意";
  EXPECT_EQ(code_of(office.cases.step(office.as("何平"), id, review, envelope)), "");
}

TEST_P(OnCases, RefuseWhoeverSawAnotherVersion) {
  const auto id = office.tell("venue_walk.story", "已审核");
  auto envelope = office.fresh();
  envelope.expected = office.state(id)->version - 1;
  const auto outcome = office.cases.step(office.as("曹正"), id, office.decision(id), envelope);
  EXPECT_EQ(code_of(outcome), "version-stale");
  EXPECT_EQ(outcome.error().kind, Refusal::conflict);
  envelope.expected = office.state(id)->version;
  EXPECT_EQ(code_of(office.cases.step(office.as("曹正"), id, office.decision(id), envelope)), "");
}

/// What fails after the number was taken leaves neither number nor decision nor memory of it.
TEST_P(OnCases, LeaveNothingBehindWhenTheTransactionFails) {
  const auto id = office.tell("venue_walk.story", "已审核");
  const auto before = office.state(id);
  const auto events = office.count("event");
  office.run("ALTER TABLE todo_row RENAME TO todo_row_away");
  EXPECT_THROW((void)office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh()),
               store::StoreFault);
  office.run("ALTER TABLE todo_row_away RENAME TO todo_row");

  EXPECT_EQ(office.count("event"), events);
  EXPECT_EQ(office.count("decision"), 0);
  EXPECT_FALSE(office.state(id)->decision.has_value());
  EXPECT_EQ(office.state(id)->version, before->version);

  const auto done = office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh());
  ASSERT_TRUE(done.has_value()) << done.error().title.zh;
  EXPECT_THAT(office.state(id)->decision->number, HasSubstr("〔2026〕1号"));
}

TEST_P(OnCases, NumberWithoutGapsThroughRefusals) {
  for (int i = 1; i <= 2; ++i) {
    const auto id = office.tell("venue_walk.story", "已审核");
    auto wrong = office.decision(id);
    wrong.draft = std::string(64, 'a');
    EXPECT_EQ(code_of(office.cases.step(office.as("曹正"), id, wrong, office.fresh())),
              "draft-changed");
    ASSERT_EQ(
        code_of(office.cases.step(office.as("曹正"), id, office.decision(id), office.fresh())), "");
    EXPECT_THAT(office.state(id)->decision->number,
                HasSubstr("〔2026〕" + std::to_string(i) + "号"));
  }
}

TEST_P(OnCases, LookAsTheyStoodAtAnEarlierMoment) {
  const auto id = office.tell("venue_walk.story", "已决定");
  const auto reader = office.as("曹正");
  const auto now = office.cases.look(reader, id);
  ASSERT_TRUE(now.has_value());
  const auto decided = now->state->decision_recorded.at;

  const auto before = office.cases.look(reader, id, decided - std::chrono::milliseconds{1});
  ASSERT_TRUE(before.has_value());
  EXPECT_FALSE(before->state->decision.has_value());
  EXPECT_TRUE(before->state->review.has_value());
  EXPECT_TRUE(std::ranges::any_of(
      before->next, [](const auto& next) { return next.step->id == "decision" && next.possible; }));
  const auto at = office.cases.look(reader, id, decided);
  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(at->state->version, now->state->version);
  EXPECT_FALSE(office.cases.look(reader, id, *parse_instant("2026-03-02T09:09:59+08:00")));
}

TEST_P(OnCases, AreSeenByTheirUnitAndByThoseWhoLookOverAll) {
  const auto id = office.tell("venue_walk.story", "已立案");
  const auto seq = office.cases.timeline(office.as("王磊"), id)->front().event.seq;
  for (const auto* name : {"王磊", "孙浩", "何平", "曹正", "罗靖"}) {
    const auto visitor = office.as(name);
    EXPECT_TRUE(office.cases.look(visitor, id).has_value()) << name;
    EXPECT_EQ(office.cases.list(visitor, {}, 0, 10).total, 1) << name;
    EXPECT_TRUE(office.cases.case_of_event(visitor, seq).has_value()) << name;
  }
  const auto stranger = office.as("赵敏");
  const auto seen = office.cases.look(stranger, id);
  ASSERT_FALSE(seen.has_value());
  EXPECT_EQ(seen.error().kind, Refusal::not_found);
  EXPECT_FALSE(office.cases.timeline(stranger, id).has_value());
  EXPECT_FALSE(office.cases.case_of_event(stranger, seq).has_value());
  registers::CaseFilter of_order;
  of_order.unit = "order";
  EXPECT_EQ(office.cases.list(stranger, of_order, 0, 10).total, 0);
  EXPECT_THAT(office.cases.todos(stranger, 10), IsEmpty());
  acts::DoStep inspection;
  inspection.step = "inspection";
  const auto done = office.cases.step(stranger, id, inspection, office.fresh());
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().kind, Refusal::not_found);
  // The same words as for a case that is not there.
  const auto nothing = office.cases.step(stranger, "c0", inspection, office.fresh());
  ASSERT_FALSE(nothing.has_value());
  EXPECT_EQ(done.error(), nothing.error());
}

TEST_P(OnCases, ListWhatWaitsForWhom) {
  const auto id = office.tell("venue_walk.story", "已拟制");
  const auto todos = office.cases.todos(office.as("何平"), 10);
  ASSERT_EQ(todos.size(), 1U);
  EXPECT_EQ(todos.front().todo.step, "legal_review");
  EXPECT_EQ(todos.front().row.case_id, id);
  EXPECT_THAT(office.cases.todos(office.as("曹正"), 10), IsEmpty());
}

/// The database's own gate, with a real case: what did not come through the desk does not pass.
TEST_P(OnCases, TakeNoDecisionWithoutReviewPastTheDesk) {
  const auto id = office.tell("venue_walk.story", "已拟制");
  const auto stream = desk::case_stream(id);
  const auto state = office.state(id);
  const store::EncodedEvent made{"decision.made",
                                 nlohmann::json{{"draft", state->draft->digest}}.dump(), "caozheng",
                                 office.clock.now()};
  EXPECT_THROW(office.database->write([&](store::Session& session) {
    (void)store::append(session, stream, state->version, {&made, 1}, "");
    return store::Outcome::commit;
  }),
               store::ConstraintViolation);
  for (const std::optional<std::int64_t> review : {std::optional<std::int64_t>{}, {1}, {99}}) {
    EXPECT_THROW(office.database->write([&](store::Session& session) {
      store::save_decision(session, {stream,
                                     state->version + 1,
                                     state->draft->digest,
                                     review,
                                     {},
                                     "某公〔2026〕1号",
                                     office.clock.now()});
      return store::Outcome::commit;
    }),
                 store::ConstraintViolation);
  }
  EXPECT_EQ(office.count("decision"), 0);

  // A review that was returned, or passed on an earlier draft, opens it just as little.
  const auto reviewed = office.tell("venue_walk.story", "已审核");
  const auto passed = office.state(reviewed);
  EXPECT_THROW(office.database->write([&](store::Session& session) {
    const auto pass = store::find_review_pass(session, desk::case_stream(reviewed),
                                              passed->review->opinion.draft);
    store::save_decision(session, {desk::case_stream(reviewed),
                                   passed->version + 1,
                                   std::string(64, 'b'),
                                   pass,
                                   {},
                                   "某公〔2026〕2号",
                                   office.clock.now()});
    return store::Outcome::commit;
  }),
               store::ConstraintViolation);
}

void expect_rebuilt_the_same(Office& office) {
  std::map<std::string, std::vector<std::string>> before;
  for (const auto* table :
       {"case_row", "todo_row", "publication_row", "search_entry", "search_open", "search_sealed",
        "search_public", "engagement_row", "review_row"}) {
    before[table] = office.dump(table);
    EXPECT_FALSE(before[table].empty()) << table;
  }
  office.run(
      "DELETE FROM engagement_row; UPDATE review_row SET reviewer = 'x';"
      "DELETE FROM todo_row; UPDATE case_row SET party = 'x'; DELETE FROM publication_row;"
      "DELETE FROM search_entry; DELETE FROM search_open; DELETE FROM search_public;");

  const auto cases = static_cast<std::int64_t>(before["case_row"].size());
  EXPECT_EQ(desk::rebuild(*office.database, office.cases), cases);
  EXPECT_EQ(desk::rebuild_if_stale(*office.database, office.cases), std::nullopt);
  office.database->write([](store::Session& session) {
    store::drop_derived(session);
    store::create_derived(session);
    return store::Outcome::commit;
  });
  EXPECT_EQ(desk::rebuild_if_stale(*office.database, office.cases), cases);

  for (const auto& [table, rows] : before) {
    const auto after = office.dump(table);
    for (std::size_t i = 0; i < std::min(rows.size(), after.size()); ++i) {
      EXPECT_EQ(after[i], rows[i]) << table;
    }
    EXPECT_EQ(after.size(), rows.size()) << table;
  }
  if (office.database->engine() != store::Engine::sqlite) return;
  for (const std::string table : {"search_open", "search_sealed", "search_public"}) {
    office.run("INSERT INTO " + table + " (" + table + ") VALUES ('integrity-check')");
  }
}

TEST_P(OnCases, AreRebuiltFromTheirEventsRowByRow) {
  office.tell("venue_walk.story", "已公示");
  office.tell("venue_walk.story", "已拟制");
  office.tell("warning_without_review.story", "已警告");
  office.tell("assault_sealed.story", "已调查");
  office.tell("assault_sealed.story", "已封存");
  expect_rebuilt_the_same(office);
}

TEST(Demo, IsRebuiltFromItsEventsRowByRow) {
  Office office{store::Engine::sqlite};
  const auto loaded =
      story::load_demo(std::filesystem::path{MINGCHA_SOURCE_DIR} / "demo", office.desks());
  ASSERT_TRUE(loaded.has_value()) << loaded.error().title.zh;
  expect_rebuilt_the_same(office);
}

}  // namespace
}  // namespace mingcha::test
