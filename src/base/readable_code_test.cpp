// SPDX-License-Identifier: Apache-2.0
#include "base/readable_code.h"

#include <gtest/gtest.h>

namespace mingcha {
namespace {

constexpr std::size_t kLength = 16;

std::string sample() { return make_code("0123456789abcdef0123456789abcdef", kLength); }

TEST(ReadableCode, IsTheSameForTheSameBytesAndAnotherForOthers) {
  EXPECT_EQ(sample(), sample());
  EXPECT_EQ(sample().size(), kLength);
  EXPECT_NE(sample(), make_code("0123456789abcdef0123456789abcdeg", kLength));
}

TEST(ReadableCode, FindsEveryWrongCharacterAndEveryChangeOfTwo) {
  const auto code = sample();
  EXPECT_EQ(read_code(code, kLength).fault, CodeFault::none);
  for (std::size_t i = 0; i < kLength; ++i) {
    for (const char other : kCodeAlphabet) {
      auto wrong = code;
      if (other == code[i]) continue;
      wrong[i] = other;
      EXPECT_EQ(read_code(wrong, kLength).fault, CodeFault::check) << wrong;
    }
    for (std::size_t j = 0; j < i; ++j) {
      auto turned = code;
      std::swap(turned[i], turned[j]);
      if (turned == code) continue;
      EXPECT_EQ(read_code(turned, kLength).fault, CodeFault::check) << turned;
    }
  }
}

TEST(ReadableCode, TakesWhatPeopleTypeForIt) {
  const auto code = sample();
  auto small = in_groups(code);
  for (auto& letter : small) letter = static_cast<char>(std::tolower(letter));
  EXPECT_EQ(read_code(small, kLength).code, code);
  EXPECT_EQ(read_code("  " + in_groups(code) + "　\n", kLength).code, code);
  std::string wide;
  for (const char letter : code) {
    const unsigned point = 0xFEE0U + static_cast<unsigned char>(letter);
    wide += static_cast<char>(0xE0U | point >> 12U);
    wide += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
    wide += static_cast<char>(0x80U | (point & 0x3FU));
  }
  EXPECT_EQ(read_code(wide, kLength).code, code);
  auto alike = code;
  for (auto& letter : alike) {
    if (letter == 'D') letter = 'O';
    if (letter == '8') letter = 'b';
  }
  EXPECT_EQ(read_code(alike, kLength).code, code);
}

TEST(ReadableCode, SaysWhatIsWrongWithWhatIsNone) {
  EXPECT_EQ(read_code("", kLength).fault, CodeFault::empty);
  EXPECT_EQ(read_code(" - ", kLength).fault, CodeFault::empty);
  EXPECT_EQ(read_code("3456", kLength).fault, CodeFault::length);
  EXPECT_EQ(read_code(std::string(100'000, '3'), kLength).fault, CodeFault::length);
  EXPECT_EQ(read_code("<script>alert(1)", kLength).fault, CodeFault::character);
  EXPECT_EQ(read_code("\xF0\x9F", kLength).fault, CodeFault::length);
  EXPECT_EQ(read_code(std::string(16, '\0'), kLength).fault, CodeFault::character);
}

}  // namespace
}  // namespace mingcha
