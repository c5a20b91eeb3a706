// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "test/conformance/engine.h"

namespace mingcha::store {
namespace {

/// A table with one column of each type.
class Values : public OnEachEngine {
 protected:
  Values() {
    write([&](Session& session) {
      session.run_script(
          GetParam() == Engine::sqlite
              ? "CREATE TABLE probe (id integer PRIMARY KEY, i integer, t text, b blob) STRICT"
              : "CREATE TABLE probe (id bigint PRIMARY KEY, i bigint, t text, b bytea)");
    });
  }
  Row stored(const Value& integer, const Value& text, const Value& blob) {
    run("INSERT INTO probe (id, i, t, b) VALUES (1, $1, $2, $3)", {integer, text, blob});
    return query("SELECT i, t, b FROM probe").front();
  }
};

TEST_P(Values, KeepTheExtremesOf64Bits) {
  constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  run("INSERT INTO probe (id, i) VALUES (1, $1), (2, $2), (3, $3)", {kLeast, kMost, -1});

  const auto rows = query("SELECT i FROM probe ORDER BY id");

  EXPECT_EQ(rows[0].integer(0), kLeast);
  EXPECT_EQ(rows[1].integer(0), kMost);
  EXPECT_EQ(rows[2].integer(0), -1);
}

TEST_P(Values, KeepBytesWithZerosAndEveryOtherValue) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  bytes += std::string(3, '\0');

  const Row row = stored(nullptr, nullptr, Blob{bytes});

  EXPECT_EQ(row.text(2), bytes);
  EXPECT_TRUE(row.is_null(0));
  EXPECT_TRUE(row.is_null(1));
}

TEST_P(Values, TellTheEmptyFromNull) {
  const Row row = stored(nullptr, std::string_view{}, Blob{});

  EXPECT_TRUE(row.is_null(0));
  ASSERT_FALSE(row.is_null(1));
  EXPECT_EQ(row.text(1), "");
  ASSERT_FALSE(row.is_null(2));
  EXPECT_EQ(row.text(2), "");
}

TEST_P(Values, KeepChineseAndFourByteCharactersAndQuotes) {
  const std::string text = "𠮷林省 “张三” '; DROP TABLE event; -- \\x00 $1 😀\n\t";

  EXPECT_EQ(stored(nullptr, text, nullptr).text(1), text);
}

TEST_P(Values, KeepAMebibyteOfTextAndOfBytes) {
  const std::string bytes(1 << 20, '\xff');
  std::string text;
  while (text.size() < (1 << 20)) text += "明察";

  const Row row = stored(nullptr, text, Blob{bytes});

  EXPECT_EQ(row.text(1), text);
  EXPECT_EQ(row.text(2), bytes);
}

TEST_P(Values, RefuseTextThatIsNotTextAndStoreNothing) {
  for (const std::string_view bad : {std::string_view{"a\0b", 3}, std::string_view{"\xc3\x28"}}) {
    EXPECT_THROW(run("INSERT INTO probe (id, t) VALUES (1, $1)", {bad}), StoreFault);
  }
  EXPECT_EQ(count("probe"), 0);
}

TEST_P(Values, ArePlacedByTheirNumberNotByTheirOrder) {
  run("INSERT INTO probe (t, id, i) VALUES ($3, $1, $2)", {7, 8, "nine"});
  run("UPDATE probe SET i = i + $2, t = $1 || $1 WHERE i >= $2", {"x", 8});

  const Row row = query("SELECT id, i, t FROM probe").front();
  EXPECT_EQ(row.integer(0), 7);
  EXPECT_EQ(row.integer(1), 16);
  EXPECT_EQ(row.text(2), "xx");
}

TEST_P(Values, OfTheWrongTypeOrNumberAreRefused) {
  EXPECT_THROW(run("INSERT INTO probe (id, i) VALUES (1, $1)", {"not a number"}), StoreFault);
  EXPECT_THROW(run("INSERT INTO probe (id) VALUES ($1)", {1, 2}), StoreFault);
  EXPECT_THROW(run("INSERT INTO probe (id, i) VALUES ($1, $2)", {1}), StoreFault);
  EXPECT_THROW(run("DELETE FROM probe; DELETE FROM probe"), StoreFault);
  EXPECT_EQ(count("probe"), 0);
}

TEST_P(Values, MayBeNullInOneCallAndNotInTheNextOfTheSameStatement) {
  constexpr std::string_view kInsert = "INSERT INTO probe (id, i, t, b) VALUES ($1, $2, $3, $4)";
  run(kInsert, {1, nullptr, nullptr, nullptr});
  run(kInsert, {2, 2, "two", Blob{"\x02"}});
  run(kInsert, {3, nullptr, "three", nullptr});

  const auto rows = query("SELECT i, t, b FROM probe ORDER BY id");
  EXPECT_TRUE(rows[0].is_null(2));
  EXPECT_EQ(rows[1].integer(0), 2);
  EXPECT_EQ(rows[1].text(2), "\x02");
  EXPECT_EQ(rows[2].text(1), "three");
}

TEST_P(Values, OfManyRowsGoInWithOneCallAndAllAreCounted) {
  std::vector<std::vector<Value>> rows;
  for (std::int64_t id = 1; id <= 1'000; ++id) {
    rows.push_back({id, id % 3 == 0 ? Value{nullptr} : Value{id * 2}});
  }
  std::int64_t changed = 0;
  write([&](Session& session) {
    changed = session.run_all("INSERT INTO probe (id, i) VALUES ($1, $2)", rows);
  });

  EXPECT_EQ(changed, 1'000);
  EXPECT_EQ(count("probe"), 1'000);
  EXPECT_EQ(query("SELECT count(i), sum(i) FROM probe").front().integer(0), 667);
}

TEST_P(Values, OfManyRowsWithOneBadLeaveNothing) {
  const std::vector<std::vector<Value>> rows{{1, 1}, {2, 2}, {1, 3}, {4, 4}};

  EXPECT_THROW(write([&](Session& session) {
                 session.run_all("INSERT INTO probe (id, i) VALUES ($1, $2)", rows);
               }),
               UniqueViolation);
  EXPECT_EQ(count("probe"), 0);
}

TEST_P(Values, InFloatingPointAreNeverAnswered) {
  EXPECT_THROW(query("SELECT CAST(1.5 AS double precision)"), StoreFault);
}

TEST_P(Values, SurviveMoreStatementTextsThanAreKept) {
  for (int i = 0; i < 1'200; ++i) {
    const auto sql = "SELECT id + " + std::to_string(i) + " FROM probe WHERE i = $1";
    ASSERT_TRUE(query(sql, {i}).empty());
  }
  run("INSERT INTO probe (id, i) VALUES ($1, $2)", {1, 5});
  EXPECT_EQ(query("SELECT id + 7 FROM probe WHERE i = $1", {5}).front().integer(0), 8);
}

INSTANTIATE_TEST_SUITE_P(Engines, Values, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
