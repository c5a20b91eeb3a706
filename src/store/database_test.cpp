// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include <gtest/gtest.h>

#include "store/schema.h"

namespace mingcha::store {
namespace {

TEST(Address, OfAnUnknownKindIsRefusedWithoutRepeatingIt) {
  try {
    static_cast<void>(open("mysql://root:secret@host/db"));
    FAIL() << "opened";
  } catch (const StoreFault& fault) {
    EXPECT_EQ(std::string{fault.what()}.find("secret"), std::string::npos) << fault.what();
  }
}

TEST(Address, OfAnSqliteDatabaseInMemoryIsRefused) {
  EXPECT_THROW(static_cast<void>(open("sqlite::memory:")), StoreFault);
  EXPECT_THROW(static_cast<void>(open("sqlite:")), StoreFault);
}

TEST(MigrationText, IsWrittenOutForEachEngine) {
  constexpr std::string_view kText = "CREATE TABLE t (a ${identity}, b ${integer}) ${strict};";

  EXPECT_EQ(for_engine(kText, Engine::sqlite),
            "CREATE TABLE t (a integer PRIMARY KEY, b integer) STRICT;");
  EXPECT_EQ(for_engine(kText, Engine::postgres),
            "CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b bigint) ;");
}

TEST(MigrationText, LeavesNoPlaceholderBehindInTheShippedFiles) {
  ASSERT_FALSE(ground_migrations().empty());
  for (const Migration& migration : ground_migrations()) {
    EXPECT_EQ(for_engine(migration.text, Engine::sqlite).find("${"), std::string::npos);
    EXPECT_EQ(for_engine(migration.text, Engine::postgres).find("${"), std::string::npos);
  }
  for (const Migration& migration : derived_migrations()) {
    EXPECT_EQ(for_engine(migration.text, Engine::sqlite).find("${"), std::string::npos);
    EXPECT_EQ(for_engine(migration.text, Engine::postgres).find("${"), std::string::npos);
  }
}

TEST(Row, DoesNotTakeZeroOrTheEmptyTextForNull) {
  const Row row{{nullptr, std::int64_t{0}, std::string{}}};

  EXPECT_TRUE(row.is_null(0));
  EXPECT_FALSE(row.is_null(1));
  EXPECT_FALSE(row.is_null(2));
  EXPECT_EQ(row.optional_integer(0), std::nullopt);
  EXPECT_EQ(row.optional_integer(1), 0);
  EXPECT_EQ(row.optional_text(2), "");
}

}  // namespace
}  // namespace mingcha::store
