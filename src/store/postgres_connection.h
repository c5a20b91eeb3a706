// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/database.h"

struct pg_conn;
struct pg_result;

namespace mingcha::store {

/// What a failing statement means for its transaction.
enum class Doom {
  none,
  final,       ///< The statement is at fault, or the schema says no.
  try_again,   ///< Deadlock or serialization: another run may succeed.
  connection,  ///< The connection is lost; nothing was committed.
};

/// One connection to PostgreSQL, for one thread at a time, with its prepared statements. Kept in
/// pipeline mode: BEGIN, the first parse and the first statement go out together.
class PostgresConnection {
 public:
  /// `conninfo`: URL or keywords as libpq takes them. Throws StoreFault.
  explicit PostgresConnection(const std::string& conninfo);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  /// Sent with the first statement; a transaction without statements costs nothing.
  void begin(const char* sql);
  /// Throws StoreFault when the server did not say COMMIT.
  void commit();
  /// Never throws; a connection that cannot be used again is_lost() afterwards.
  void roll_back() noexcept;

  /// The statement once for each row of values, one round trip. Returns the rows changed in all.
  std::int64_t run(std::string_view sql, std::span<const std::span<const Value>> rows);
  std::vector<Row> query(std::string_view sql, std::span<const Value> values);
  /// Sent with what comes next; what comes next fails when this has failed.
  void post(std::string_view sql, std::span<const Value> values);
  void run_script(std::string_view sql);

  [[nodiscard]] bool is_lost() const { return lost_; }
  /// Of the statement that failed last.
  [[nodiscard]] Doom doom() const { return doom_; }

 private:
  struct Finish {
    void operator()(pg_conn* handle) const;
  };
  struct Clear {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clear>;
  enum class Command { plain, prepare, post, execute };

  void configure();
  void send_begin();
  void send_plain(const char* sql);
  std::string name_of(std::string_view sql, std::span<const Value> values);
  void send(Command command, std::string_view sql, std::span<const std::span<const Value>> rows);
  void synchronise();
  void settle();
  std::vector<Answer> receive();
  Answer receive_one(Command command);
  void check_sent(int sent);
  [[noreturn]] void fail(const pg_result* answer);
  [[noreturn]] void fail_connection();

  std::unique_ptr<pg_conn, Finish> handle_;
  std::unordered_map<std::string, std::string> statements_;  ///< SQL with types, to name.
  std::vector<Command> sent_;  ///< Commands whose answers have not come yet, in order.
  std::deque<std::pair<std::string, std::string>> preparing_;  ///< On their way, in order.
  std::uint64_t names_given_ = 0;
  const char* begin_ = nullptr;  ///< To be sent before the next statement.
  bool begun_ = false;           ///< The server has been told BEGIN.
  bool lost_ = false;
  Doom doom_ = Doom::none;
};

/// A session that is doomed by its first failing statement.
class PostgresSession final : public Session {
 public:
  explicit PostgresSession(PostgresConnection& connection) : connection_{connection} {}
  using Session::post;
  using Session::query;
  using Session::run;

  [[nodiscard]] Engine engine() const override { return Engine::postgres; }
  std::int64_t run(std::string_view sql, std::span<const Value> values) override;
  void post(std::string_view sql, std::span<const Value> values) override;
  std::vector<Row> query(std::string_view sql, std::span<const Value> values) override;
  std::int64_t run_all(std::string_view sql, std::span<const std::vector<Value>> rows) override;
  void run_script(std::string_view sql) override;

  /// What the first failing statement threw; null while all is well.
  [[nodiscard]] std::exception_ptr doom() const { return doom_; }

 private:
  template <typename Call>
  auto guarded(const Call& call);

  PostgresConnection& connection_;
  std::exception_ptr doom_;
};

}  // namespace mingcha::store
