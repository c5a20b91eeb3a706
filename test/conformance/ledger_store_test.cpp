// SPDX-License-Identifier: Apache-2.0
#include "store/ledger_store.h"

#include "test/conformance/engine.h"
#include "test/conformance/raw_connection.h"

namespace mingcha::store {
namespace {

class LedgerStore : public OnEachEngine {
 protected:
  /// Appends an event with a leaf. Returns its seq.
  std::int64_t leaf(std::int64_t version, std::optional<std::int64_t> ref = std::nullopt) {
    const auto seq = append_one("case/1", version - 1).seq;
    write([&](Session& session) { save_leaf(session, leaf_of(seq, ref)); });
    return seq;
  }
  static Leaf leaf_of(std::int64_t seq, std::optional<std::int64_t> ref = std::nullopt) {
    Leaf leaf{.seq = seq,
              .eid = "eid-" + std::to_string(seq),
              .at = "2026-11-23T04:05:06Z",
              .type = "decision.made",
              .root = "root",
              .pub = {},
              .ref_seq = ref};
    if (ref) leaf.pub = "commitment";
    return leaf;
  }
  std::vector<std::int64_t> pending(std::int64_t limit = 100) {
    std::vector<std::int64_t> seqs;
    database_->read([&](Session& session) {
      for (const Leaf& leaf : pending_leaves(session, limit)) seqs.push_back(leaf.seq);
    });
    return seqs;
  }
};

TEST_P(LedgerStore, QueuesLeavesInOrderUntilTheyHaveAPlace) {
  const auto first = leaf(1);
  const auto second = leaf(2, first);
  const auto third = leaf(3);
  EXPECT_EQ(pending(), (std::vector{first, second, third}));
  EXPECT_EQ(pending(2), (std::vector{first, second}));

  write([&](Session& session) {
    EXPECT_TRUE(try_lock_integrator(session));
    const std::vector<LogEntry> entries{{0, first, std::string("a\0b", 3)}, {1, second, "two"}};
    EXPECT_TRUE(add_entries(session, 0, entries));
  });

  EXPECT_EQ(pending(), std::vector{third});
  database_->read([&](Session& session) {
    EXPECT_EQ(log_length(session), 2);
    EXPECT_EQ(find_leaf(session, second), leaf_of(second, first));
    EXPECT_EQ(find_leaf_by_eid(session, leaf_of(third).eid), leaf_of(third));
    EXPECT_EQ(entries(session, 0, 9).size(), 2U);
    EXPECT_EQ(entries(session, 0, 1).front().entry, std::string("a\0b", 3));
    EXPECT_EQ(entry_of(session, second), (LogEntry{1, second, "two"}));
    EXPECT_EQ(entry_of(session, third), std::nullopt);
  });
}

TEST_P(LedgerStore, AddsEntriesOnlyAtTheEnd) {
  const auto seq = leaf(1);
  write([&](Session& session) {
    const std::vector<LogEntry> ahead{{1, seq, "x"}};
    EXPECT_FALSE(add_entries(session, 1, ahead));
    const std::vector<LogEntry> right{{0, seq, "x"}};
    EXPECT_TRUE(add_entries(session, 0, right));
    EXPECT_FALSE(add_entries(session, 0, right));
    EXPECT_EQ(log_length(session), 1);
  });
}

TEST_P(LedgerStore, LeavesALeafInTheQueueWhenTheIntegratorIsRolledBack) {
  const auto seq = leaf(1);
  database_->write([&](Session& session) {
    const std::vector<LogEntry> one{{0, seq, "x"}};
    EXPECT_TRUE(add_entries(session, 0, one));
    return Outcome::roll_back;
  });
  EXPECT_EQ(pending(), std::vector{seq});
}

TEST_P(LedgerStore, KeepsOneRootForEachSizeAndTheLatestNote) {
  write([&](Session& session) {
    EXPECT_TRUE(save_checkpoint(session, {5, "root5", "note"}));
    EXPECT_TRUE(save_checkpoint(session, {5, "root5", "note with cosignature"}));
    EXPECT_FALSE(save_checkpoint(session, {5, "another", "note"}));
    EXPECT_TRUE(save_checkpoint(session, {9, "root9", "note9"}));
  });
  database_->read([&](Session& session) {
    EXPECT_EQ(find_checkpoint(session, 5), (LogCheckpoint{5, "root5", "note with cosignature"}));
    EXPECT_EQ(find_checkpoint(session, 6), std::nullopt);
    EXPECT_EQ(checkpoint_at_most(session, 8)->size, 5);
    EXPECT_EQ(checkpoint_at_most(session, 4), std::nullopt);
    EXPECT_EQ(checkpoint_covering(session, 4)->size, 5);
    EXPECT_EQ(checkpoint_covering(session, 5)->size, 9);
    EXPECT_EQ(checkpoint_covering(session, 9), std::nullopt);
  });
}

TEST_P(LedgerStore, MovesTheHeadOnlyFromWhereItIs) {
  write([&](Session& session) {
    EXPECT_EQ(log_head(session), (LogHead{0, ""}));
    EXPECT_TRUE(move_head(session, 0, 5, "five"));
    EXPECT_FALSE(move_head(session, 0, 7, "seven"));
    EXPECT_TRUE(move_head(session, 5, 5, "five, cosigned"));
    EXPECT_EQ(log_head(session), (LogHead{5, "five, cosigned"}));
  });
  EXPECT_THROW(write([](Session& session) { static_cast<void>(move_head(session, 5, 4, "back")); }),
               ConstraintViolation);
}

TEST_P(LedgerStore, ShowsAnEntryToOthersOnceACheckpointCoversIt) {
  const auto first = leaf(1);
  const auto second = leaf(2);
  write([&](Session& session) {
    EXPECT_EQ(covered_entry_of(session, first), std::nullopt);
    const std::vector<LogEntry> both{{0, first, "one"}, {1, second, "two"}};
    EXPECT_TRUE(add_entries(session, 0, both));
    EXPECT_EQ(covered_entry_of(session, first), std::nullopt);
    EXPECT_TRUE(move_head(session, 0, 1, "one"));
    EXPECT_EQ(covered_entry_of(session, first), (LogEntry{0, first, "one"}));
    EXPECT_EQ(covered_entry_of(session, second), std::nullopt);
  });
}

TEST_P(LedgerStore, ForgetsARecordKeyForGood) {
  const auto seq = append_one("case/1", 0).seq;
  const std::string wrapped("\0\x01\xff", 3);
  write([&](Session& session) { save_record_key(session, seq, wrapped); });
  write([&](Session& session) {
    EXPECT_EQ(find_record_key(session, seq), wrapped);
    EXPECT_TRUE(shred_record_key(session, seq));
    EXPECT_FALSE(shred_record_key(session, seq));
  });
  reopen();
  database_->read(
      [&](Session& session) { EXPECT_EQ(find_record_key(session, seq), std::nullopt); });
}

TEST_P(LedgerStore, RefusesToChangeTheLogStraightAtTheDatabase) {
  const auto seq = leaf(1);
  write([&](Session& session) {
    const std::vector<LogEntry> one{{0, seq, "x"}};
    EXPECT_TRUE(add_entries(session, 0, one));
    EXPECT_TRUE(save_checkpoint(session, {1, "root", "note"}));
    EXPECT_TRUE(move_head(session, 0, 1, "note"));
  });
  RawConnection raw{fresh_.address()};

  for (const char* sql :
       {"UPDATE leaf SET root = 'other'", "DELETE FROM leaf", "UPDATE log_entry SET idx = 7",
        "DELETE FROM log_entry", "UPDATE log_checkpoint SET root = 'other'",
        "DELETE FROM log_checkpoint", "UPDATE log_head SET size = 0", "DELETE FROM log_head",
        "INSERT INTO log_head (id, size, note) VALUES (2, 0, '')"}) {
    EXPECT_NE(raw.run(sql), "") << sql;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, LedgerStore, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
