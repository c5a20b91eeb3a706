// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "crypto/password.h"
#include "crypto/random.h"
#include "crypto/sealed.h"
#include "crypto/totp.h"

namespace mingcha::crypto {
namespace {

TEST(RandomBytes, AreAsManyAsAskedForAndNeverTheSame) {
  EXPECT_EQ(random_bytes(0), "");
  EXPECT_EQ(random_bytes(33).size(), 33U);
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

TEST(SameSecret, ComparesBytesAndLength) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
}

// McGrew and Viega, The Galois/Counter Mode of Operation, test case 14.
TEST(Sealed, OpensTheVectorOfTheGcmPaper) {
  const auto sealed = std::string(12, '\0') + from_hex(
                                                  "cea7403d4d606b6e074ec5d3baf39d18"
                                                  "d0d1c8a799996bf0265b98b5d48ab919")
                                                  .value();
  EXPECT_EQ(open_sealed(Digest{}, sealed, ""), std::string(16, '\0'));
}

TEST(Sealed, OpensOnlyUnderItsKeyAndContext) {
  const auto key = to_digest(random_bytes(32)).value();
  const auto sealed = seal(key, "record key", "case/1");

  EXPECT_EQ(open_sealed(key, sealed, "case/1"), "record key");
  EXPECT_EQ(open_sealed(key, sealed, "case/2"), std::nullopt);
  EXPECT_EQ(open_sealed(Digest{}, sealed, "case/1"), std::nullopt);
  EXPECT_EQ(open_sealed(key, "", "case/1"), std::nullopt);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto broken = sealed;
    broken[i] = static_cast<char>(broken[i] ^ 1);
    EXPECT_EQ(open_sealed(key, broken, "case/1"), std::nullopt) << i;
  }
  EXPECT_EQ(open_sealed(key, seal(key, "", ""), ""), "");
  EXPECT_NE(seal(key, "same", ""), seal(key, "same", "")) << "the nonce is new each time";
}

// The reference implementation's own test vector (phc-winner-argon2, src/test.c).
TEST(Password, AcceptsTheReferenceVector) {
  constexpr auto kHash =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  EXPECT_TRUE(verify_password("password", kHash));
  EXPECT_FALSE(verify_password("Password", kHash));
}

TEST(Password, HashesWithTodaysSettingsAndAnewEachTime) {
  const auto hash = hash_password("正确的马");

  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(verify_password("正确的马", hash));
  EXPECT_FALSE(verify_password("错误的马", hash));
  EXPECT_NE(hash_password("正确的马"), hash);
  EXPECT_FALSE(needs_rehash(hash));
  EXPECT_TRUE(needs_rehash("$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHQ$CTFh"));
}

TEST(Password, RefusesHashesThatAskForTooMuchOrAreNone) {
  EXPECT_FALSE(verify_password("x", ""));
  EXPECT_FALSE(verify_password("x", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXP"));
  EXPECT_FALSE(verify_password("x", "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$CTFhFdXP"));
  EXPECT_FALSE(verify_password("x", "$argon2id$v=19$m=65536,t=4294967295,p=1$c29tZXNhbHQ$CTFh"));
}

// RFC 4648 s10, without its padding.
TEST(Base32, GivesTheVectorsOfTheRfc) {
  EXPECT_EQ(to_base32(""), "");
  EXPECT_EQ(to_base32("f"), "MY");
  EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(from_base32("MZXW6YTBOI"), "foobar");
  EXPECT_EQ(from_base32("mzxw6ytboi"), "foobar");
  EXPECT_EQ(from_base32("M1"), std::nullopt);
  EXPECT_EQ(from_base32("MZ"), std::nullopt) << "bits left over";
  EXPECT_EQ(from_base32("M"), std::nullopt);
}

constexpr std::string_view kTotpSecret = "12345678901234567890";

Instant second(std::int64_t seconds) { return from_millis(seconds * 1000); }

// RFC 6238, appendix B (SHA-1); six digits are the last six of its eight.
TEST(Totp, GivesTheVectorsOfTheRfc) {
  EXPECT_EQ(totp_code(kTotpSecret, totp_step(second(59))), "287082");
  EXPECT_EQ(totp_code(kTotpSecret, totp_step(second(1'111'111'109))), "081804");
  EXPECT_EQ(totp_code(kTotpSecret, totp_step(second(1'111'111'111))), "050471");
  EXPECT_EQ(totp_code(kTotpSecret, totp_step(second(1'234'567'890))), "005924");
  EXPECT_EQ(totp_code(kTotpSecret, totp_step(second(2'000'000'000))), "279037");
  EXPECT_EQ(totp_code(kTotpSecret, totp_step(second(20'000'000'000))), "353130");
}

TEST(Totp, NamesTheStepThatMatchedSoThatItWorksOnlyOnce) {
  const auto now = second(2'000'000'000);
  const auto step = totp_step(now);

  EXPECT_EQ(match_totp(kTotpSecret, totp_code(kTotpSecret, step), now), step);
  EXPECT_EQ(match_totp(kTotpSecret, totp_code(kTotpSecret, step - 1), now), step - 1);
  EXPECT_EQ(match_totp(kTotpSecret, totp_code(kTotpSecret, step + 1), now), step + 1);
  EXPECT_EQ(match_totp(kTotpSecret, totp_code(kTotpSecret, step - 2), now), std::nullopt);
  EXPECT_EQ(match_totp(kTotpSecret, totp_code(kTotpSecret, step + 2), now), std::nullopt);
  EXPECT_EQ(match_totp(kTotpSecret, "", now), std::nullopt);
}

}  // namespace
}  // namespace mingcha::crypto
