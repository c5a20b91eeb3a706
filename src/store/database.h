// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace mingcha::store {

/// The database failed (disk full, connection lost). Thrown by the engines and by nothing else.
class StoreFault : public Fault {
 public:
  using Fault::Fault;
};

/// Bytes, as opposed to text, as a statement's parameter.
struct Blob {
  std::string_view bytes;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob>;

/// One row of an answer. Columns are counted from 0; text and bytes are copies.
class Row {
 public:
  using Cell = std::variant<std::nullptr_t, std::int64_t, std::string>;
  explicit Row(std::vector<Cell> cells) : cells_{std::move(cells)} {}
  [[nodiscard]] bool is_null(std::size_t column) const;
  [[nodiscard]] std::int64_t integer(std::size_t column) const;
  /// Text or bytes.
  [[nodiscard]] const std::string& text(std::size_t column) const;

 private:
  std::vector<Cell> cells_;
};

/// One connection inside one transaction. Statements use $1, $2 … on both engines.
class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  virtual ~Session() = default;

  /// Runs a statement that answers no rows. Returns how many rows it changed.
  virtual std::int64_t run(std::string_view sql, std::initializer_list<Value> values) = 0;
  virtual std::vector<Row> query(std::string_view sql, std::initializer_list<Value> values) = 0;
};

enum class Engine { sqlite, postgres };
enum class Outcome { commit, roll_back };

/// A database of one agency. Safe to use from any thread.
class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  [[nodiscard]] virtual Engine engine() const = 0;

  /// Runs `work` in one write transaction. When it returns Outcome::commit, everything it wrote is
  /// durable before this call returns; on Outcome::roll_back, or when it throws (the exception
  /// passes through), nothing of it remains. Many callers may share one disk flush (SQLite) but
  /// never each other's fate. `work` may run on another thread and must not call the database.
  virtual void write(const std::function<Outcome(Session&)>& work) = 0;

  /// Runs `work` on a consistent snapshot that includes every write that has returned.
  virtual void read(const std::function<void(Session&)>& work) = 0;
};

/// "sqlite:<path>" (created when missing) or "postgresql://…" / "postgresql:host=… dbname=…".
/// Applies pending migrations (ground, then derived). Throws StoreFault.
[[nodiscard]] std::unique_ptr<Database> open(std::string_view address);

}  // namespace mingcha::store
