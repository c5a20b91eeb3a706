// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include "base/assert.h"
#include "store/postgres_database.h"
#include "store/schema.h"
#include "store/sqlite_database.h"

namespace mingcha::store {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kPostgres = "postgresql:";

std::unique_ptr<Database> connect(std::string_view address) {
  if (address.starts_with(kSqlite)) {
    const auto path = address.substr(kSqlite.size());
    // Each connection would see a database of its own.
    if (path.empty() || path.starts_with(':') || path.starts_with("file:")) {
      throw StoreFault("not the path of an SQLite file: " + std::string{path});
    }
    return std::make_unique<SqliteDatabase>(std::string{path});
  }
  if (address.starts_with(kPostgres)) {
    const bool is_url = address.substr(kPostgres.size()).starts_with("//");
    return std::make_unique<PostgresDatabase>(
        std::string{is_url ? address : address.substr(kPostgres.size())});
  }
  // Not repeated in the message: it may hold a password.
  throw StoreFault("a database address begins with sqlite: or postgresql:");
}

}  // namespace

bool Row::is_null(std::size_t column) const {
  return std::holds_alternative<std::nullptr_t>(cells_.at(column));
}

std::int64_t Row::integer(std::size_t column) const {
  const auto* integer = std::get_if<std::int64_t>(&cells_.at(column));
  MINGCHA_ASSERT(integer != nullptr);
  return *integer;
}

const std::string& Row::text(std::size_t column) const {
  const auto* text = std::get_if<std::string>(&cells_.at(column));
  MINGCHA_ASSERT(text != nullptr);
  return *text;
}

std::optional<std::int64_t> Row::optional_integer(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<std::string> Row::optional_text(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

void hold_name(Session& session, std::string_view name) {
  if (session.engine() != Engine::postgres) return;
  (void)session.query(
      "SELECT count(*) FROM (SELECT pg_advisory_xact_lock(hashtextextended($1, 0))) AS held",
      {name});
}

std::unique_ptr<Database> open(std::string_view address) {
  return open(address, ground_migrations(), derived_migrations());
}

std::unique_ptr<Database> open(std::string_view address, std::span<const Migration> ground,
                               std::span<const Migration> derived) {
  auto database = connect(address);
  database->write([&](Session& session) {
    lock_schema(session);
    apply_ground(session, ground);
    update_derived(session, derived);
    return Outcome::commit;
  });
  return database;
}

}  // namespace mingcha::store
