// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "store/database.h"
#include "store/setting_store.h"

namespace mingcha::store {
namespace {

// Any constant, as long as it is ours alone: "mingcha1".
constexpr std::int64_t kSchemaLock = 0x6d696e6763686131;
constexpr std::string_view kDerivedState = "derived.state";

// Which migrations were applied. The full text is kept, so that a changed one is noticed.
constexpr std::string_view kBookkeeping = R"(
  CREATE TABLE IF NOT EXISTS schema_migration (
    name ${text} NOT NULL PRIMARY KEY,  -- path below migrations/
    text ${text} NOT NULL               -- as it was applied
  ) ${strict};
  CREATE TABLE IF NOT EXISTS derived_object (
    name ${text} NOT NULL PRIMARY KEY,  -- table or view made by migrations/derived
    kind ${text} NOT NULL               -- TABLE or VIEW
  ) ${strict};)";

// FTS5's shadow tables go with their table.
constexpr std::string_view kSqliteObjects = R"(
  SELECT name, CASE type WHEN 'view' THEN 'VIEW' ELSE 'TABLE' END FROM pragma_table_list
  WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\_%'
    ESCAPE '\')";
constexpr std::string_view kPostgresObjects = R"(
  SELECT relname, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
    ELSE 'TABLE' END FROM pg_class
  WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm'))";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

bool is_for(std::string_view name, Engine engine) {
  if (name.ends_with(".sqlite.sql")) return engine == Engine::sqlite;
  if (name.ends_with(".postgres.sql")) return engine == Engine::postgres;
  return true;
}

std::map<std::string, std::string> applied(Session& session, std::string_view folder) {
  std::map<std::string, std::string> found;
  const auto rows = session.query("SELECT name, text FROM schema_migration");
  for (const Row& row : rows) {
    if (row.text(0).starts_with(folder)) found.emplace(row.text(0), row.text(1));
  }
  return found;
}

void apply(Session& session, const Migration& migration) {
  session.run_script(for_engine(migration.text, session.engine()));
  session.run("INSERT INTO schema_migration (name, text) VALUES ($1, $2)",
              {migration.name, migration.text});
}

std::map<std::string, std::string> objects(Session& session) {
  std::map<std::string, std::string> found;
  const auto rows =
      session.query(session.engine() == Engine::sqlite ? kSqliteObjects : kPostgresObjects);
  for (const Row& row : rows) found.emplace(row.text(0), row.text(1));
  return found;
}

std::string quoted(std::string name) {
  replace_all(name, "\"", "\"\"");
  return '"' + name + '"';
}

}  // namespace

std::string for_engine(std::string_view text, Engine engine) {
  const bool sqlite = engine == Engine::sqlite;
  std::string written{text};
  replace_all(written, "${identity}",
              sqlite ? "integer PRIMARY KEY" : "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  replace_all(written, "${integer}", sqlite ? "integer" : "bigint");
  // "C": compared byte by byte as SQLite does, whatever the cluster's language.
  replace_all(written, "${text}", sqlite ? "text" : "text COLLATE \"C\"");
  replace_all(written, "${blob}", sqlite ? "blob" : "bytea");
  // Without it SQLite would store a text in a column of integers.
  replace_all(written, "${strict}", sqlite ? "STRICT" : "");
  return written;
}

void lock_schema(Session& session) {
  // On SQLite whoever writes is alone.
  if (session.engine() == Engine::postgres) {
    static_cast<void>(session.query("SELECT pg_advisory_xact_lock($1) IS NULL", {kSchemaLock}));
  }
}

void apply_ground(Session& session, std::span<const Migration> migrations) {
  session.run_script(for_engine(kBookkeeping, session.engine()));
  auto known = applied(session, "ground/");
  for (const Migration& migration : migrations) {
    if (!is_for(migration.name, session.engine())) continue;
    const auto found = known.find(std::string{migration.name});
    if (found == known.end()) {
      apply(session, migration);
      continue;
    }
    if (found->second != migration.text) {
      throw StoreFault(
          fmt::format("migration {} was changed after it had been applied; the "
                      "database and the program do not fit",
                      migration.name));
    }
    known.erase(found);
  }
  if (!known.empty()) {
    throw StoreFault(fmt::format("the database was made by a later program: it has migration {}",
                                 known.begin()->first));
  }
}

void drop_derived(Session& session) {
  const bool sqlite = session.engine() == Engine::sqlite;
  // Views first: they lean on tables.
  const auto rows =
      session.query("SELECT name, kind FROM derived_object ORDER BY kind LIKE '%VIEW' DESC, name");
  for (const Row& row : rows) {
    session.run_script(fmt::format("DROP {} IF EXISTS {}{}", row.text(1), quoted(row.text(0)),
                                   sqlite ? "" : " CASCADE"));
  }
  session.run("DELETE FROM derived_object");
  session.run("DELETE FROM schema_migration WHERE name LIKE 'derived/%'");
}

void create_derived(Session& session, std::span<const Migration> migrations) {
  const auto before = objects(session);
  for (const Migration& migration : migrations) {
    if (is_for(migration.name, session.engine())) apply(session, migration);
  }
  for (const auto& [name, kind] : objects(session)) {
    if (before.contains(name)) continue;
    session.run("INSERT INTO derived_object (name, kind) VALUES ($1, $2)", {name, kind});
  }
  const auto events = session.query("SELECT 1 FROM event LIMIT 1");
  save_setting(session, kDerivedState, events.empty() ? "filled" : "stale");
}

void update_derived(Session& session, std::span<const Migration> migrations) {
  std::map<std::string, std::string> wanted;
  for (const Migration& migration : migrations) {
    if (is_for(migration.name, session.engine())) {
      wanted.emplace(migration.name, migration.text);
    }
  }
  if (applied(session, "derived/") == wanted && find_setting(session, kDerivedState)) return;
  drop_derived(session);
  create_derived(session, migrations);
}

bool derived_is_stale(Session& session) { return find_setting(session, kDerivedState) == "stale"; }

void mark_derived_filled(Session& session) { save_setting(session, kDerivedState, "filled"); }

}  // namespace mingcha::store
