// SPDX-License-Identifier: Apache-2.0
#include "desk/sign_in.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "crypto/sealed.h"
#include "crypto/totp.h"
#include "people/person.h"
#include "store/account_store.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using std::chrono::milliseconds;
using store::Account;
using store::Outcome;
using store::Session;
using store::WebSession;

constexpr std::size_t kSecretBytes = 20;  // As long as the HMAC-SHA-1 behind the codes.
constexpr std::size_t kPasswordShortest = 10;
constexpr std::size_t kPasswordLongest = 128;
// A write for each look would be one too many.
constexpr std::chrono::seconds kTouchEvery{60};

Finding finding(std::string code, Text what, std::string where = {}) {
  return {std::move(code), std::move(what), "", {}, std::move(where)};
}

tl::unexpected<Rejection> wrong_credentials() {
  return reject(
      Refusal::not_signed_in, {"登录失败", "Signing in failed"},
      {finding("wrong-credentials", {"用户名或密码不正确", "Login or password is wrong"})});
}

tl::unexpected<Rejection> too_many_attempts(milliseconds wait) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
  Finding reason = finding("too-many-attempts", {"尝试次数过多", "There were too many attempts"});
  reason.cure = {fmt::format("请约{}分钟后再试", minutes),
                 fmt::format("Try again in about {} minutes", minutes)};
  return reject(Refusal::too_many, {"登录失败", "Signing in failed"}, {std::move(reason)});
}

std::string hash_of(std::string_view token) { return to_hex(as_bytes(crypto::sha256(token))); }

bool is_open(const Account& account, Instant now) {
  return account.state == store::AccountState::active &&
         (!account.locked_until || *account.locked_until <= now);
}

Result<void> check_new_password(std::string_view password, std::string_view login) {
  if (!is_text(password)) {
    return reject(Refusal::malformed, {"密码无法读取", "The password cannot be read"});
  }
  const std::size_t length = count_characters(password);
  const bool simple =
      std::all_of(password.begin(), password.end(), [&](char c) { return c == password.front(); });
  if (length >= kPasswordShortest && length <= kPasswordLongest && !simple &&
      password.find(login) == std::string_view::npos) {
    return {};
  }
  return reject(Refusal::invalid, {"密码不符合要求", "The password will not do"},
                {finding("poor-password",
                         {"密码须为10–128个字符，不得为同一字符，不得包含用户名",
                          "10 to 128 characters, not all the same, without the login name"},
                         "/password")});
}

tl::unexpected<Rejection> no_account() {
  return reject(Refusal::not_found, {"没有此账户", "There is no such account"});
}

}  // namespace

SignIn::SignIn(store::Database& database, Clock& clock, Directory directory, SignInOptions options)
    : database_{database},
      clock_{clock},
      directory_{std::move(directory)},
      options_{std::move(options)},
      by_login_{options_.failures_max, options_.lock / options_.failures_max},
      by_address_{options_.attempts_per_address, std::chrono::seconds{2}},
      nobodys_hash_{crypto::hash_password(crypto::random_bytes(16))} {}

// Limits first, before any work; then the password, outside of any transaction because it takes
// some 20 ms and there is one writer; then the code; then, in one transaction that looks again,
// the step is used up, the failures are forgotten and the session begins.
Result<SignedIn> SignIn::sign_in(const Credentials& credentials) {
  const Instant now = clock_.now();
  if (auto within = within_limits(credentials, now); !within) {
    record("", credentials.client_address, now, "too-many-attempts");
    return tl::unexpected(within.error());
  }
  const auto account = account_of(credentials.login);
  const bool right = crypto::verify_password(credentials.password,
                                             account ? account->password_hash : nobodys_hash_);
  if (!account || !right) {
    if (account) count_failure(*account, now);
    record(account ? account->person_id : "", credentials.client_address, now, "wrong-credentials");
    return wrong_credentials();
  }
  const auto step = check_code(*account, credentials.code, now);
  if (!step) {
    const std::string& code = step.error().findings.front().code;
    if (code == "wrong-code") count_failure(*account, now);
    record(account->person_id, credentials.client_address, now, code);
    return tl::unexpected(step.error());
  }
  auto signed_in = begin_session(*account, *step, credentials.password, now);
  record(account->person_id, credentials.client_address, now,
         signed_in ? "signed_in" : signed_in.error().findings.front().code);
  if (signed_in) by_login_.forgive(credentials.login);
  return signed_in;
}

// An unknown login runs into the same limit as a known one, so that the limit does not tell them
// apart. The lock in the store comes on top: it outlives a restart and holds on every instance.
Result<void> SignIn::within_limits(const Credentials& credentials, Instant now) {
  if (const auto wait = by_address_.take(credentials.client_address, now); wait.count() > 0) {
    return too_many_attempts(wait);
  }
  if (const auto wait = by_login_.take(credentials.login, now); wait.count() > 0) {
    return too_many_attempts(wait);
  }
  return {};
}

std::optional<Account> SignIn::account_of(const std::string& login) {
  std::optional<Account> account;
  if (!is_text(login)) return account;
  database_.read([&](Session& session) { account = store::find_account_by_login(session, login); });
  return account;
}

void SignIn::count_failure(const Account& account, Instant now) {
  database_.write([&](Session& session) {
    const std::int64_t failed = store::count_failure(session, account.person_id);
    if (failed > 0 && failed % options_.failures_max == 0) {
      (void)store::lock_account(session, account.person_id, now + options_.lock);
    }
    return Outcome::commit;
  });
}

/// The time step to be used up; none where no second factor is enrolled.
Result<std::optional<std::int64_t>> SignIn::check_code(const Account& account,
                                                       std::string_view code, Instant now) const {
  if (!account.totp_secret) return std::optional<std::int64_t>{};
  if (code.empty()) {
    return reject(
        Refusal::not_signed_in, {"需要动态验证码", "A code is needed"},
        {finding("code-needed",
                 {"请输入验证器上的六位数字", "Enter the six digits of your authenticator"},
                 "/code")});
  }
  const auto secret =
      crypto::open_sealed(options_.secrets_key, *account.totp_secret, account.person_id);
  if (!secret) throw Fault{"the second factor of an account does not open with this key"};
  const auto step = crypto::match_totp(*secret, code, now);
  if (step && *step > account.totp_last_step) return step;
  return reject(Refusal::not_signed_in, {"登录失败", "Signing in failed"},
                {finding("wrong-code", {"验证码不正确或已经用过", "The code is wrong or was used"},
                         "/code")});
}

Result<SignedIn> SignIn::begin_session(const Account& account, std::optional<std::int64_t> step,
                                       std::string_view password, Instant now) {
  auto visitor = make_visitor(account.person_id);
  if (!visitor) return wrong_credentials();  // Left the service; the account was forgotten.
  const std::string token = to_base64url(crypto::random_bytes(32));
  const WebSession web{.token_hash = hash_of(token),
                       .person_id = account.person_id,
                       .csrf = to_base64url(crypto::random_bytes(32)),
                       .created = now,
                       .last_seen = now,
                       .expires = now + options_.idle,
                       .purpose = {}};
  const bool renew = crypto::needs_rehash(account.password_hash);
  const std::string hash = renew ? crypto::hash_password(password) : account.password_hash;
  enum class Ending { begun, locked, step_used };
  Ending ending = Ending::begun;
  database_.write([&](Session& session) {
    const auto current = store::find_account(session, account.person_id);
    if (!current || !is_open(*current, now) || current->password_hash != account.password_hash) {
      ending = Ending::locked;
      return Outcome::roll_back;
    }
    if (step && !store::use_totp_step(session, account.person_id, *step)) {
      ending = Ending::step_used;
      return Outcome::roll_back;
    }
    ending = Ending::begun;
    (void)store::clear_failures(session, account.person_id);
    if (renew) (void)store::set_password(session, account.person_id, hash);
    store::save_web_session(session, web);
    return Outcome::commit;
  });
  if (ending == Ending::locked) return wrong_credentials();
  if (ending == Ending::step_used) {
    return reject(Refusal::not_signed_in, {"登录失败", "Signing in failed"},
                  {finding("wrong-code", {"验证码已经用过", "The code was used"}, "/code")});
  }
  visitor->session_id = web.token_hash.substr(0, 16);
  visitor->csrf = web.csrf;
  return SignedIn{token, *std::move(visitor)};
}

std::optional<people::Visitor> SignIn::make_visitor(std::string_view person_id) const {
  const auto directory = directory_();
  const people::Person* person = directory->person(std::string{person_id});
  if (person == nullptr || !person->active) return std::nullopt;
  people::Visitor visitor;
  visitor.person_id = person->id;
  visitor.name = person->name;
  visitor.unit_id = person->unit;
  visitor.roles = person->roles;
  return visitor;
}

std::optional<people::Visitor> SignIn::visitor(std::string_view token) {
  return find_visitor(token, Idle::ends);
}

std::optional<people::Visitor> SignIn::look_at(std::string_view token) {
  return find_visitor(token, Idle::goes_on);
}

std::optional<people::Visitor> SignIn::find_visitor(std::string_view token, Idle idle) {
  const Instant now = clock_.now();
  const std::string hash = hash_of(token);
  std::optional<WebSession> web;
  bool account_open = false;
  database_.read([&](Session& session) {
    web = store::find_web_session(session, hash);
    if (!web) return;
    const auto account = store::find_account(session, web->person_id);
    account_open = account && account->state == store::AccountState::active;
  });
  if (!web || !account_open || web->expires <= now || web->created + options_.longest <= now) {
    return std::nullopt;
  }
  auto visitor = make_visitor(web->person_id);
  if (!visitor) return std::nullopt;
  if (idle == Idle::ends && now - web->last_seen >= kTouchEvery) {
    const Instant expires = std::min(now + options_.idle, web->created + options_.longest);
    bool still_there = false;
    database_.write([&](Session& session) {
      still_there = store::touch_web_session(session, hash, now, expires);
      return Outcome::commit;
    });
    if (!still_there) return std::nullopt;
  }
  visitor->session_id = hash.substr(0, 16);
  visitor->csrf = web->csrf;
  visitor->purpose = web->purpose;
  return visitor;
}

void SignIn::sign_out(std::string_view token) {
  database_.write([&](Session& session) {
    (void)store::end_web_session(session, hash_of(token));
    return Outcome::commit;
  });
}

std::int64_t SignIn::sign_out_everywhere(std::string_view person_id) {
  std::int64_t ended = 0;
  database_.write([&](Session& session) {
    ended = store::end_web_sessions_of(session, person_id);
    return Outcome::commit;
  });
  return ended;
}

Result<void> SignIn::state_purpose(std::string_view token, std::string_view purpose) {
  if (!is_text(purpose) || count_characters(purpose) > 500) {
    return reject(Refusal::invalid, {"查阅目的有误", "The purpose is not right"},
                  {finding("too-long", {"最多500个字", "At most 500 characters"}, "/purpose")});
  }
  bool set = false;
  database_.write([&](Session& session) {
    set = store::set_purpose(session, hash_of(token), purpose);
    return Outcome::commit;
  });
  if (!set) return reject(Refusal::not_signed_in, {"登录已失效", "No longer signed in"});
  return {};
}

Result<void> SignIn::open_account(const std::string& person_id, const std::string& login,
                                  std::string_view password) {
  const std::size_t length = is_text(login) ? count_characters(login) : 0;
  if (length < 2 || length > 64 || login != trim(login)) {
    return reject(Refusal::invalid, {"用户名有误", "The login is not right"},
                  {finding("login-length", {"须为2–64个字符", "2 to 64 characters"}, "/login")});
  }
  if (auto good = check_new_password(password, login); !good) return good;
  Account account;
  account.person_id = person_id;
  account.login = login;
  account.password_hash = crypto::hash_password(password);
  try {
    database_.write([&](Session& session) {
      store::create_account(session, account);
      return Outcome::commit;
    });
  } catch (const store::UniqueViolation&) {
    return reject(Refusal::conflict, {"账户已存在", "There is an account already"},
                  {finding("account-taken",
                           {"此人已有账户，或用户名已被使用",
                            "The person has an account or the login is taken"},
                           "/login")});
  }
  return {};
}

Result<Account> SignIn::proven_account(const std::string& person_id, std::string_view password) {
  const Instant now = clock_.now();
  if (const auto wait = by_login_.take("person " + person_id, now); wait.count() > 0) {
    return too_many_attempts(wait);
  }
  std::optional<Account> account;
  database_.read([&](Session& session) { account = store::find_account(session, person_id); });
  if (!account) return no_account();
  if (!crypto::verify_password(password, account->password_hash)) {
    return reject(Refusal::invalid, {"密码不正确", "The password is wrong"},
                  {finding("wrong-credentials", {"当前密码不正确", "Not the present password"},
                           "/old_password")});
  }
  by_login_.forgive("person " + person_id);
  return *std::move(account);
}

Result<void> SignIn::change_password(const std::string& person_id, std::string_view old_password,
                                     std::string_view new_password) {
  const auto account = proven_account(person_id, old_password);
  if (!account) return tl::unexpected(account.error());
  if (auto good = check_new_password(new_password, account->login); !good) return good;
  const std::string hash = crypto::hash_password(new_password);
  database_.write([&](Session& session) {
    (void)store::set_password(session, person_id, hash);
    (void)store::end_web_sessions_of(session, person_id);
    return Outcome::commit;
  });
  return {};
}

std::string SignIn::propose_secret() {
  return crypto::to_base32(crypto::random_bytes(kSecretBytes));
}

std::string SignIn::secret_address(std::string_view login, std::string_view secret) {
  std::string escaped;
  for (const char c : login) escaped += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return fmt::format("otpauth://totp/Mingcha:{}?secret={}&issuer=Mingcha", escaped, secret);
}

Result<void> SignIn::enrol(const std::string& person_id, std::string_view password,
                           std::string_view secret, std::string_view code) {
  const auto bytes = crypto::from_base32(secret);
  if (!bytes || bytes->size() != kSecretBytes) {
    return reject(Refusal::malformed, {"密钥有误", "The secret cannot be read"},
                  {finding("bad-secret", {"密钥须为本系统给出的值", "Not a secret of this system"},
                           "/secret")});
  }
  const auto account = proven_account(person_id, password);
  if (!account) return tl::unexpected(account.error());
  const auto step = crypto::match_totp(*bytes, code, clock_.now());
  if (!step) {
    return reject(
        Refusal::invalid, {"验证码不正确", "The code is wrong"},
        {finding("wrong-code", {"请核对手机时间后重试", "Check the telephone's clock"}, "/code")});
  }
  const std::string sealed = crypto::seal(options_.secrets_key, *bytes, person_id);
  database_.write([&](Session& session) {
    const bool set = store::set_totp_secret(session, person_id, sealed) &&
                     store::use_totp_step(session, person_id, *step);
    return set ? Outcome::commit : Outcome::roll_back;
  });
  return {};
}

bool SignIn::remove_second_factor(const std::string& person_id) {
  bool removed = false;
  database_.write([&](Session& session) {
    removed = store::set_totp_secret(session, person_id, std::nullopt);
    (void)store::end_web_sessions_of(session, person_id);
    return Outcome::commit;
  });
  return removed;
}

bool SignIn::unlock(const std::string& person_id) {
  bool unlocked = false;
  std::optional<Account> account;
  database_.write([&](Session& session) {
    account = store::find_account(session, person_id);
    unlocked = store::clear_failures(session, person_id);
    return Outcome::commit;
  });
  if (account) by_login_.forgive(account->login);
  return unlocked;
}

void SignIn::record(const std::string& person_id, const std::string& address, Instant at,
                    const std::string& outcome) const {
  if (options_.record) options_.record({person_id, address, at, outcome});
}

}  // namespace mingcha::desk
