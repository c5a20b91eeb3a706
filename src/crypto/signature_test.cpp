// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "crypto/ed25519.h"
#include "crypto/sm2.h"

namespace mingcha::crypto {
namespace {

Digest digest(std::string_view hex) { return to_digest(from_hex(hex).value()).value(); }

std::string flipped(std::string text, std::size_t byte, unsigned bit) {
  text[byte] = static_cast<char>(static_cast<unsigned char>(text[byte]) ^ (1U << bit));
  return text;
}

struct Ed25519Vector {
  std::string_view seed, public_key, message, signature;
};

// RFC 8032 s7.1, tests 1 to 3.
const Ed25519Vector kEd25519Vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Ed25519, GivesTheVectorsOfTheRfc) {
  for (const auto& vector : kEd25519Vectors) {
    const Ed25519Key key{digest(vector.seed)};
    const auto message = from_hex(vector.message).value();
    EXPECT_EQ(to_hex(as_bytes(key.public_key())), vector.public_key);
    EXPECT_EQ(to_hex(key.sign(message)), vector.signature);
    EXPECT_TRUE(verify_ed25519(key.public_key(), message, from_hex(vector.signature).value()));
  }
}

TEST(Ed25519, RefusesEveryFlippedBit) {
  const Ed25519Key key{digest(kEd25519Vectors[2].seed)};
  const std::string message = "message";
  const auto signature = key.sign(message);
  ASSERT_TRUE(verify_ed25519(key.public_key(), message, signature));
  for (std::size_t byte = 0; byte < signature.size(); ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      EXPECT_FALSE(verify_ed25519(key.public_key(), message, flipped(signature, byte, bit)));
    }
  }
  EXPECT_FALSE(verify_ed25519(key.public_key(), "Message", signature));
  EXPECT_FALSE(verify_ed25519(key.public_key(), message, signature.substr(1)));
  EXPECT_FALSE(verify_ed25519(key.public_key(), message, signature + "x"));
  EXPECT_FALSE(verify_ed25519(Digest{}, message, signature));
}

// GB/T 32918.5-2017, appendix A.2: the curve of the standard, identity 1234567812345678.
constexpr std::string_view kSm2PublicKey =
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
constexpr std::string_view kSm2Signature =
    "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

TEST(Sm2, AcceptsTheSignatureOfTheStandard) {
  EXPECT_TRUE(verify_sm2(from_hex(kSm2PublicKey).value(), "message digest",
                         from_hex(kSm2Signature).value()));
}

TEST(Sm2, RefusesAnotherMessageKeyOrSignature) {
  const auto key = from_hex(kSm2PublicKey).value();
  const auto signature = from_hex(kSm2Signature).value();
  EXPECT_FALSE(verify_sm2(key, "message digesT", signature));
  EXPECT_FALSE(verify_sm2(key, "message digest", flipped(signature, 30, 0)));
  EXPECT_FALSE(verify_sm2(key, "message digest", ""));
  EXPECT_FALSE(verify_sm2(flipped(key, 40, 0), "message digest", signature)) << "not on the curve";
  EXPECT_FALSE(verify_sm2("", "message digest", signature));
  EXPECT_FALSE(verify_sm2(Sm2Key::generate().public_key(), "message digest", signature));
}

TEST(Sm2, SignsWhatItVerifiesAlsoAfterPem) {
  const auto key = Sm2Key::generate();
  const auto again = Sm2Key::from_pem(key.to_pem());
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->public_key(), key.public_key());
  EXPECT_TRUE(verify_sm2(key.public_key(), "text", again->sign("text")));
}

TEST(Sm2, TakesNoOtherKindOfKey) {
  EXPECT_FALSE(Sm2Key::from_pem("").has_value());
  // A P-256 key.
  EXPECT_FALSE(Sm2Key::from_pem("-----BEGIN PRIVATE KEY-----\n"
                                "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgevZzL1gdAFr88hb2\n"
                                "OF/2NxApJCzGCEDdfSp6VQO30hyhRANCAAQRWz+jn65BtOMvdyHKcvjBeBSDZH2r\n"
                                "1RTwjmYSi9R/zpBnuQ4EiMnCqfMPWiZqB4QdbAd0E7oH50VpuZ1P087G\n"
                                "-----END PRIVATE KEY-----\n")
                   .has_value());
}

}  // namespace
}  // namespace mingcha::crypto
