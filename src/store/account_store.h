// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace mingcha::store {

class Session;

enum class AccountState { active, closed };

/// How a person signs in. What the person may do is not here.
struct Account {
  std::string person_id;
  std::string login;  ///< Unique.
  std::string password_hash;
  std::optional<std::string> totp_secret;  ///< Wrapped; bytes.
  std::int64_t totp_last_step = 0;         ///< The last time step that was used.
  std::int64_t failed = 0;                 ///< Wrong attempts since the last right one.
  std::optional<Instant> locked_until;
  AccountState state = AccountState::active;

  bool operator==(const Account&) const = default;
};

/// UniqueViolation when the person has an account or the login is taken.
void create_account(Session& session, const Account& account);
[[nodiscard]] std::optional<Account> find_account(Session& session, std::string_view person_id);
[[nodiscard]] std::optional<Account> find_account_by_login(Session& session,
                                                           std::string_view login);
// Each of these returns false when there is no such account.
[[nodiscard]] bool set_login(Session& session, std::string_view person_id, std::string_view login);
[[nodiscard]] bool set_password(Session& session, std::string_view person_id,
                                std::string_view password_hash);
/// Nothing: no second factor. Sets the last step back to 0.
[[nodiscard]] bool set_totp_secret(Session& session, std::string_view person_id,
                                   const std::optional<std::string>& wrapped);
[[nodiscard]] bool set_account_state(Session& session, std::string_view person_id,
                                     AccountState state);
/// Uses up a time step. False also when this step or a later one was used: a code works once.
[[nodiscard]] bool use_totp_step(Session& session, std::string_view person_id, std::int64_t step);
/// Counts a wrong attempt; returns how many in a row. 0: no such account.
[[nodiscard]] std::int64_t count_failure(Session& session, std::string_view person_id);
[[nodiscard]] bool lock_account(Session& session, std::string_view person_id, Instant until);
/// Sets the count back to 0 and takes the lock off.
[[nodiscard]] bool clear_failures(Session& session, std::string_view person_id);

/// A browser that is signed in. Only the token's hash is kept.
struct WebSession {
  std::string token_hash;
  std::string person_id;
  std::string csrf;
  Instant created;
  Instant last_seen;
  Instant expires;
  std::string purpose;  ///< Purpose stated for sealed records; empty: none.

  bool operator==(const WebSession&) const = default;
};

/// The person must have an account.
void save_web_session(Session& session, const WebSession& web_session);
/// Also an expired one: the caller has the clock.
[[nodiscard]] std::optional<WebSession> find_web_session(Session& session,
                                                         std::string_view token_hash);
/// False: there is none (signed out meanwhile).
[[nodiscard]] bool touch_web_session(Session& session, std::string_view token_hash,
                                     Instant last_seen, Instant expires);
[[nodiscard]] bool set_purpose(Session& session, std::string_view token_hash,
                               std::string_view purpose);
[[nodiscard]] bool end_web_session(Session& session, std::string_view token_hash);
/// Everywhere at once. Returns how many.
std::int64_t end_web_sessions_of(Session& session, std::string_view person_id);
/// Those with expires <= now. Returns how many.
std::int64_t end_expired_web_sessions(Session& session, Instant now);

}  // namespace mingcha::store
