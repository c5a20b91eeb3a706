// SPDX-License-Identifier: Apache-2.0
// Whoever has the database's password against the public log: an unreviewed major decision does not
// come to look reviewed, whatever is written into the tables.
#include "desk/decision_audit.h"

#include <gmock/gmock.h>

#include "base/encoding.h"
#include "casefile/codec.h"
#include "crypto/hash.h"
#include "desk/integrator.h"
#include "desk/log_desk.h"
#include "ledger/tile_store.h"
#include "store/event_store.h"
#include "store/gate_store.h"
#include "store/ledger_store.h"
#include "test/conformance/engine.h"
#include "test/conformance/raw_connection.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class OnDecisions : public ::testing::TestWithParam<store::Engine> {
 protected:
  OnDecisions() {
    policy_.logs.push_back({keys_.signer.verifier(), "http://log.example"});
    policy_.quorum = "none";
  }

  void integrate() {
    desk::Integrator{*office.database, tiles_, tiles_folder_.path(), keys_}.run(
        "119999220000000194");
  }
  desk::DecisionAudit::Report audit(const pack::Pack& pack = pack_in_use()) {
    desk::LogDesk log{*office.database, office.recorder, tiles_, keys_, policy_};
    return desk::DecisionAudit{*office.database, office.recorder, log, pack, office.people}.run();
  }
  std::vector<std::string> codes() {
    std::vector<std::string> out;
    for (const auto& finding : audit().findings) out.push_back(finding.code);
    return out;
  }
  /// As somebody with the database's own tool and every right, who takes its guards off first.
  void tamper(const std::string& sql) {
    store::RawConnection raw{office.place.address()};
    for (const auto* table : {"event", "leaf", "decision"}) {
      if (GetParam() == store::Engine::postgres) {
        ASSERT_EQ(raw.run("ALTER TABLE " + std::string{table} + " DISABLE TRIGGER ALL"), "");
        continue;
      }
      for (const auto* what : {"_never_updated", "_never_deleted"}) {
        ASSERT_EQ(raw.run("DROP TRIGGER IF EXISTS " + std::string{table} + what), "");
      }
    }
    ASSERT_EQ(raw.run(sql), "");
  }
  casefile::ReviewOpined passing(const std::string& id) {
    return {.step = "legal_review",
            .draft = office.state(id)->draft->digest,
            .opinion = "pass",
            .passed = true,
            .round = 1,
            .points = {},
            .reasons = "同意"};
  }
  /// The row on which the database's own gate looks.
  void invent_pass(store::Session& session, const std::string& id, std::int64_t version) {
    (void)store::save_review_pass(
        session, {desk::case_stream(id), version, office.state(id)->draft->digest, "heping",
                  office.clock.now()});
  }
  /// Puts an event behind the others, with a leaf and a key that look like any other.
  void write_event(store::Session& session, const std::string& id, std::int64_t version,
                   const casefile::Event& event) {
    const store::EncodedEvent encoded{std::string{casefile::kind_of(event)},
                                      casefile::encode(event), "heping", office.clock.now()};
    const auto places = store::append(session, desk::case_stream(id), version, {&encoded, 1}, "");
    const auto seq = places->front().seq;
    const auto digest = crypto::sha256(encoded.body);
    store::save_leaf(session, {seq,
                               to_base64url(as_bytes(digest).substr(0, 16)),
                               to_utc_string(office.clock.now()),
                               "review.done",
                               to_base64url(as_bytes(crypto::sha256(encoded.body))),
                               {},
                               {}});
    store::save_record_key(session, seq, std::string(100, 'k'));
  }
  casefile::StepDone reviewed() {
    return {"legal_review", "review", office.clock.now(), {"heping"}, {}};
  }
  /// By a desk that has read nothing yet, so that it believes what the tables say.
  void decide(const std::string& id) {
    desk::CaseDesk other{*office.database, pack_in_use(), office.people, office.recorder,
                         office.clock};
    const auto done = other.step(office.as("曹正"), id, office.decision(id), office.fresh());
    ASSERT_TRUE(done.has_value()) << done.error().title.zh << " "
                                  << done.error().findings.front().what.zh;
  }

  Office office{GetParam()};

 private:
  TemporaryFolder tiles_folder_;
  ledger::FolderTileStore tiles_{tiles_folder_.path()};
  desk::LogKeys keys_{ledger::NoteSigner{"log.bureau.example/enforcement",
                                         crypto::sha256(std::string_view{"seed"})},
                      {}};
  ledger::Policy policy_;
};
INSTANTIATE_TEST_SUITE_P(Engines, OnDecisions,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnDecisions, AgreeWithTheLogWhenNobodyTouchedThem) {
  office.tell("venue_walk.story", "已决定");
  office.tell("warning_without_review.story", "已警告");
  office.tell("spot_fine.story", "已处罚");
  office.tell("assault_sealed.story", "已封存");
  EXPECT_EQ(audit().decisions, 0);
  EXPECT_GE(audit().waiting, 2);
  integrate();
  const auto report = audit();
  for (const auto& finding : report.findings) ADD_FAILURE() << finding.what.zh;
  EXPECT_EQ(report.waiting, 0);
  EXPECT_EQ(report.decisions, office.count("decision"));
  EXPECT_GE(report.reviewed, 1);
  EXPECT_LT(report.reviewed, report.decisions);
}

TEST_P(OnDecisions, AreFoundToStandOnAReviewThatWasWrittenIntoTheTables) {
  const auto id = office.tell("venue_walk.story", "已拟制");
  office.agree(id);
  const auto version = office.state(id)->version;
  office.database->write([&](store::Session& session) {
    write_event(session, id, version, passing(id));
    write_event(session, id, version + 1, reviewed());
    invent_pass(session, id, version + 1);
    return store::Outcome::commit;
  });
  decide(id);  // The desk cannot know.
  integrate();
  EXPECT_THAT(codes(), ElementsAre("record-altered", "record-altered"));
  EXPECT_THAT(audit().findings.front().what.zh,
              HasSubstr("第" + std::to_string(version + 1) + "号"));
}

TEST_P(OnDecisions, AreFoundToStandOnAReturnedReviewThatWasMadeToPass) {
  const auto id = office.tell("venue_walk.story", "已拟制");
  office.agree(id);
  const auto version = office.state(id)->version + 1;
  acts::DoStep returned;
  returned.step = "legal_review";
  returned.draft = office.state(id)->draft->digest;
  returned.opinion = "return";
  returned.reasons = "证据不足";
  for (const auto& point : pack_in_use().review.points) {
    returned.points[point.id] = {false, "不符合"};
  }
  ASSERT_TRUE(office.cases.step(office.as("何平"), id, returned, office.fresh()).has_value());
  integrate();
  tamper("UPDATE event SET body = '" + casefile::encode(passing(id)) +
         "' WHERE kind = 'review.opined'");
  office.database->write([&](store::Session& session) {
    write_event(session, id, office.state(id)->version, reviewed());
    invent_pass(session, id, version);
    return store::Outcome::commit;
  });
  decide(id);
  integrate();
  EXPECT_THAT(codes(), ElementsAre("record-altered", "record-altered"));
}

TEST_P(OnDecisions, AreFoundWhenTheirTextWasAltered) {
  office.tell("venue_walk.story", "已决定");
  integrate();
  ASSERT_THAT(codes(), IsEmpty());
  tamper(
      "UPDATE event SET body = replace(body, '县公安局', '市公安局') "
      "WHERE kind = 'decision.made'");
  EXPECT_THAT(codes(), ElementsAre("decision-altered"));
  tamper("UPDATE event SET body = '{}' WHERE kind = 'decision.made'");
  EXPECT_THAT(codes(), ElementsAre("decision-altered"));
}

TEST_P(OnDecisions, AreFoundWhenTheyWereTiedToAnotherReview) {
  const auto id = office.tell("venue_walk.story", "已决定");
  integrate();
  const auto review = std::to_string(office.state(id)->decision->review);
  for (const auto* other : {"0", "1", "9999"}) {
    tamper("UPDATE event SET body = replace(body, '\"review\":" + review +
           "', '\"review\":" + other + "') WHERE kind = 'decision.made'");
    EXPECT_THAT(codes(), ElementsAre("decision-without-its-review")) << other;
    tamper("UPDATE event SET body = replace(body, '\"review\":" + std::string{other} +
           "', '\"review\":" + review + "') WHERE kind = 'decision.made'");
    ASSERT_THAT(codes(), IsEmpty());
  }
}

TEST_P(OnDecisions, AreFoundWhenAFactBehindThemWasAltered) {
  office.tell("venue_walk.story", "已决定");
  integrate();
  tamper("UPDATE event SET actor = 'heping' WHERE version = 2");
  EXPECT_THAT(codes(), ElementsAre("record-altered"));
  tamper("DELETE FROM event WHERE version = 2");
  EXPECT_THAT(codes(), Contains("record-deleted"));
}

TEST_P(OnDecisions, AreMissedWhenTheyWereDeleted) {
  office.tell("venue_walk.story", "已决定");
  integrate();
  tamper("DELETE FROM event WHERE kind = 'decision.made'");
  EXPECT_THAT(codes(), ElementsAre("decision-deleted"));
}

TEST_P(OnDecisions, AreFoundWhenTheyAreMajorAndWereNeverReviewed) {
  office.tell("warning_without_review.story", "已警告");
  integrate();
  ASSERT_THAT(codes(), IsEmpty());
  // A pack under which every decision of which notice was given is major.
  auto strict = pack_in_use();
  const auto& steps = strict.procedures.at("penalty_general").steps;
  const auto defence = std::ranges::find(steps, "defence", &pack::Step::id);
  strict.review.major.front().when = defence->requires_.front().that;
  const auto report = audit(strict);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings.front().code, "decision-unreviewed");
}

}  // namespace
}  // namespace mingcha::test
