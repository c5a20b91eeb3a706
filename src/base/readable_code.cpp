// SPDX-License-Identifier: Apache-2.0
#include "base/readable_code.h"

#include <cstdint>
#include <vector>

#include "base/assert.h"

namespace mingcha {
namespace {

constexpr std::size_t kBase = kCodeAlphabet.size();
constexpr std::size_t kTypedMost = 200;  ///< Bytes; whoever types more does not type a code.

/// The number that the bytes are is divided by the base; the remainder is returned.
std::size_t divide(std::vector<std::uint8_t>& number) {
  std::size_t rest = 0;
  for (auto& digit : number) {
    const auto value = rest * 256 + digit;
    digit = static_cast<std::uint8_t>(value / kBase);
    rest = value % kBase;
  }
  return rest;
}

/// Zero for a code that is right. The base is a prime, so that another character anywhere, or two
/// characters changed about, never give zero again.
std::size_t weighted(std::string_view code) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < code.size(); ++i) sum += (i + 1) * kCodeAlphabet.find(code[i]);
  return sum % kBase;
}

/// The character that was meant; '\0' for none, ' ' for what only divides.
char meant(char32_t typed) {
  if (typed >= 0xFF01 && typed <= 0xFF5E) typed -= 0xFEE0;
  if (typed >= 'a' && typed <= 'z') typed -= 'a' - 'A';
  const bool divides = typed == ' ' || typed == '\t' || typed == '\r' || typed == '\n' ||
                       typed == '-' || typed == '_' || typed == '.' || typed == 0x3000 ||
                       typed == 0x2212 || (typed >= 0x2010 && typed <= 0x2015) || typed == 0xA0;
  if (divides) return ' ';
  switch (typed) {
    case 'O':
    case 'Q':
    case '0': return 'D';
    case 'B': return '8';
    case 'G': return '6';
    case 'S': return '5';
    default: break;
  }
  if (typed > 0x7F) return '\0';
  const auto letter = static_cast<char>(typed);
  return kCodeAlphabet.find(letter) == std::string_view::npos ? '\0' : letter;
}

/// Reads one character of UTF-8 and moves on; broken bytes count as one odd character each.
char32_t next(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (size > text.size()) {
    text = {};
    return 0xFFFD;
  }
  char32_t out = size == 1 ? first : first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    out = out << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(size);
  return out;
}

}  // namespace

std::string make_code(std::string_view bytes, std::size_t length) {
  MINGCHA_ASSERT(bytes.size() >= 16 && length >= 2 && length < kBase);
  std::vector<std::uint8_t> number{bytes.begin(), bytes.end()};
  std::string code;
  while (code.size() + 1 < length) code += kCodeAlphabet[divide(number)];
  for (const char last : kCodeAlphabet) {
    if (weighted(code + last) == 0) return code + last;
  }
  MINGCHA_ASSERT(false);  // One of them gives zero, the base being a prime.
}

TypedCode read_code(std::string_view typed, std::size_t length) {
  std::string code;
  bool odd = false;
  if (typed.size() > kTypedMost) return {{}, CodeFault::length};
  while (!typed.empty()) {
    const char letter = meant(next(typed));
    if (letter == ' ') continue;
    odd = odd || letter == '\0';
    code += letter;
  }
  if (code.empty()) return {{}, CodeFault::empty};
  if (code.size() != length) return {{}, CodeFault::length};
  if (odd) return {{}, CodeFault::character};
  if (weighted(code) != 0) return {{}, CodeFault::check};
  return {std::move(code), CodeFault::none};
}

std::string in_groups(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

}  // namespace mingcha
