// SPDX-License-Identifier: Apache-2.0
#include "store/account_store.h"

#include <vector>

#include "store/database.h"

namespace mingcha::store {
namespace {

std::optional<Account> read_account(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  Account account{.person_id = row.text(0),
                  .login = row.text(1),
                  .password_hash = row.text(2),
                  .totp_secret = row.optional_text(3),
                  .totp_last_step = row.integer(4),
                  .failed = row.integer(5),
                  .locked_until = {},
                  .state = row.integer(7) == 1 ? AccountState::active : AccountState::closed};
  if (!row.is_null(6)) account.locked_until = from_millis(row.integer(6));
  return account;
}

Value wrapped_or_null(const std::optional<std::string>& wrapped) {
  return wrapped ? Value{Blob{*wrapped}} : Value{nullptr};
}

std::int64_t to_column(AccountState state) { return state == AccountState::active ? 1 : 0; }

}  // namespace

void create_account(Session& session, const Account& account) {
  const Value locked_until =
      account.locked_until ? Value{to_millis(*account.locked_until)} : Value{nullptr};
  session.run(
      "INSERT INTO account (person_id, login, password_hash, totp_secret, totp_last_step, failed, "
      "locked_until, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {account.person_id, account.login, account.password_hash,
       wrapped_or_null(account.totp_secret), account.totp_last_step, account.failed, locked_until,
       to_column(account.state)});
}

std::optional<Account> find_account(Session& session, std::string_view person_id) {
  return read_account(
      session.query("SELECT person_id, login, password_hash, totp_secret, totp_last_step, failed, "
                    "locked_until, active FROM account WHERE person_id = $1",
                    {person_id}));
}

std::optional<Account> find_account_by_login(Session& session, std::string_view login) {
  return read_account(
      session.query("SELECT person_id, login, password_hash, totp_secret, totp_last_step, failed, "
                    "locked_until, active FROM account WHERE login = $1",
                    {login}));
}

bool set_login(Session& session, std::string_view person_id, std::string_view login) {
  return session.run("UPDATE account SET login = $2 WHERE person_id = $1", {person_id, login}) == 1;
}

bool set_password(Session& session, std::string_view person_id, std::string_view password_hash) {
  return session.run("UPDATE account SET password_hash = $2 WHERE person_id = $1",
                     {person_id, password_hash}) == 1;
}

bool set_totp_secret(Session& session, std::string_view person_id,
                     const std::optional<std::string>& wrapped) {
  return session.run("UPDATE account SET totp_secret = $2, totp_last_step = 0 WHERE person_id = $1",
                     {person_id, wrapped_or_null(wrapped)}) == 1;
}

bool set_account_state(Session& session, std::string_view person_id, AccountState state) {
  return session.run("UPDATE account SET active = $2 WHERE person_id = $1",
                     {person_id, to_column(state)}) == 1;
}

bool use_totp_step(Session& session, std::string_view person_id, std::int64_t step) {
  return session.run(
             "UPDATE account SET totp_last_step = $2 WHERE person_id = $1 AND totp_last_step < $2",
             {person_id, step}) == 1;
}

std::int64_t count_failure(Session& session, std::string_view person_id) {
  const auto rows = session.query(
      "UPDATE account SET failed = failed + 1 WHERE person_id = $1 RETURNING failed", {person_id});
  return rows.empty() ? 0 : rows.front().integer(0);
}

bool lock_account(Session& session, std::string_view person_id, Instant until) {
  return session.run("UPDATE account SET locked_until = $2 WHERE person_id = $1",
                     {person_id, to_millis(until)}) == 1;
}

bool clear_failures(Session& session, std::string_view person_id) {
  return session.run("UPDATE account SET failed = 0, locked_until = NULL WHERE person_id = $1",
                     {person_id}) == 1;
}

void save_web_session(Session& session, const WebSession& web_session) {
  session.run(
      "INSERT INTO web_session (token_hash, person_id, csrf, created, last_seen, expires, purpose) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {web_session.token_hash, web_session.person_id, web_session.csrf,
       to_millis(web_session.created), to_millis(web_session.last_seen),
       to_millis(web_session.expires), web_session.purpose});
}

std::optional<WebSession> find_web_session(Session& session, std::string_view token_hash) {
  const auto rows = session.query(
      "SELECT token_hash, person_id, csrf, created, last_seen, expires, purpose FROM web_session "
      "WHERE token_hash = $1",
      {token_hash});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return WebSession{.token_hash = row.text(0),
                    .person_id = row.text(1),
                    .csrf = row.text(2),
                    .created = from_millis(row.integer(3)),
                    .last_seen = from_millis(row.integer(4)),
                    .expires = from_millis(row.integer(5)),
                    .purpose = row.text(6)};
}

bool touch_web_session(Session& session, std::string_view token_hash, Instant last_seen,
                       Instant expires) {
  return session.run("UPDATE web_session SET last_seen = $2, expires = $3 WHERE token_hash = $1",
                     {token_hash, to_millis(last_seen), to_millis(expires)}) == 1;
}

bool set_purpose(Session& session, std::string_view token_hash, std::string_view purpose) {
  return session.run("UPDATE web_session SET purpose = $2 WHERE token_hash = $1",
                     {token_hash, purpose}) == 1;
}

bool end_web_session(Session& session, std::string_view token_hash) {
  return session.run("DELETE FROM web_session WHERE token_hash = $1", {token_hash}) == 1;
}

std::int64_t end_web_sessions_of(Session& session, std::string_view person_id) {
  return session.run("DELETE FROM web_session WHERE person_id = $1", {person_id});
}

std::int64_t end_expired_web_sessions(Session& session, Instant now) {
  return session.run("DELETE FROM web_session WHERE expires <= $1", {to_millis(now)});
}

}  // namespace mingcha::store
