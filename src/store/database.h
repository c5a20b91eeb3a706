// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace mingcha::store {

/// The database failed (disk full, connection lost). Thrown by store/ and by nothing else.
class StoreFault : public Fault {
 public:
  using Fault::Fault;
};

/// A row with that key is there already. Decided by the engine's code, never by its text.
class UniqueViolation : public StoreFault {
 public:
  using StoreFault::StoreFault;
};

/// The schema says no: a foreign key, a CHECK, NOT NULL or a trigger. The message says which.
class ConstraintViolation : public StoreFault {
 public:
  using StoreFault::StoreFault;
};

/// Bytes, as opposed to text, as a statement's parameter.
struct Blob {
  std::string_view bytes;
};

/// Text must be well-formed UTF-8 without U+0000 (both engines refuse anything else: StoreFault).
/// The bytes are the caller's and must live until the call returns.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob>;

[[nodiscard]] inline Value or_null(const std::optional<std::string>& text) {
  return text ? Value{std::string_view{*text}} : Value{nullptr};
}
[[nodiscard]] inline Value or_null(const std::optional<std::int64_t>& integer) {
  return integer ? Value{*integer} : Value{nullptr};
}

/// One row of an answer. Columns are counted from 0; text and bytes are copies.
class Row {
 public:
  using Cell = std::variant<std::nullptr_t, std::int64_t, std::string>;
  explicit Row(std::vector<Cell> cells) : cells_{std::move(cells)} {}
  [[nodiscard]] bool is_null(std::size_t column) const;
  [[nodiscard]] std::int64_t integer(std::size_t column) const;
  /// Text or bytes.
  [[nodiscard]] const std::string& text(std::size_t column) const;
  /// Nothing for NULL.
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::size_t column) const;
  [[nodiscard]] std::optional<std::string> optional_text(std::size_t column) const;

 private:
  std::vector<Cell> cells_;
};

enum class Engine { sqlite, postgres };

/// One connection inside one transaction. Statements use $1, $2 … on both engines, are prepared
/// once per connection and kept, so their text should be constant. A statement that fails dooms
/// the whole transaction, also where its exception is caught: nothing more runs, nothing remains,
/// and Outcome::commit throws it again.
class Session {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  virtual ~Session() = default;

  [[nodiscard]] virtual Engine engine() const = 0;

  /// Runs a statement that answers no rows. Returns how many rows it changed.
  std::int64_t run(std::string_view sql, std::initializer_list<Value> values = {}) {
    return run(sql, std::span<const Value>{values.begin(), values.size()});
  }
  virtual std::int64_t run(std::string_view sql, std::span<const Value> values) = 0;

  /// Runs a statement of which nobody waits for the answer. It is carried out in its place, before
  /// whatever is asked next or the commit, and those fail when it has failed. PostgreSQL: together
  /// with them, in one round trip; so where a refusal is expected, `run` must ask.
  void post(std::string_view sql, std::initializer_list<Value> values = {}) {
    post(sql, std::span<const Value>{values.begin(), values.size()});
  }
  virtual void post(std::string_view sql, std::span<const Value> values) = 0;

  /// Integers, text and bytes only: a floating-point column is a StoreFault.
  std::vector<Row> query(std::string_view sql, std::initializer_list<Value> values = {}) {
    return query(sql, std::span<const Value>{values.begin(), values.size()});
  }
  virtual std::vector<Row> query(std::string_view sql, std::span<const Value> values) = 0;

  /// The same statement once per row of values, in their order, without waiting for each answer
  /// (PostgreSQL: one round trip). Returns how many rows were changed in all.
  virtual std::int64_t run_all(std::string_view sql, std::span<const std::vector<Value>> rows) = 0;

  /// Several statements without values: schema changes.
  virtual void run_script(std::string_view sql) = 0;
};

/// Until the transaction ends nobody else gets past this line with the same name: what was read
/// after it stays true. On SQLite write transactions come one after the other anyway.
void hold_name(Session& session, std::string_view name);

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
  /// never each other's fate; only where the flush itself fails, all who share it get a StoreFault.
  /// `work` may run on another thread, must not call the database, and may run more than once
  /// (PostgreSQL: deadlock, connection lost before the commit was sent): apart from the session it
  /// may only assign to variables of its caller. A connection lost while the commit is under way
  /// is a StoreFault of which nobody can say whether it was carried out: ask again by the key.
  virtual void write(const std::function<Outcome(Session&)>& work) = 0;

  /// Runs `work` on a consistent snapshot that includes every write that has returned.
  /// May run on a lost connection's successor again.
  virtual void read(const std::function<void(Session&)>& work) = 0;

  /// Write transactions made durable since this object was opened. On SQLite one of them may hold
  /// the works of many callers.
  [[nodiscard]] virtual std::uint64_t commits() const = 0;
};

/// "sqlite:<path>" (created when missing) or "postgresql://…" / "postgresql:host=… dbname=…".
/// Applies pending migrations (ground, then derived). Throws StoreFault.
[[nodiscard]] std::unique_ptr<Database> open(std::string_view address);

}  // namespace mingcha::store
