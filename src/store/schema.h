// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mingcha::store {

class Database;
class Session;
enum class Engine;

/// A file of migrations/: its path below that folder and its text.
struct Migration {
  std::string_view name;  ///< "ground/0001_record.sql", "ground/0002_guards.postgres.sql"
  std::string_view text;
};

/// Those compiled in, in order of name. Files marked for the other engine are among them.
[[nodiscard]] std::span<const Migration> ground_migrations();
[[nodiscard]] std::span<const Migration> derived_migrations();

/// The text for one engine: ${integer}, ${identity}, ${text}, ${blob} and ${strict} written out.
[[nodiscard]] std::string for_engine(std::string_view text, Engine engine);

/// As open(address) in database.h, with other migrations: for tests and for tools.
[[nodiscard]] std::unique_ptr<Database> open(std::string_view address,
                                             std::span<const Migration> ground,
                                             std::span<const Migration> derived);

/// Lets one program at a time change the schema, until the transaction ends.
void lock_schema(Session& session);

/// Brings the tables of the record up to date. StoreFault when a migration that was applied has
/// another text now, or when the database knows one that this program does not.
void apply_ground(Session& session, std::span<const Migration> migrations);

/// Derived tables carry no truth: they can be dropped at any hour and filled again from the
/// events. Dropping finds them in the database's own list, so it also removes those that an older
/// version of the program had made.
void drop_derived(Session& session);
void create_derived(Session& session, std::span<const Migration> migrations = derived_migrations());
/// Drops and creates them when their definition is not the program's own.
void update_derived(Session& session, std::span<const Migration> migrations);

/// True after create_derived on a record with events, until mark_derived_filled.
[[nodiscard]] bool derived_is_stale(Session& session);
void mark_derived_filled(Session& session);

}  // namespace mingcha::store
