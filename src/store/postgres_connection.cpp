// SPDX-License-Identifier: Apache-2.0
#include "store/postgres_connection.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/assert.h"
#include "store/postgres_values.h"

namespace mingcha::store {
namespace {

// Beyond this many texts somebody builds SQL from values; then start over rather than grow.
constexpr std::size_t kStatementsMax = 500;
// Statements between two synchronisations: bounds what libpq keeps in memory.
constexpr std::size_t kRowsInFlight = 200;

/// By SQLSTATE alone (PostgreSQL's Appendix A).
Doom doom_of(std::string_view state) {
  // Class 57P: the server ends the connection; class 08: it is broken, except that 08P01 is also
  // the answer to a wrong number of values.
  if (state.starts_with("57P")) return Doom::connection;
  if (state.starts_with("08") && state != "08P01") return Doom::connection;
  if (state == "40001" || state == "40P01") return Doom::try_again;
  return Doom::final;
}

}  // namespace

void PostgresConnection::Finish::operator()(pg_conn* handle) const { PQfinish(handle); }
void PostgresConnection::Clear::operator()(pg_result* result) const { PQclear(result); }

PostgresConnection::PostgresConnection(const std::string& conninfo) {
  const std::array<const char*, 5> keywords{"connect_timeout", "dbname", "client_encoding",
                                            "fallback_application_name", nullptr};
  const std::array<const char*, 5> values{"10", conninfo.c_str(), "UTF8", "mingcha", nullptr};
  handle_.reset(PQconnectdbParams(keywords.data(), values.data(), /*expand_dbname=*/1));
  if (PQstatus(handle_.get()) != CONNECTION_OK) fail_connection();
  configure();
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::configure() {
  // Notices ("table exists, skipping") would go to standard error.
  PQsetNoticeProcessor(
      handle_.get(), [](void*, const char*) {}, nullptr);
  // "off" would answer before the commit is on the disk. Stronger settings are the deployer's.
  const Answer answer{PQexec(handle_.get(),
                             "SELECT set_config('synchronous_commit', 'on', false) "
                             "WHERE current_setting('synchronous_commit') = 'off'")};
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) fail(answer.get());
  if (PQenterPipelineMode(handle_.get()) != 1) fail_connection();
}

void PostgresConnection::begin(const char* sql) {
  MINGCHA_ASSERT(!begun_ && sent_.empty());
  begin_ = sql;
  doom_ = Doom::none;
}

void PostgresConnection::send_plain(const char* sql) {
  check_sent(PQsendQueryParams(handle_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 0));
  sent_.push_back(Command::plain);
}

void PostgresConnection::send_begin() {
  if (begin_ == nullptr) return;
  send_plain(std::exchange(begin_, nullptr));
  begun_ = true;
}

/// The prepared statement's name; one that is new is sent to be prepared. It is known only when
/// the server has said yes.
std::string PostgresConnection::name_of(std::string_view sql, std::span<const Value> values) {
  auto key = key_of(sql, values);
  if (const auto known = statements_.find(key); known != statements_.end()) return known->second;
  const auto coming =
      std::ranges::find(preparing_, key, &std::pair<std::string, std::string>::first);
  if (coming != preparing_.end()) return coming->second;
  check_each_is_used(sql, values.size());
  if (statements_.size() >= kStatementsMax) {
    settle();
    send_plain("DEALLOCATE ALL");
    statements_.clear();
  }
  const auto types = types_of(values);
  auto name = fmt::format("s{}", ++names_given_);
  check_sent(PQsendPrepare(handle_.get(), name.c_str(), std::string{sql}.c_str(),
                           static_cast<int>(types.size()), types.data()));
  sent_.push_back(Command::prepare);
  preparing_.emplace_back(std::move(key), name);
  return name;
}

/// All rows must have the same types.
void PostgresConnection::send(Command command, std::string_view sql,
                              std::span<const std::span<const Value>> rows) {
  // Before anything is sent: a text that cannot be sent must not leave half a command behind.
  const std::vector<Parameters> parameters(rows.begin(), rows.end());
  send_begin();
  const auto name = name_of(sql, rows.front());
  for (const Parameters& row : parameters) {
    check_sent(PQsendQueryPrepared(handle_.get(), name.c_str(), row.count(), row.pointers(),
                                   row.lengths(), row.formats(), 0));
    sent_.push_back(command);
  }
}

void PostgresConnection::synchronise() { check_sent(PQpipelineSync(handle_.get())); }

/// Hears what became of all that was posted.
void PostgresConnection::settle() {
  if (sent_.empty()) return;
  synchronise();
  static_cast<void>(receive());
}

/// One command's answer and the null that ends it.
PostgresConnection::Answer PostgresConnection::receive_one(Command command) {
  Answer answer{PQgetResult(handle_.get())};
  if (!answer || PQstatus(handle_.get()) == CONNECTION_BAD) {
    // The server's last words, when it had any, say more than "connection closed".
    if (answer && PQresultStatus(answer.get()) == PGRES_FATAL_ERROR) fail(answer.get());
    fail_connection();
  }
  while (Answer rest{PQgetResult(handle_.get())}) {
  }
  if (command == Command::prepare) {
    const bool known = PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
    if (known) statements_.insert(std::move(preparing_.front()));
    preparing_.pop_front();
  }
  return answer;
}

/// The answers to all that was sent, up to the synchronisation. Throws what failed first.
std::vector<PostgresConnection::Answer> PostgresConnection::receive() {
  std::vector<Answer> answers;
  Answer failed;
  lost_ = true;  // Until all answers have come nobody knows what the next one would be to.
  for (const Command command : sent_) {
    auto answer = receive_one(command);
    const auto status = PQresultStatus(answer.get());
    const bool fine = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!fine && !failed) failed = std::move(answer);
    if (fine && command == Command::execute) answers.push_back(std::move(answer));
  }
  sent_.clear();
  const Answer end{PQgetResult(handle_.get())};
  if (PQresultStatus(end.get()) != PGRES_PIPELINE_SYNC) fail_connection();
  lost_ = false;
  if (failed) fail(failed.get());
  return answers;
}

void PostgresConnection::check_sent(int sent) {
  if (sent != 1) fail_connection();
}

void PostgresConnection::fail_connection() {
  lost_ = true;
  doom_ = Doom::connection;
  throw StoreFault(fmt::format("PostgreSQL: {}", PQerrorMessage(handle_.get())));
}

void PostgresConnection::fail(const pg_result* answer) {
  const char* field = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const std::string_view state = field == nullptr ? "" : field;
  // Without a code the words are libpq's own: the connection broke.
  doom_ = state.empty() ? Doom::connection : doom_of(state);
  lost_ = lost_ || doom_ == Doom::connection;
  const auto message = fmt::format("PostgreSQL {}: {}", state, PQresultErrorMessage(answer));
  if (state == "23505") throw UniqueViolation(message);
  if (state.starts_with("23")) throw ConstraintViolation(message);
  throw StoreFault(message);
}

std::int64_t PostgresConnection::run(std::string_view sql,
                                     std::span<const std::span<const Value>> rows) {
  std::int64_t changed = 0;
  while (!rows.empty()) {
    // Rows may differ in where they have NULL, and then need a statement of their own.
    const auto key = key_of(sql, rows.front());
    std::size_t count = 1;
    while (count < std::min(rows.size(), kRowsInFlight) && key_of(sql, rows[count]) == key) {
      ++count;
    }
    send(Command::execute, sql, rows.first(count));
    synchronise();
    for (const Answer& answer : receive()) changed += changed_rows(answer.get());
    rows = rows.subspan(count);
  }
  return changed;
}

std::vector<Row> PostgresConnection::query(std::string_view sql, std::span<const Value> values) {
  const std::array<std::span<const Value>, 1> rows{values};
  send(Command::execute, sql, rows);
  synchronise();
  const auto answers = receive();
  return read_rows(answers.front().get());
}

void PostgresConnection::post(std::string_view sql, std::span<const Value> values) {
  if (sent_.size() >= kRowsInFlight) settle();
  const std::array<std::span<const Value>, 1> rows{values};
  send(Command::post, sql, rows);
}

void PostgresConnection::run_script(std::string_view sql) {
  send_begin();
  synchronise();
  static_cast<void>(receive());
  // Several statements at once go only by the simple protocol, outside the pipeline.
  if (PQexitPipelineMode(handle_.get()) != 1) fail_connection();
  const Answer answer{PQexec(handle_.get(), std::string{sql}.c_str())};
  if (PQstatus(handle_.get()) == CONNECTION_BAD) fail_connection();
  if (PQenterPipelineMode(handle_.get()) != 1) fail_connection();
  const auto status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(answer.get());
}

void PostgresConnection::commit() {
  begin_ = nullptr;
  if (!begun_) return;
  send_plain("COMMIT");
  sent_.back() = Command::execute;  // Its answer is wanted.
  synchronise();
  const auto answers = receive();
  // To COMMIT in a transaction that has failed the server answers ROLLBACK, without an error.
  if (std::string_view{PQcmdStatus(answers.front().get())} != "COMMIT") {
    throw StoreFault("PostgreSQL rolled back instead of committing");
  }
  begun_ = false;  // Not before: where a posted statement failed, the COMMIT was skipped.
}

void PostgresConnection::roll_back() noexcept {
  begin_ = nullptr;
  if (!std::exchange(begun_, false) || lost_) return;
  try {
    settle();
  } catch (const std::exception&) {
    if (lost_) return;  // The server rolls back by itself.
  }
  try {
    send_plain("ROLLBACK");
    synchronise();
    static_cast<void>(receive());
  } catch (const std::exception&) {
    lost_ = true;  // The server rolls back by itself.
  }
}

template <typename Call>
auto PostgresSession::guarded(const Call& call) {
  if (doom_) std::rethrow_exception(doom_);
  try {
    return call();
  } catch (...) {
    doom_ = std::current_exception();
    throw;
  }
}

std::int64_t PostgresSession::run(std::string_view sql, std::span<const Value> values) {
  return guarded([&] {
    const std::array<std::span<const Value>, 1> rows{values};
    return connection_.run(sql, rows);
  });
}

void PostgresSession::post(std::string_view sql, std::span<const Value> values) {
  guarded([&] { connection_.post(sql, values); });
}

std::vector<Row> PostgresSession::query(std::string_view sql, std::span<const Value> values) {
  return guarded([&] { return connection_.query(sql, values); });
}

std::int64_t PostgresSession::run_all(std::string_view sql,
                                      std::span<const std::vector<Value>> rows) {
  return guarded([&] {
    const std::vector<std::span<const Value>> spans(rows.begin(), rows.end());
    return connection_.run(sql, spans);
  });
}

void PostgresSession::run_script(std::string_view sql) {
  guarded([&] { connection_.run_script(sql); });
}

}  // namespace mingcha::store
