// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>

#include "test/conformance/engine.h"
#include "test/support/postgres_cluster.h"

namespace mingcha::store {
namespace {

constexpr std::string_view kSet = "INSERT INTO setting (name, value) VALUES ($1, $2)";

class Transactions : public OnEachEngine {};

TEST_P(Transactions, OutliveTheDatabaseObject) {
  run(kSet, {"log.origin", "log.example/明察"});

  reopen();

  EXPECT_EQ(query("SELECT value FROM setting WHERE name = 'log.origin'").front().text(0),
            "log.example/明察");
}

TEST_P(Transactions, AreSeenByReadersAsSoonAsTheyReturn) {
  for (int i = 0; i < 50; ++i) {
    const auto name = std::to_string(i);
    run(kSet, {name, "x"});
    ASSERT_EQ(query("SELECT 1 FROM setting WHERE name = $1", {name}).size(), 1U);
  }
}

TEST_P(Transactions, RolledBackLeaveNothing) {
  const auto before = database_->commits();
  database_->write([](Session& session) {
    session.run(kSet, {"a", "b"});
    return Outcome::roll_back;
  });

  EXPECT_TRUE(query("SELECT 1 FROM setting WHERE name = 'a'").empty());
  EXPECT_EQ(database_->commits(), before);
}

TEST_P(Transactions, ThatThrowLeaveNothingAndPassTheExceptionOn) {
  EXPECT_THROW(write([](Session& session) {
                 session.run(kSet, {"a", "b"});
                 throw std::out_of_range("mine");
               }),
               std::out_of_range);

  EXPECT_TRUE(query("SELECT 1 FROM setting WHERE name = 'a'").empty());
  run(kSet, {"a", "c"});
}

TEST_P(Transactions, WithAFailedStatementCannotBeCommittedEvenWhenTheFailureIsCaught) {
  run(kSet, {"taken", "1"});

  EXPECT_THROW(write([](Session& session) {
                 session.run(kSet, {"new", "1"});
                 EXPECT_THROW(session.run(kSet, {"taken", "2"}), UniqueViolation);
                 EXPECT_THROW(session.run(kSet, {"newer", "1"}), UniqueViolation);
               }),
               UniqueViolation);

  EXPECT_TRUE(query("SELECT 1 FROM setting WHERE name IN ('new', 'newer')").empty());
}

TEST_P(Transactions, WithAFailedStatementMayBeRolledBackInPeace) {
  run(kSet, {"taken", "1"});

  database_->write([](Session& session) {
    try {
      session.run(kSet, {"taken", "2"});
    } catch (const UniqueViolation&) {
      return Outcome::roll_back;
    }
    return Outcome::commit;
  });

  EXPECT_EQ(query("SELECT value FROM setting WHERE name = 'taken'").front().text(0), "1");
}

/// The database has settings of its own.
constexpr std::string_view kMine = "SELECT value FROM setting WHERE name LIKE 'my %' ORDER BY name";

TEST_P(Transactions, CarryOutWhatWasPostedBeforeWhatIsAskedNext) {
  write([](Session& session) {
    for (int i = 0; i < 500; ++i) session.post(kSet, {"my " + std::to_string(i), "1"});
    EXPECT_EQ(session.query(kMine).size(), 500U);
    session.post("DELETE FROM setting WHERE name = 'my 7'");
    EXPECT_EQ(session.run("DELETE FROM setting WHERE name LIKE 'my %'"), 499);
    session.post(kSet, {"my last", "1"});
  });

  EXPECT_EQ(query(kMine).size(), 1U);
}

TEST_P(Transactions, WhoseLastPostedStatementFailsAreNotCommitted) {
  run(kSet, {"my own", "1"});

  EXPECT_THROW(write([](Session& session) {
                 session.post(kSet, {"my new one", "1"});
                 session.post(kSet, {"my own", "2"});
                 session.post(kSet, {"my newer one", "1"});
               }),
               UniqueViolation);

  EXPECT_EQ(query(kMine).size(), 1U);
  run(kSet, {"my next", "1"});  // The connection is as good as before.
  EXPECT_EQ(query(kMine).size(), 2U);
}

TEST_P(Transactions, WithAPostedStatementThatFailsEndAtTheNextQuestion) {
  run(kSet, {"my own", "1"});
  bool answered = false;

  EXPECT_THROW(write([&](Session& session) {
                 session.post(kSet, {"my own", "2"});
                 static_cast<void>(session.query(kMine));
                 answered = true;
               }),
               UniqueViolation);
  EXPECT_FALSE(answered);
  EXPECT_EQ(query(kMine).front().text(0), "1");
}

TEST_P(Transactions, WithPostedStatementsMayBeRolledBack) {
  run(kSet, {"my own", "1"});
  for (const std::string name : {"my new one", "my own"}) {
    database_->write([&](Session& session) {
      try {
        session.post(kSet, {name, "2"});
      } catch (const UniqueViolation&) {  // SQLite says so at once.
        return Outcome::roll_back;
      }
      return Outcome::roll_back;
    });
    ASSERT_EQ(query(kMine).size(), 1U);
  }
  run(kSet, {"my next", "1"});
  EXPECT_EQ(query(kMine).size(), 2U);
}

TEST_P(Transactions, SayWhatKindOfViolationItWas) {
  run(kSet, {"taken", "1"});

  EXPECT_THROW(run(kSet, {"taken", "2"}), UniqueViolation);
  EXPECT_THROW(run(kSet, {"null", nullptr}), ConstraintViolation);
  EXPECT_THROW(run("INSERT INTO record_key (seq, wrapped) VALUES ($1, $2)", {99, Blob{"k"}}),
               ConstraintViolation);
  EXPECT_THROW(run("UPDATE log_head SET size = -1"), ConstraintViolation);
  EXPECT_THROW(run("no such statement"), StoreFault);
}

TEST_P(Transactions, OfReadersCannotWrite) {
  EXPECT_THROW(database_->read([](Session& session) {
    session.run(kSet, {"a", "b"});
  }),
               StoreFault);

  EXPECT_TRUE(query("SELECT 1 FROM setting WHERE name = 'a'").empty());
}

TEST_P(Transactions, OfReadersSeeOneMomentThroughout) {
  database_->read([&](Session& session) {
    const auto before = session.query("SELECT count(*) FROM setting").front().integer(0);
    run(kSet, {"meanwhile", "1"});
    EXPECT_EQ(session.query("SELECT count(*) FROM setting").front().integer(0), before);
  });
  EXPECT_EQ(query("SELECT 1 FROM setting WHERE name = 'meanwhile'").size(), 1U);
}

TEST_P(Transactions, OfTwoDatabaseObjectsOnTheSamePlaceSeeEachOther) {
  const auto other = open(fresh_.address());
  for (int i = 0; i < 20; ++i) {
    auto& database = i % 2 == 0 ? *database_ : *other;
    database.write([&](Session& session) {
      EXPECT_EQ(
          session.query("SELECT count(*) FROM setting WHERE name LIKE 'both%'").front().integer(0),
          i);
      session.run(kSet, {"both" + std::to_string(i), "1"});
      return Outcome::commit;
    });
  }
}

TEST_P(Transactions, ThatOnlyReadCountAsNoFlush) {
  const auto before = database_->commits();
  static_cast<void>(query("SELECT 1 FROM setting"));
  EXPECT_EQ(database_->commits(), before);
}

INSTANTIATE_TEST_SUITE_P(Engines, Transactions, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

// The commit itself is made to fail (a foreign key checked only then): nobody may be told that
// his work was kept.
TEST(SqliteBatch, WhoseCommitFailsIsAFaultAndLeavesTheWriterWell) {
  const test::FreshDatabase fresh{Engine::sqlite};
  const auto database = open(fresh.address());

  EXPECT_THROW(database->write([](Session& session) {
    static_cast<void>(session.query("PRAGMA defer_foreign_keys = ON"));
    session.run("INSERT INTO record_key (seq, wrapped) VALUES ($1, $2)", {99, Blob{"k"}});
    return Outcome::commit;
  }),
               StoreFault);

  database->write([](Session& session) {
    EXPECT_TRUE(session.query("SELECT 1 FROM record_key").empty());
    session.run(kSet, {"after", "1"});
    return Outcome::commit;
  });
}

// SQLITE_FULL, by a limit on the file's pages.
TEST(SqliteBatch, OnAFullDiskFailsAndWorksAgainWhenThereIsRoom) {
  const test::FreshDatabase fresh{Engine::sqlite};
  const auto database = open(fresh.address());
  const std::string large(1 << 20, 'x');
  const auto fill = [&](Session& session) {
    session.run(kSet, {"large", large});
    return Outcome::commit;
  };
  const auto limit_pages = [&](std::string_view pragma) {
    database->write([&](Session& session) {
      static_cast<void>(session.query(pragma));
      return Outcome::roll_back;
    });
  };

  limit_pages("PRAGMA max_page_count = 100");
  EXPECT_THROW(database->write(fill), StoreFault);

  limit_pages("PRAGMA max_page_count = 1000000");
  database->write(fill);
  database->read([&](Session& session) {
    EXPECT_EQ(session.query("SELECT value FROM setting WHERE name = 'large'").front().text(0),
              large);
  });
}

TEST(PostgresConnection, ThatWasLostIsReplacedAndTheWorkRunsAgain) {
  const test::FreshDatabase fresh{Engine::postgres};
  const auto database = open(fresh.address());
  const auto killer = open(fresh.address());
  int runs = 0;

  database->write([&](Session& session) {
    session.run(kSet, {"survivor", "1"});
    if (++runs == 1) {
      const auto pid = session.query("SELECT pg_backend_pid()").front().integer(0);
      killer->read([&](Session& other) {
        static_cast<void>(other.query("SELECT pg_terminate_backend($1::int)", {pid}));
      });
      session.run(kSet, {"on a dead connection", "1"});
    }
    return Outcome::commit;
  });

  EXPECT_EQ(runs, 2);
  database->read([](Session& session) {
    EXPECT_EQ(session.query("SELECT 1 FROM setting WHERE name = 'survivor'").size(), 1U);
    EXPECT_TRUE(session.query("SELECT 1 FROM setting WHERE name LIKE 'on a%'").empty());
  });
}

TEST(PostgresCluster, ThatCrashedAndRecoveredHasEverythingThatReturned) {
  test::PostgresCluster cluster;
  const auto database = open(cluster.create_database());
  for (int i = 0; i < 20; ++i) {
    database->write([&](Session& session) {
      session.run(kSet, {"kept" + std::to_string(i), "1"});
      return Outcome::commit;
    });
  }

  cluster.crash();
  cluster.start();

  database->read([](Session& session) {
    EXPECT_EQ(session.query("SELECT 1 FROM setting WHERE name LIKE 'kept%'").size(), 20U);
  });
  database->write([](Session& session) {
    session.run(kSet, {"after", "1"});
    return Outcome::commit;
  });
}

}  // namespace
}  // namespace mingcha::store
