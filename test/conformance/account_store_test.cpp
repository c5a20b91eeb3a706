// SPDX-License-Identifier: Apache-2.0
#include "store/account_store.h"

#include <chrono>

#include "store/setting_store.h"
#include "test/conformance/engine.h"

namespace mingcha::store {
namespace {

using std::chrono::hours;

class AccountStore : public OnEachEngine {
 protected:
  AccountStore() {
    write([&](Session& session) { create_account(session, account_); });
  }
  const Account account_{.person_id = "person/1",
                         .login = "zhangsan",
                         .password_hash = "$argon2id$…",
                         .totp_secret = std::string("\0\xff", 2),
                         .totp_last_step = 0,
                         .failed = 0,
                         .locked_until = std::nullopt,
                         .state = AccountState::active};
  const WebSession browser_{"hash-1", "person/1", "csrf", kNoon, kNoon, kNoon + hours{8}, ""};
};

TEST_P(AccountStore, FindsAnAccountByPersonAndByLogin) {
  database_->read([&](Session& session) {
    EXPECT_EQ(find_account(session, "person/1"), account_);
    EXPECT_EQ(find_account_by_login(session, "zhangsan"), account_);
    EXPECT_EQ(find_account(session, "zhangsan"), std::nullopt);
  });
}

TEST_P(AccountStore, GivesALoginToOnePersonOnly) {
  Account other = account_;
  other.person_id = "person/2";
  EXPECT_THROW(write([&](Session& session) { create_account(session, other); }), UniqueViolation);
}

TEST_P(AccountStore, ChangesWhatIsAskedAndNothingElse) {
  write([&](Session& session) {
    EXPECT_TRUE(set_login(session, "person/1", "zs"));
    EXPECT_TRUE(set_password(session, "person/1", "new"));
    EXPECT_TRUE(set_totp_secret(session, "person/1", std::nullopt));
    EXPECT_TRUE(set_account_state(session, "person/1", AccountState::closed));
    EXPECT_TRUE(lock_account(session, "person/1", kNoon));
    EXPECT_FALSE(set_password(session, "person/9", "new"));
    EXPECT_FALSE(set_login(session, "person/9", "zs9"));
  });
  Account expected = account_;
  expected.login = "zs";
  expected.password_hash = "new";
  expected.totp_secret = std::nullopt;
  expected.state = AccountState::closed;
  expected.locked_until = kNoon;
  database_->read(
      [&](Session& session) { EXPECT_EQ(find_account(session, "person/1"), expected); });
}

TEST_P(AccountStore, LetsAOneTimeCodeWorkOnce) {
  write([&](Session& session) {
    EXPECT_TRUE(use_totp_step(session, "person/1", 100));
    EXPECT_FALSE(use_totp_step(session, "person/1", 100));
    EXPECT_FALSE(use_totp_step(session, "person/1", 99));
    EXPECT_TRUE(use_totp_step(session, "person/1", 101));
    EXPECT_FALSE(use_totp_step(session, "person/9", 101));
  });
}

TEST_P(AccountStore, CountsWrongAttemptsUntilARightOne) {
  write([&](Session& session) {
    EXPECT_EQ(count_failure(session, "person/1"), 1);
    EXPECT_EQ(count_failure(session, "person/1"), 2);
    EXPECT_EQ(count_failure(session, "person/9"), 0);
    EXPECT_TRUE(clear_failures(session, "person/1"));
    EXPECT_EQ(count_failure(session, "person/1"), 1);
  });
}

TEST_P(AccountStore, KeepsBrowsersUntilTheyAreEnded) {
  write([&](Session& session) {
    save_web_session(session, browser_);
    WebSession second = browser_;
    second.token_hash = "hash-2";
    second.expires = kNoon + hours{1};
    save_web_session(session, second);
    EXPECT_EQ(find_web_session(session, "hash-1"), browser_);
    EXPECT_EQ(end_expired_web_sessions(session, kNoon), 0);
    EXPECT_EQ(end_expired_web_sessions(session, kNoon + hours{1}), 1);
    EXPECT_EQ(find_web_session(session, "hash-2"), std::nullopt);
    EXPECT_TRUE(touch_web_session(session, "hash-1", kNoon + hours{1}, kNoon + hours{9}));
    EXPECT_TRUE(set_purpose(session, "hash-1", "复核"));
    EXPECT_EQ(find_web_session(session, "hash-1")->purpose, "复核");
    EXPECT_EQ(find_web_session(session, "hash-1")->last_seen, kNoon + hours{1});
    EXPECT_EQ(end_web_sessions_of(session, "person/1"), 1);
    EXPECT_FALSE(end_web_session(session, "hash-1"));
    EXPECT_FALSE(touch_web_session(session, "hash-1", kNoon, kNoon));
  });
}

TEST_P(AccountStore, KeepsNoBrowserOfSomebodyWithoutAccount) {
  WebSession stranger = browser_;
  stranger.person_id = "person/9";
  EXPECT_THROW(write([&](Session& session) { save_web_session(session, stranger); }),
               ConstraintViolation);
}

TEST_P(AccountStore, KeepsSettingsByName) {
  write([](Session& session) {
    save_setting(session, "log.origin", "a");
    save_setting(session, "log.origin", "b");
    EXPECT_EQ(find_setting(session, "log.origin"), "b");
    EXPECT_EQ(find_setting(session, "log.key"), std::nullopt);
  });
}

INSTANTIATE_TEST_SUITE_P(Engines, AccountStore, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
