// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

// RFC 4648 s10.
TEST(Base64, GivesTheVectorsOfTheRfc) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(from_base64("Zm9vYmFy"), "foobar");
  EXPECT_EQ(from_base64("Zg=="), "f");
}

TEST(Base64, IsStrict) {
  EXPECT_EQ(from_base64("Zg="), std::nullopt);
  EXPECT_EQ(from_base64("Zg"), std::nullopt);
  EXPECT_EQ(from_base64("Zh=="), std::nullopt) << "bits left over";
  EXPECT_EQ(from_base64("Z g="), std::nullopt);
  EXPECT_EQ(from_base64("===="), std::nullopt);
  EXPECT_EQ(from_base64url("Zh"), std::nullopt);
}

TEST(Base64, UrlFormHasNoPadding) {
  EXPECT_EQ(to_base64url("\xFB\xFF"), "-_8");
  EXPECT_EQ(from_base64url("-_8"), "\xFB\xFF");
}

TEST(Hex, RoundTripsAndRefusesRubbish) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xAB", 2)), "00ab");
  EXPECT_EQ(from_hex("00AB"), std::string("\x00\xAB", 2));
  EXPECT_EQ(from_hex("0"), std::nullopt);
  EXPECT_EQ(from_hex("0g"), std::nullopt);
}

TEST(JsonString, EscapesAsLittleAsPossible) {
  EXPECT_EQ(to_json_string("张\"\\/\n\x01"), "\"张\\\"\\\\/\\n\\u0001\"");
}

TEST(Digest, IsThirtyTwoBytes) {
  EXPECT_FALSE(to_digest("short").has_value());
  EXPECT_EQ(as_bytes(*to_digest(std::string(32, 'x'))), std::string(32, 'x'));
}

}  // namespace
}  // namespace mingcha
