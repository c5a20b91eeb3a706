// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite_connection.h"

#include <limits>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "store/bigram_tokenizer.h"

namespace mingcha::store {
namespace {

// Beyond this many texts somebody builds SQL from values; then start over rather than grow.
constexpr std::size_t kStatementsMax = 500;
constexpr int kBusyMillis = 10'000;

std::string describe(int code, const char* message) {
  return fmt::format("SQLite {}: {}", code, message);
}

/// Translates by code alone; the message is for the operator.
[[noreturn]] void throw_fault(int code, const char* message) {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
      code == SQLITE_CONSTRAINT_ROWID) {
    throw UniqueViolation(describe(code, message));
  }
  if ((code & 0xff) == SQLITE_CONSTRAINT) throw ConstraintViolation(describe(code, message));
  throw StoreFault(describe(code, message));
}

int bind_text(sqlite3_stmt* statement, int place, std::string_view text) {
  // PostgreSQL refuses such bytes; here they would come back cut or broken.
  if (!is_text(text)) throw StoreFault("a text parameter is not UTF-8 or contains U+0000");
  // A null pointer would bind NULL instead of the empty text.
  const char* bytes = text.empty() ? "" : text.data();
  return sqlite3_bind_text64(statement, place, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

int bind_one(sqlite3_stmt* statement, int place, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, place, *integer);
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    return bind_text(statement, place, *text);
  }
  if (const auto* blob = std::get_if<Blob>(&value)) {
    const char* bytes = blob->bytes.empty() ? "" : blob->bytes.data();
    return sqlite3_bind_blob64(statement, place, bytes, blob->bytes.size(), SQLITE_STATIC);
  }
  return sqlite3_bind_null(statement, place);
}

Row::Cell read_cell(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL: return nullptr;
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT: throw StoreFault("a statement answered a floating-point number");
    default: break;
  }
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return size == 0 ? std::string{} : std::string(bytes, size);
}

Row read_row(sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  std::vector<Row::Cell> cells;
  cells.reserve(static_cast<std::size_t>(count));
  for (int column = 0; column < count; ++column) cells.push_back(read_cell(statement, column));
  return Row{std::move(cells)};
}

/// Frees the statement for its next use however this one ends; forgets the caller's bytes.
class Rewind {
 public:
  explicit Rewind(sqlite3_stmt* statement) : statement_{statement} {}
  ~Rewind() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Rewind(const Rewind&) = delete;
  Rewind& operator=(const Rewind&) = delete;

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

void SqliteConnection::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void SqliteConnection::Finalize::operator()(sqlite3_stmt* handle) const {
  sqlite3_finalize(handle);
}

SqliteConnection::SqliteConnection(const std::string& path, Use use) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &raw,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (use == Use::write ? SQLITE_OPEN_CREATE : 0),
      nullptr);
  handle_.reset(raw);
  if (code != SQLITE_OK) throw_fault(code, sqlite3_errstr(code));
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, kBusyMillis);
  add_bigram_tokenizer(raw);
  if (use == Use::write) {
    // FULL: every commit is on the disk when it returns. NORMAL would lose the last ones.
    const auto mode = query("PRAGMA journal_mode = WAL", {});
    if (mode.empty() || mode.front().text(0) != "wal") {
      throw StoreFault("SQLite cannot keep a write-ahead log beside " + path);
    }
    run_script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;");
  } else {
    run_script("PRAGMA query_only = ON;");
  }
  run_script("PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;");
}

SqliteConnection::~SqliteConnection() = default;

void SqliteConnection::fail(int code) const { throw_fault(code, sqlite3_errmsg(handle_.get())); }

SqliteConnection::Statement& SqliteConnection::prepare(std::string_view sql) {
  if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsMax) statements_.clear();
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, &rest);
  if (code != SQLITE_OK) fail(code);
  if (raw == nullptr) throw StoreFault("an empty statement");
  Statement statement{.handle = std::unique_ptr<sqlite3_stmt, Finalize>{raw}, .places = {}};
  const std::string_view unread{rest, static_cast<std::size_t>(sql.data() + sql.size() - rest)};
  if (!trim(unread).empty()) throw StoreFault("more than one statement at once");
  // SQLite takes "$1" as a name and counts by first appearance.
  const int count = sqlite3_bind_parameter_count(raw);
  for (int number = 1; number <= count; ++number) {
    const auto name = fmt::format("${}", number);
    statement.places.push_back(sqlite3_bind_parameter_index(raw, name.c_str()));
  }
  return statements_.emplace(std::string{sql}, std::move(statement)).first->second;
}

void SqliteConnection::bind(Statement& statement, std::span<const Value> values) {
  if (values.size() != statement.places.size()) {
    throw StoreFault(fmt::format("a statement with {} parameters was given {} values",
                                 statement.places.size(), values.size()));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int code = bind_one(statement.handle.get(), statement.places[i], values[i]);
    if (code != SQLITE_OK) fail(code);
  }
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Value> values) {
  Statement& statement = prepare(sql);
  const Rewind rewind{statement.handle.get()};
  bind(statement, values);
  const auto before = sqlite3_total_changes64(handle_.get());
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement.handle.get());
  if (code != SQLITE_DONE) fail(code);
  // Statements other than INSERT, UPDATE, DELETE leave the count of the one before.
  if (sqlite3_total_changes64(handle_.get()) == before) return 0;
  return sqlite3_changes64(handle_.get());
}

std::vector<Row> SqliteConnection::query(std::string_view sql, std::span<const Value> values) {
  Statement& statement = prepare(sql);
  const Rewind rewind{statement.handle.get()};
  bind(statement, values);
  std::vector<Row> rows;
  int code = sqlite3_step(statement.handle.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(statement.handle.get())) {
    rows.push_back(read_row(statement.handle.get()));
  }
  if (code != SQLITE_DONE) fail(code);
  return rows;
}

void SqliteConnection::run_script(std::string_view sql) {
  const int code = sqlite3_exec(handle_.get(), std::string{sql}.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(sqlite3_extended_errcode(handle_.get()));
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

void SqliteConnection::roll_back() noexcept {
  if (in_transaction()) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

template <typename Call>
auto SqliteSession::guarded(const Call& call) {
  if (doom_) std::rethrow_exception(doom_);
  try {
    return call();
  } catch (...) {
    doom_ = std::current_exception();
    throw;
  }
}

std::int64_t SqliteSession::run(std::string_view sql, std::span<const Value> values) {
  return guarded([&] { return connection_.run(sql, values); });
}

std::vector<Row> SqliteSession::query(std::string_view sql, std::span<const Value> values) {
  return guarded([&] { return connection_.query(sql, values); });
}

std::int64_t SqliteSession::run_all(std::string_view sql,
                                    std::span<const std::vector<Value>> rows) {
  return guarded([&] {
    std::int64_t changed = 0;
    for (const auto& row : rows) changed += connection_.run(sql, row);
    return changed;
  });
}

void SqliteSession::run_script(std::string_view sql) {
  guarded([&] { connection_.run_script(sql); });
}

}  // namespace mingcha::store
