// SPDX-License-Identifier: Apache-2.0
#include "desk/look_log.h"

#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "crypto/hash.h"
#include "desk/integrator.h"
#include "desk/log_desk.h"
#include "desk/recorder.h"
#include "desk/trail_desk.h"
#include "ledger/look_proof.h"
#include "ledger/tile_store.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"
#include "test/conformance/engine.h"
#include "test/conformance/raw_connection.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto kOrganisation = "119999220000000194";

/// One instance over the database: a trail, and what puts it into the log.
struct Instance {
  Instance(const std::string& address, const desk::Recorder& recorder, ledger::TileSource& tiles,
           const desk::LogKeys& keys, const ledger::Policy& policy, Clock& clock)
      : database{store::open(address)},
        log{*database, recorder, tiles, keys, policy},
        looks{*database, recorder, log, clock},
        trail{*database, clock} {}

  std::unique_ptr<store::Database> database;
  desk::LogDesk log;
  desk::LookLog looks;
  desk::TrailDesk trail;
};

class OnLooks : public ::testing::TestWithParam<store::Engine> {
 protected:
  OnLooks() {
    policy_.logs.push_back({keys_.signer.verifier(), "http://log.example"});
    policy_.quorum = "none";
  }

  Instance instance() { return {place_.address(), recorder_, tiles_, keys_, policy_, clock_}; }

  static people::Visitor visitor(int number) {
    people::Visitor out;
    out.person_id = "person-" + std::to_string(number);
    out.purpose = "案件质量评查";
    return out;
  }
  void look(Instance& at, int from, int to) {
    for (int i = from; i < to; ++i) at.trail.looked(visitor(i), "c-secret", "case", {}, true);
  }
  void integrate(Instance& at) {
    desk::Integrator integrator{*at.database, tiles_, folder_.path(), keys_};
    integrator.run(kOrganisation);
  }
  std::int64_t count(Instance& at, const std::string& table) {
    std::int64_t out = 0;
    at.database->read([&](store::Session& session) {
      out = session.query("SELECT count(*) FROM " + table).front().integer(0);
    });
    return out;
  }
  std::vector<std::string> codes(Instance& at) {
    std::vector<std::string> out;
    for (const auto& finding : at.looks.audit().findings) out.push_back(finding.code);
    return out;
  }
  /// As somebody with the database's own tool and every right, who takes its guards off first.
  void tamper(const std::string& sql) {
    store::RawConnection raw{place_.address()};
    for (const auto* table : {"look", "look_batch", "look_pending", "event", "leaf"}) {
      if (GetParam() == store::Engine::postgres) {
        ASSERT_EQ(raw.run("ALTER TABLE " + std::string{table} + " DISABLE TRIGGER ALL"), "");
        continue;
      }
      for (const auto* what : {"_never_updated", "_never_deleted", "_until_batched"}) {
        ASSERT_EQ(raw.run("DROP TRIGGER IF EXISTS " + std::string{table} + what), "");
      }
    }
    ASSERT_EQ(raw.run(sql), "");
  }

  FreshDatabase place_{GetParam()};
  TemporaryFolder folder_;
  ledger::FolderTileStore tiles_{folder_.path()};
  desk::Recorder recorder_{crypto::sha256(std::string_view{"wrapping"})};
  desk::LogKeys keys_{ledger::NoteSigner{"log.bureau.example/enforcement",
                                         crypto::sha256(std::string_view{"seed"})},
                      {}};
  ledger::Policy policy_;
  SetClock clock_{*parse_instant("2026-03-02T09:00:00+08:00")};
};
INSTANTIATE_TEST_SUITE_P(Engines, OnLooks,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(OnLooks, GetARootInTheLogAndEachItsProof) {
  auto one = instance();
  look(one, 0, 5);

  EXPECT_EQ(one.looks.batch(100), 5);
  EXPECT_EQ(one.looks.batch(100), 0) << "nothing waits any more";
  const auto seen = one.trail.looks_at("c-secret");
  ASSERT_EQ(seen.size(), 5U);
  EXPECT_FALSE(seen.front().log_index.has_value());
  EXPECT_FALSE(one.looks.proof(seen.front().id).has_value()) << "not in the log yet";
  integrate(one);

  for (const auto& look : one.trail.looks_at("c-secret")) {
    EXPECT_EQ(look.log_index, 0) << "one leaf for all of them";
    const auto proof = one.looks.proof(look.id);
    ASSERT_TRUE(proof.has_value());
    EXPECT_THAT(*proof, HasSubstr(look.person_id));
    const auto read = ledger::parse_look_proof(*proof);
    ASSERT_TRUE(read.has_value());
    const auto proven = ledger::verify_look(*read, policy_);
    ASSERT_TRUE(proven.has_value()) << proven.error().title.en;
    EXPECT_EQ(proven->leaf.type, ledger::LeafType::access_batch);
    for (const auto& field : proven->fields) {
      EXPECT_NE(field.name, "looks.key") << "it would open the looks beside it";
    }
  }
  EXPECT_FALSE(one.looks.proof(4711).has_value());
  const auto audit = one.looks.audit();
  EXPECT_THAT(audit.findings, IsEmpty());
  EXPECT_EQ(audit.batches, 1);
  EXPECT_EQ(audit.looks, 5);
}

TEST_P(OnLooks, TellTheLogNothingOfThemselves) {
  auto one = instance();
  look(one, 0, 3);
  ASSERT_EQ(one.looks.batch(100), 3);
  integrate(one);
  std::vector<store::LogEntry> entries;
  one.database->read([&](store::Session& session) { entries = store::entries(session, 0, 1); });
  ASSERT_EQ(entries.size(), 1U);
  const auto leaf = ledger::parse_leaf(entries.front().entry);
  ASSERT_TRUE(leaf.has_value());
  EXPECT_EQ(leaf->type, ledger::LeafType::access_batch);
  // The root over the looks is itself under a salt, and so is each look under it.
  std::vector<store::StoredEvent> events;
  one.database->read(
      [&](store::Session& session) { events = store::load(session, desk::kLookStream); });
  ASSERT_EQ(events.size(), 1U);
  EXPECT_THAT(events.front().body, Not(HasSubstr("person-")));
  EXPECT_THAT(events.front().body, Not(HasSubstr("c-secret")));
  EXPECT_THAT(events.front().body, Not(HasSubstr(to_hex(as_bytes(leaf->root)))));
}

TEST_P(OnLooks, AreTakenInBatchesOfABoundedSize) {
  auto one = instance();
  look(one, 0, 10);
  EXPECT_EQ(one.looks.batch(4), 10);
  integrate(one);
  const auto audit = one.looks.audit();
  EXPECT_THAT(audit.findings, IsEmpty());
  EXPECT_EQ(audit.batches, 3);
  EXPECT_EQ(audit.looks, 10);
  EXPECT_EQ(audit.waiting, 0);
  EXPECT_EQ(count(one, "event"), 3);
}

TEST_P(OnLooks, WaitOnWhenTheirBatchWasNotFinished) {
  auto one = instance();
  look(one, 0, 3);
  store::RawConnection raw{place_.address()};
  // The last thing that a batch writes.
  ASSERT_EQ(raw.run(GetParam() == store::Engine::sqlite
                        ? "CREATE TRIGGER power_cut BEFORE DELETE ON look_pending "
                          "BEGIN SELECT RAISE(ABORT, 'power cut'); END"
                        : "CREATE TRIGGER power_cut BEFORE DELETE ON look_pending "
                          "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"),
            "");
  EXPECT_ANY_THROW(one.looks.batch(100));
  EXPECT_EQ(count(one, "event"), 0);
  EXPECT_EQ(count(one, "look_batch"), 0);
  EXPECT_EQ(count(one, "look_pending"), 3);
  ASSERT_EQ(raw.run(GetParam() == store::Engine::sqlite ? "DROP TRIGGER power_cut"
                                                        : "DROP TRIGGER power_cut ON look_pending"),
            "");

  EXPECT_EQ(one.looks.batch(100), 3);
  integrate(one);
  EXPECT_THAT(one.looks.audit().findings, IsEmpty());
}

TEST_P(OnLooks, AreInOneBatchWhenTwoInstancesAreAtIt) {
  auto one = instance();
  auto other = instance();
  std::int64_t taken[2]{};
  {
    std::jthread first{[&] {
      for (int i = 0; i < 40; ++i) {
        look(one, i, i + 1);
        taken[0] += one.looks.batch(3);
      }
    }};
    std::jthread second{[&] {
      for (int i = 100; i < 140; ++i) {
        look(other, i, i + 1);
        taken[1] += other.looks.batch(3);
      }
    }};
  }
  taken[0] += one.looks.batch(3);

  EXPECT_EQ(taken[0] + taken[1], 80);
  EXPECT_EQ(count(one, "look_batch"), 80);
  EXPECT_EQ(count(one, "look_pending"), 0);
  integrate(one);
  const auto audit = other.looks.audit();
  EXPECT_EQ(audit.looks, 80);
  EXPECT_THAT(audit.findings, IsEmpty());
}

TEST_P(OnLooks, AreFoundWhenOneWasAltered) {
  auto one = instance();
  look(one, 0, 4);
  ASSERT_EQ(one.looks.batch(100), 4);
  integrate(one);
  ASSERT_THAT(codes(one), IsEmpty());
  tamper("UPDATE look SET person_id = 'person-9' WHERE person_id = 'person-2'");

  ASSERT_THAT(codes(one), ElementsAre("look-altered"));
  EXPECT_THAT(one.looks.audit().findings.front().what.zh, HasSubstr("第3号"));
}

TEST_P(OnLooks, AreFoundWhenOneWasDeleted) {
  auto one = instance();
  look(one, 0, 4);
  ASSERT_EQ(one.looks.batch(100), 4);
  integrate(one);
  tamper("DELETE FROM look WHERE person_id = 'person-2'");
  EXPECT_THAT(codes(one), ElementsAre("look-deleted"));
  // Whoever also takes it out of its batch has another root.
  tamper("DELETE FROM look_batch WHERE look_id = 3");
  EXPECT_THAT(codes(one), ElementsAre("batch-altered"));
}

TEST_P(OnLooks, AreFoundWhenTheHashWasMadeToFit) {
  auto one = instance();
  look(one, 0, 2);
  ASSERT_EQ(one.looks.batch(100), 2);
  integrate(one);
  tamper("UPDATE look_batch SET hash = '" + std::string(64, 'a') + "' WHERE look_id = 1");
  EXPECT_THAT(codes(one), Contains("batch-altered"));
}

TEST_P(OnLooks, AreFoundWhenAWholeBatchWasDeleted) {
  auto one = instance();
  look(one, 0, 2);
  ASSERT_EQ(one.looks.batch(100), 2);
  integrate(one);
  tamper("DELETE FROM look_batch");
  tamper("DELETE FROM look");
  tamper("DELETE FROM event");
  EXPECT_THAT(codes(one), Contains("batch-deleted")) << "its leaf is in the public log";
}

TEST_P(OnLooks, AreFoundWhenTheyWereTakenOffTheQueue) {
  auto one = instance();
  look(one, 0, 2);
  tamper("DELETE FROM look_pending WHERE look_id = 1");
  EXPECT_THAT(codes(one), ElementsAre("look-stray"));
}

TEST_P(OnLooks, AreNotLetGoByTheDatabase) {
  auto one = instance();
  look(one, 0, 2);
  store::RawConnection raw{place_.address()};
  EXPECT_NE(raw.run("DELETE FROM look_pending"), "") << "waits until it is in a batch";
  EXPECT_NE(raw.run("UPDATE look_pending SET look_id = 77 WHERE look_id = 1"), "");
  ASSERT_EQ(one.looks.batch(100), 2);
  EXPECT_NE(raw.run("DELETE FROM look_batch"), "");
  EXPECT_NE(raw.run("UPDATE look_batch SET place = 7 WHERE look_id = 1"), "");
  if (GetParam() == store::Engine::postgres) {
    EXPECT_NE(raw.run("TRUNCATE look_batch"), "");
    EXPECT_NE(raw.run("TRUNCATE look_pending"), "");
  } else {
    EXPECT_NE(raw.run("INSERT OR REPLACE INTO look_batch VALUES (1, 1, 0, '')"), "");
  }
  EXPECT_EQ(count(one, "look_batch"), 2);
}

}  // namespace
}  // namespace mingcha::test
