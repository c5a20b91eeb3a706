// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

#include <vector>

#include "test/conformance/engine.h"

namespace mingcha::store {
namespace {

constexpr Migration kLists{"derived/0001_lists.sql",
                           "CREATE TABLE case_list (stream ${text} PRIMARY KEY, n ${integer}) "
                           "${strict};\n"
                           "CREATE INDEX case_list_n ON case_list (n);\n"
                           "CREATE VIEW busy_case AS SELECT stream FROM case_list WHERE n > 1;"};
constexpr Migration kSqliteSearch{"derived/0002_search.sqlite.sql",
                                  "CREATE VIRTUAL TABLE case_search USING fts5(words);"};
constexpr Migration kPostgresSearch{
    "derived/0002_search.postgres.sql",
    "CREATE TABLE case_search (words tsvector);"
    "CREATE INDEX case_search_words ON case_search USING gin (words);"};

class Schema : public OnEachEngine {
 protected:
  void reopen_with(const std::vector<Migration>& ground, const std::vector<Migration>& derived) {
    database_.reset();
    database_ = open(fresh_.address(), ground, derived);
  }
  static std::vector<Migration> ground() {
    return {ground_migrations().begin(), ground_migrations().end()};
  }
  bool stale() {
    bool stale = false;
    database_->read([&](Session& session) { stale = derived_is_stale(session); });
    return stale;
  }
  const std::vector<Migration> derived_{kLists, kPostgresSearch, kSqliteSearch};
};

TEST_P(Schema, IsTheSameAtEveryOpening) {
  const auto tables = count("schema_migration");
  append_one("case/1", 0);
  reopen();
  reopen();
  EXPECT_EQ(count("schema_migration"), tables);
  EXPECT_EQ(count("event"), 1);
}

TEST_P(Schema, RefusesAMigrationWhoseTextWasChanged) {
  auto changed = ground();
  const auto text = std::string{changed.front().text} + "\n-- a word more";
  changed.front().text = text;

  EXPECT_THROW(reopen_with(changed, {}), StoreFault);
}

TEST_P(Schema, RefusesADatabaseOfALaterProgram) {
  auto later = ground();
  later.push_back({"ground/9999_later.sql", "CREATE TABLE later (id ${integer}) ${strict};"});
  reopen_with(later, {});

  EXPECT_THROW(reopen_with(ground(), {}), StoreFault);
  reopen_with(later, {});
}

TEST_P(Schema, AppliesAMigrationThatFailsNotAtAll) {
  auto broken = ground();
  broken.push_back({"ground/9998_good.sql", "CREATE TABLE good (id ${integer}) ${strict};"});
  broken.push_back({"ground/9999_broken.sql", "CREATE TABLE good (id ${integer}) ${strict};"});
  EXPECT_THROW(reopen_with(broken, {}), StoreFault);

  reopen();
  EXPECT_THROW(static_cast<void>(count("good")), StoreFault);
}

TEST_P(Schema, DropsAndMakesDerivedTablesAgainWithoutTouchingTheRecord) {
  append_one("case/1", 0);
  reopen_with(ground(), derived_);
  run("INSERT INTO case_list (stream, n) VALUES ('case/1', 2)");
  EXPECT_EQ(count("busy_case"), 1);
  EXPECT_TRUE(stale());

  write([&](Session& session) { mark_derived_filled(session); });
  EXPECT_FALSE(stale());
  write([&](Session& session) {
    drop_derived(session);
    create_derived(session, derived_);
  });

  EXPECT_EQ(count("case_list"), 0);
  EXPECT_EQ(count("busy_case"), 0);
  EXPECT_EQ(count("case_search"), 0);
  EXPECT_EQ(count("event"), 1);
  EXPECT_TRUE(stale());
  reopen_with(ground(), derived_);
  write([&](Session& session) { drop_derived(session); });
  EXPECT_THROW(static_cast<void>(count("case_list")), StoreFault);
  EXPECT_THROW(static_cast<void>(count("busy_case")), StoreFault);
  EXPECT_THROW(static_cast<void>(count("case_search")), StoreFault);
}

TEST_P(Schema, KeepsDerivedTablesWhileTheirDefinitionStays) {
  append_one("case/1", 0);
  reopen_with(ground(), derived_);
  run("INSERT INTO case_list (stream, n) VALUES ('case/1', 2)");
  write([](Session& session) { mark_derived_filled(session); });

  reopen_with(ground(), derived_);

  EXPECT_EQ(count("case_list"), 1);
  EXPECT_FALSE(stale());
}

TEST_P(Schema, MakesDerivedTablesAnewWhenTheirDefinitionChanged) {
  append_one("case/1", 0);
  reopen_with(ground(), derived_);
  write([](Session& session) { mark_derived_filled(session); });

  reopen_with(ground(), {{"derived/0001_lists.sql",
                          "CREATE TABLE other_list (stream ${text} PRIMARY KEY) ${strict};"}});

  EXPECT_EQ(count("other_list"), 0);
  EXPECT_THROW(static_cast<void>(count("case_list")), StoreFault);
  EXPECT_TRUE(stale());
}

TEST_P(Schema, OfAnEmptyRecordIsNeverStale) {
  reopen_with(ground(), derived_);
  EXPECT_FALSE(stale());
}

INSTANTIATE_TEST_SUITE_P(Engines, Schema, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
