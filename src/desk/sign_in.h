// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/result.h"
#include "desk/attempt_limit.h"
#include "people/visitor.h"

namespace mingcha::people {
struct Directory;
}  // namespace mingcha::people

namespace mingcha::store {
class Database;
struct Account;
}  // namespace mingcha::store

namespace mingcha::desk {

/// What somebody gives to sign in.
struct Credentials {
  std::string login;
  std::string password;
  std::string code;            ///< Six digits of the authenticator; empty where none is enrolled.
  std::string client_address;  ///< For the limit of attempts.
};

struct SignedIn {
  std::string token;  ///< For the cookie. Shown once; only its SHA-256 is kept.
  people::Visitor visitor;
};

/// For the audit trail. `person_id` is empty when nobody has that login.
struct SignInAttempt {
  std::string person_id;
  std::string client_address;
  Instant at;
  std::string outcome;  ///< "signed_in", or the code of the finding.
};

struct SignInOptions {
  Digest secrets_key{};  ///< Opens the second factors' secrets in the store.
  std::chrono::minutes idle{30};
  std::chrono::hours longest{12};
  int failures_max = 5;  ///< Wrong attempts in a row until the account is locked.
  std::chrono::minutes lock{15};
  int attempts_per_address = 30;                     ///< At once; then one more every two seconds.
  std::function<void(const SignInAttempt&)> record;  ///< May be empty.
};

/// Signing in, sessions, passwords and second factors. Safe to use from any thread.
class SignIn {
 public:
  using Directory = std::function<std::shared_ptr<const people::Directory>()>;

  SignIn(store::Database& database, Clock& clock, Directory directory, SignInOptions options);

  /// An unknown login, a wrong password and a closed account get the same answer after the same
  /// work. Codes: "wrong-credentials", "code-needed", "wrong-code", "too-many-attempts".
  [[nodiscard]] Result<SignedIn> sign_in(const Credentials& credentials);

  /// Whose session it is, with the roles of this moment, and keeps it from going idle. Nothing
  /// when it has ended in whatever way.
  [[nodiscard]] std::optional<people::Visitor> visitor(std::string_view token);

  /// The same for a page that is open and does nothing: it does not keep the session from going
  /// idle.
  [[nodiscard]] std::optional<people::Visitor> look_at(std::string_view token);

  void sign_out(std::string_view token);
  /// Ends every session of a person at once; returns how many.
  std::int64_t sign_out_everywhere(std::string_view person_id);
  /// The purpose for which this session looks into sealed records; empty takes it back. It is
  /// for the caller to record it.
  [[nodiscard]] Result<void> state_purpose(std::string_view token, std::string_view purpose);

  /// Gives a person the means to sign in. Refuses a poor password and a login that is taken.
  [[nodiscard]] Result<void> open_account(const std::string& person_id, const std::string& login,
                                          std::string_view password);
  /// Ends every session of the person, this one included: sign in again.
  [[nodiscard]] Result<void> change_password(const std::string& person_id,
                                             std::string_view old_password,
                                             std::string_view new_password);

  /// A secret to enrol, in base32. Nothing is stored until `enrol` proves that it works.
  [[nodiscard]] static std::string propose_secret();
  /// "otpauth://totp/…" for the QR code.
  [[nodiscard]] static std::string secret_address(std::string_view login, std::string_view secret);
  [[nodiscard]] Result<void> enrol(const std::string& person_id, std::string_view password,
                                   std::string_view secret, std::string_view code);
  /// The security administrator's help for a lost telephone. False: no such account.
  [[nodiscard]] bool remove_second_factor(const std::string& person_id);
  /// Takes a lock off. False: no such account.
  [[nodiscard]] bool unlock(const std::string& person_id);

 private:
  enum class Idle { goes_on, ends };
  [[nodiscard]] std::optional<people::Visitor> find_visitor(std::string_view token, Idle idle);
  [[nodiscard]] Result<void> within_limits(const Credentials& credentials, Instant now);
  [[nodiscard]] std::optional<store::Account> account_of(const std::string& login);
  [[nodiscard]] Result<store::Account> proven_account(const std::string& person_id,
                                                      std::string_view password);
  [[nodiscard]] Result<std::optional<std::int64_t>> check_code(const store::Account& account,
                                                               std::string_view code,
                                                               Instant now) const;
  [[nodiscard]] Result<SignedIn> begin_session(const store::Account& account,
                                               std::optional<std::int64_t> step,
                                               std::string_view password, Instant now);
  void count_failure(const store::Account& account, Instant now);
  void record(const std::string& person_id, const std::string& address, Instant at,
              const std::string& outcome) const;
  [[nodiscard]] std::optional<people::Visitor> make_visitor(std::string_view person_id) const;

  store::Database& database_;
  Clock& clock_;
  Directory directory_;
  SignInOptions options_;
  AttemptLimit by_login_;
  AttemptLimit by_address_;
  std::string nobodys_hash_;  ///< Checked against for unknown logins, to take as long.
};

}  // namespace mingcha::desk
