// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace mingcha::store {

/// One connection to an SQLite file, for one thread at a time, with its prepared statements.
class SqliteConnection {
 public:
  enum class Use { write, read };
  /// Creates the file when missing (write). Throws StoreFault.
  SqliteConnection(const std::string& path, Use use);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  std::int64_t run(std::string_view sql, std::span<const Value> values);
  std::vector<Row> query(std::string_view sql, std::span<const Value> values);
  void run_script(std::string_view sql);
  /// False also after SQLite rolled back by itself (disk full, out of memory).
  [[nodiscard]] bool in_transaction() const;
  /// Ends a transaction that may have ended already. Never throws.
  void roll_back() noexcept;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const;
  };
  struct Statement {
    std::unique_ptr<sqlite3_stmt, Finalize> handle;
    std::vector<int> places;  ///< SQLite's index of $1, $2 …
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  Statement& prepare(std::string_view sql);
  void bind(Statement& statement, std::span<const Value> values);
  [[noreturn]] void fail(int code) const;

  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
};

/// A session that is doomed by its first failing statement.
class SqliteSession final : public Session {
 public:
  explicit SqliteSession(SqliteConnection& connection) : connection_{connection} {}
  using Session::post;
  using Session::query;
  using Session::run;

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  std::int64_t run(std::string_view sql, std::span<const Value> values) override;
  void post(std::string_view sql, std::span<const Value> values) override { run(sql, values); }
  std::vector<Row> query(std::string_view sql, std::span<const Value> values) override;
  std::int64_t run_all(std::string_view sql, std::span<const std::vector<Value>> rows) override;
  void run_script(std::string_view sql) override;

  /// What the first failing statement threw; null while all is well.
  [[nodiscard]] std::exception_ptr doom() const { return doom_; }

 private:
  template <typename Call>
  auto guarded(const Call& call);

  SqliteConnection& connection_;
  std::exception_ptr doom_;
};

}  // namespace mingcha::store
