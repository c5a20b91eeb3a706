// SPDX-License-Identifier: Apache-2.0
#include "bench/raw_engine.h"

#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include <libpq-fe.h>
#include <sqlite3.h>

namespace mingcha::bench {
namespace {

constexpr const char* kSqliteTable =
    "CREATE TABLE raw_event (seq integer PRIMARY KEY, stream text NOT NULL, version integer NOT "
    "NULL, kind text NOT NULL, body text NOT NULL, actor text NOT NULL, at integer NOT NULL, "
    "command_key text NOT NULL, UNIQUE (stream, version)) STRICT";
constexpr const char* kPostgresTable =
    "CREATE TABLE raw_event (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text "
    "COLLATE \"C\" NOT NULL, version bigint NOT NULL, kind text NOT NULL, body text NOT NULL, "
    "actor text NOT NULL, at bigint NOT NULL, command_key text NOT NULL, UNIQUE (stream, version))";
constexpr const char* kInsert =
    "INSERT INTO raw_event (stream, version, kind, body, actor, at, command_key) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING seq";
constexpr int kColumns = 7;

class SqliteClient final : public RawClient {
 public:
  explicit SqliteClient(const std::string& path) {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open(path.c_str(), &raw);
    handle_.reset(raw);
    if (code != SQLITE_OK) fail();
    sqlite3_busy_timeout(raw, 10'000);
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  }
  void execute(const char* sql) {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  void commit_together(std::span<const RawRow> rows) override {
    if (!insert_) insert_ = prepared(kInsert);
    execute("BEGIN IMMEDIATE");
    for (const RawRow& row : rows) insert(row);
    execute("COMMIT");
  }
  std::size_t read(const std::string& sql) override {
    auto& statement = reads_[sql];
    if (!statement) statement = prepared(sql.c_str());
    std::size_t bytes = 0;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
      for (int column = 0; column < sqlite3_column_count(statement.get()); ++column) {
        (void)sqlite3_column_text(statement.get(), column);
        bytes += static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column));
      }
    }
    if (code != SQLITE_DONE) fail();
    sqlite3_reset(statement.get());
    return bytes;
  }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(handle_.get())); }

  Statement prepared(const char* sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql, -1, &raw, nullptr) != SQLITE_OK) fail();
    return Statement{raw};
  }

  void bind(int place, std::string_view text) {
    sqlite3_bind_text64(insert_.get(), place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }

  void insert(const RawRow& row) {
    bind(1, row.stream);
    sqlite3_bind_int64(insert_.get(), 2, row.version);
    bind(3, row.kind);
    bind(4, row.body);
    bind(5, row.actor);
    sqlite3_bind_int64(insert_.get(), 6, row.at);
    bind(7, row.command_key);
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW) code = sqlite3_step(insert_.get());
    if (code != SQLITE_DONE) fail();
    sqlite3_reset(insert_.get());
  }

  std::unique_ptr<sqlite3, Close> handle_;
  Statement insert_;
  std::map<std::string, Statement> reads_;
};

class PostgresClient final : public RawClient {
 public:
  explicit PostgresClient(const std::string& conninfo) : handle_{PQconnectdb(conninfo.c_str())} {
    if (PQstatus(handle_.get()) != CONNECTION_OK) fail();
  }
  void execute(const char* sql) { check(PQexec(handle_.get(), sql)); }
  /// One row needs no BEGIN: one round trip, the best there is.
  void commit_together(std::span<const RawRow> rows) override {
    if (!std::exchange(prepared_, true)) {
      check(PQprepare(handle_.get(), "insert", kInsert, kColumns, nullptr));
    }
    if (rows.size() > 1) execute("BEGIN");
    for (const RawRow& row : rows) insert(row);
    if (rows.size() > 1) execute("COMMIT");
  }
  std::size_t read(const std::string& sql) override {
    const auto [known, added] = reads_.try_emplace(sql, "read" + std::to_string(reads_.size()));
    const char* name = known->second.c_str();
    if (added) check(PQprepare(handle_.get(), name, sql.c_str(), 0, nullptr));
    const auto answer = check(PQexecPrepared(handle_.get(), name, 0, nullptr, nullptr, nullptr, 0));
    std::size_t bytes = 0;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
      for (int column = 0; column < PQnfields(answer.get()); ++column) {
        bytes += static_cast<std::size_t>(PQgetlength(answer.get(), row, column));
      }
    }
    return bytes;
  }

 private:
  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Outcome = std::unique_ptr<PGresult, Clear>;

  [[noreturn]] void fail() const { throw std::runtime_error(PQerrorMessage(handle_.get())); }

  Outcome check(PGresult* raw) const {
    Outcome outcome{raw};
    const auto status = PQresultStatus(raw);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
    return outcome;
  }

  void insert(const RawRow& row) {
    const auto version = std::to_string(row.version);
    const auto at = std::to_string(row.at);
    const std::array<std::string_view, kColumns> texts{
        row.stream, version, row.kind, row.body, row.actor, at, row.command_key};
    std::array<const char*, kColumns> values{};
    std::array<int, kColumns> lengths{};
    // Texts may go as "binary" and then need no final zero; numbers are sent as their digits.
    constexpr std::array<int, kColumns> kFormats{1, 0, 1, 1, 1, 0, 1};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      values[i] = texts[i].data();
      lengths[i] = static_cast<int>(texts[i].size());
    }
    check(PQexecPrepared(handle_.get(), "insert", kColumns, values.data(), lengths.data(),
                         kFormats.data(), 0));
  }

  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  std::unique_ptr<PGconn, Finish> handle_;
  bool prepared_ = false;
  std::map<std::string, std::string> reads_;  ///< SQL, and the name of what was prepared of it.
};

bool is_sqlite(const std::string& address) { return address.starts_with("sqlite:"); }
std::string after_colon(const std::string& address) {
  return address.substr(address.find(':') + 1);
}

}  // namespace

void create_raw_table(const std::string& address) {
  if (is_sqlite(address)) {
    SqliteClient{after_colon(address)}.execute(kSqliteTable);
  } else {
    PostgresClient{after_colon(address)}.execute(kPostgresTable);
  }
}

std::unique_ptr<RawClient> connect_raw(const std::string& address) {
  if (is_sqlite(address)) return std::make_unique<SqliteClient>(after_colon(address));
  return std::make_unique<PostgresClient>(after_colon(address));
}

}  // namespace mingcha::bench
