// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include <gtest/gtest.h>

namespace mingcha::crypto {
namespace {

std::string hex(const Digest& digest) { return to_hex(as_bytes(digest)); }

// FIPS 180-4 examples.
TEST(Sha256, GivesTheVectorsOfTheStandard) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

// GB/T 32905-2016, appendix A.
TEST(Sm3, GivesTheVectorsOfTheStandard) {
  EXPECT_EQ(hex(sm3("abc")), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string sixty_four;
  for (int i = 0; i < 16; ++i) sixty_four += "abcd";
  EXPECT_EQ(hex(sm3(sixty_four)),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

// RFC 4231, cases 1 and 2.
TEST(HmacSha256, GivesTheVectorsOfTheRfc) {
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(HmacSha256, DoesNotRememberTheLastKeyWhenGivenAnEmptyOne) {
  const auto before = hmac_sha256({}, "text");
  EXPECT_NE(hmac_sha256("key", "text"), before);
  EXPECT_EQ(hmac_sha256({}, "text"), before);
  EXPECT_EQ(hex(hmac_sha256({}, {})),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hasher, GivesTheSameDigestHoweverTheStreamIsCut) {
  const std::string bytes(1000, 'x');
  for (const std::size_t cut :
       {std::size_t{0}, std::size_t{1}, std::size_t{63}, std::size_t{999}}) {
    Sha256Hasher sha;
    Sm3Hasher sm;
    sha.update(std::string_view{bytes}.substr(0, cut));
    sm.update(std::string_view{bytes}.substr(0, cut));
    sha.update(std::string_view{bytes}.substr(cut));
    sm.update(std::string_view{bytes}.substr(cut));
    EXPECT_EQ(sha.digest(), sha256(bytes));
    EXPECT_EQ(sm.digest(), sm3(bytes));
  }
}

TEST(Hasher, GoesOnAfterADigest) {
  Sha256Hasher hasher;
  hasher.update("a");
  EXPECT_EQ(hasher.digest(), sha256("a"));
  hasher.update("bc");
  EXPECT_EQ(hasher.digest(), sha256("abc"));
}

}  // namespace
}  // namespace mingcha::crypto
