// SPDX-License-Identifier: Apache-2.0
// The gate of legal review, tried straight at the database: each way round it is refused there,
// whatever our own code does.
#include <fmt/format.h>

#include "store/gate_store.h"
#include "test/conformance/engine.h"
#include "test/conformance/raw_connection.h"

namespace mingcha::store {
namespace {

constexpr std::string_view kDraft = "d1";

class Gate : public OnEachEngine {
 protected:
  Gate() : raw_{fresh_.address()} {
    write([&](Session& session) {
      review_ = save_review_pass(session, {"case/1", 2, std::string{kDraft}, "reviewer/1", kNoon});
      finding_ = save_not_major(session, {"case/2", 2, std::string{kDraft}, "罚款 200 元"});
    });
  }
  static Result<std::vector<Place>> decide(Session& session, std::string_view stream,
                                           std::string_view draft) {
    std::vector<EncodedEvent> before(3, {"noted", "{}", "officer/1", kNoon});
    before.push_back(
        {"decision.made", fmt::format(R"({{"draft":"{}"}})", draft), "chief/1", kNoon});
    return append(session, stream, 0, before, "key");
  }
  static std::string decision_row(std::string_view stream, std::string_view draft,
                                  std::string_view review, std::string_view finding,
                                  int version = 4) {
    return fmt::format(
        "INSERT INTO decision (stream, version, draft_digest, review_id, not_major_id, number, at)"
        " VALUES ('{}', {}, '{}', {}, {}, 'N1', 1)",
        stream, version, draft, review, finding);
  }
  static std::string decision_event(std::string_view stream, std::string_view body) {
    return fmt::format(
        "INSERT INTO event (stream, version, kind, body, actor, at, command_key) "
        "VALUES ('{}', 4, 'decision.made', '{}', 'x', 1, 'k')",
        stream, body);
  }
  [[nodiscard]] std::string review() const { return std::to_string(review_); }
  [[nodiscard]] std::string finding() const { return std::to_string(finding_); }

  RawConnection raw_;
  std::int64_t review_ = 0;
  std::int64_t finding_ = 0;
};

TEST_P(Gate, LetsADecisionThroughOnItsReview) {
  write([&](Session& session) {
    save_decision(session, {"case/1", 4, "d1", review_, std::nullopt, "罚决字〔2026〕1号", kNoon});
    ASSERT_TRUE(decide(session, "case/1", "d1").has_value());
  });

  database_->read([&](Session& session) {
    const auto decision = find_decision(session, "case/1");
    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->review_id, review_);
    EXPECT_EQ(decision->not_major_id, std::nullopt);
    EXPECT_EQ(decision->number, "罚决字〔2026〕1号");
    EXPECT_EQ(find_review_pass(session, "case/1", "d1"), review_);
    EXPECT_EQ(find_review_pass(session, "case/1", "d2"), std::nullopt);
    EXPECT_EQ(find_not_major(session, "case/2", "d1"), finding_);
    EXPECT_EQ(find_not_major(session, "case/1", "d1"), std::nullopt);
  });
}

TEST_P(Gate, LetsADecisionThroughOnTheFindingThatItIsNotMajor) {
  write([&](Session& session) {
    save_decision(session, {"case/2", 4, "d1", std::nullopt, finding_, "N1", kNoon});
    EXPECT_TRUE(decide(session, "case/2", "d1").has_value());
  });
  EXPECT_EQ(count("event"), 4);
}

TEST_P(Gate, RefusesAnEventOfADecisionWithoutTheDecision) {
  EXPECT_THROW(write([](Session& session) { static_cast<void>(decide(session, "case/1", "d1")); }),
               ConstraintViolation);
  EXPECT_NE(raw_.run(decision_event("case/1", R"({"draft":"d1"})")), "");
  EXPECT_EQ(count("event"), 0);
}

TEST_P(Gate, RefusesAnEventOnAnotherDraftThanTheDecisions) {
  ASSERT_EQ(raw_.run(decision_row("case/1", "d1", review(), "NULL")), "");

  for (const char* body : {R"({"draft":"d2"})", R"({"draft":null})", R"({"draft":["d1"]})",
                           R"({"other":"d1"})", "{}", "not json", ""}) {
    EXPECT_NE(raw_.run(decision_event("case/1", body)), "") << body;
  }
  EXPECT_EQ(count("event"), 0);
  EXPECT_EQ(raw_.run(decision_event("case/1", R"({"draft":"d1"})")), "");
}

TEST_P(Gate, RefusesAnEventAtAnotherVersionOrStreamThanTheDecisions) {
  ASSERT_EQ(raw_.run(decision_row("case/1", "d1", review(), "NULL", 5)), "");

  EXPECT_NE(raw_.run(decision_event("case/1", R"({"draft":"d1"})")), "");
  EXPECT_NE(raw_.run(decision_event("case/2", R"({"draft":"d1"})")), "");
}

TEST_P(Gate, RefusesADecisionOnNothingAndOnBoth) {
  EXPECT_NE(raw_.run(decision_row("case/1", "d1", "NULL", "NULL")), "");
  EXPECT_NE(raw_.run(decision_row("case/1", "d1", review(), finding())), "");
  EXPECT_EQ(count("decision"), 0);
}

TEST_P(Gate, RefusesADecisionOnAReviewThatIsNotThere) {
  EXPECT_NE(raw_.run(decision_row("case/1", "d1", "999", "NULL")), "");
  EXPECT_NE(raw_.run(decision_row("case/1", "d1", "NULL", "999")), "");
  EXPECT_THROW(write([](Session& session) {
                 save_decision(session, {"case/1", 4, "d1", 999, std::nullopt, "N1", kNoon});
               }),
               ConstraintViolation);
  EXPECT_EQ(count("decision"), 0);
}

TEST_P(Gate, RefusesADecisionOnAReviewOfAnotherDraft) {
  EXPECT_NE(raw_.run(decision_row("case/1", "d2", review(), "NULL")), "");
  EXPECT_NE(raw_.run(decision_row("case/2", "d2", "NULL", finding())), "");
}

TEST_P(Gate, RefusesADecisionOnAReviewOfAnotherCase) {
  EXPECT_NE(raw_.run(decision_row("case/2", "d1", review(), "NULL")), "");
  EXPECT_NE(raw_.run(decision_row("case/1", "d1", "NULL", finding())), "");
}

TEST_P(Gate, RefusesADecisionThatIsOlderThanItsReview) {
  EXPECT_NE(raw_.run(decision_row("case/1", "d1", review(), "NULL", 2)), "");
  EXPECT_NE(raw_.run(decision_row("case/2", "d1", "NULL", finding(), 1)), "");
}

TEST_P(Gate, RefusesTheSameNumberTwice) {
  ASSERT_EQ(raw_.run(decision_row("case/1", "d1", review(), "NULL")), "");
  EXPECT_NE(raw_.run(decision_row("case/2", "d1", "NULL", finding())), "");
}

TEST_P(Gate, RefusesToChangeOrDeleteWhatItStandsOn) {
  ASSERT_EQ(raw_.run(decision_row("case/1", "d1", review(), "NULL")), "");

  for (const std::string table : {"review_pass", "not_major", "decision"}) {
    EXPECT_NE(raw_.run("UPDATE " + table + " SET draft_digest = 'd2'"), "") << table;
    EXPECT_NE(raw_.run("UPDATE " + table + " SET stream = 'case/9'"), "") << table;
    EXPECT_NE(raw_.run("DELETE FROM " + table), "") << table;
    EXPECT_EQ(count(table), 1) << table;
  }
}

TEST_P(Gate, StandsWhateverTheSessionSwitchesOff) {
  if (GetParam() == Engine::sqlite) {
    ASSERT_EQ(raw_.run("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; "
                       "PRAGMA recursive_triggers = OFF; PRAGMA defer_foreign_keys = ON"),
              "");
    EXPECT_NE(raw_.run("INSERT OR REPLACE INTO review_pass (id, stream, version, draft_digest, "
                       "reviewer, at) VALUES (" +
                       review() + ", 'case/1', 2, 'd2', 'x', 1)"),
              "");
    EXPECT_NE(raw_.run("CREATE TEMP TABLE decision AS SELECT 'case/1' AS stream, 4 AS version, "
                       "'d1' AS draft_digest;" +
                       decision_event("case/1", R"({"draft":"d1"})")),
              "");
  } else {
    ASSERT_EQ(raw_.run("SET session_replication_role = replica"), "");
    EXPECT_NE(raw_.run("TRUNCATE decision"), "");
    EXPECT_NE(raw_.run("CREATE TEMP TABLE decision AS SELECT text 'case/1' AS stream, 4 AS version,"
                       " text 'd1' AS draft_digest;" +
                       decision_event("case/1", R"({"draft":"d1"})")),
              "");
    ASSERT_EQ(raw_.run("CREATE TEMP TABLE decision AS SELECT text 'case/1' AS stream, "
                       "bigint '4' AS version, text 'd1' AS draft_digest"),
              "");
  }
  EXPECT_NE(raw_.run(decision_event("case/1", R"({"draft":"d1"})")), "");
  const std::string schema =
      GetParam() == Engine::sqlite ? "main" : query("SELECT current_schema()").front().text(0);
  const auto into = [&](std::string sql) {
    return sql.replace(0, std::string_view{"INSERT INTO"}.size(), "INSERT INTO " + schema + ".")
        .replace(sql.find(". "), 2, ".");
  };
  EXPECT_NE(raw_.run(into(decision_row("case/1", "d1", "999", "NULL"))), "");
  EXPECT_NE(raw_.run(into(decision_row("case/1", "d2", review(), "NULL"))), "");
  EXPECT_NE(raw_.run(into(decision_row("case/1", "d1", "NULL", "NULL"))), "");
  EXPECT_EQ(count("decision"), 0);
  EXPECT_EQ(raw_.run(into(decision_row("case/1", "d1", review(), "NULL"))), "");
}

INSTANTIATE_TEST_SUITE_P(Engines, Gate, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
