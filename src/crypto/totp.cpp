// SPDX-License-Identifier: Apache-2.0
#include "crypto/totp.h"

#include <array>

#include <fmt/format.h>
#include <openssl/hmac.h>

#include "crypto/openssl.h"
#include "crypto/random.h"

namespace mingcha::crypto {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStepMillis = 30'000;
constexpr std::uint32_t kSixDigits = 1'000'000;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string to_base32(std::string_view bytes) {
  std::string out;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kAlphabet[(buffer >> bits) & 31U];
    }
  }
  if (bits > 0) out += kAlphabet[(buffer << (5 - bits)) & 31U];
  return out;
}

std::optional<std::string> from_base32(std::string_view text) {
  std::string out;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const auto value = kAlphabet.find(upper(c));
    if (value == std::string_view::npos) return std::nullopt;
    buffer = (buffer << 5U) | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>((buffer >> bits) & 255U);
    }
  }
  if (bits >= 5 || (buffer & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return out;
}

std::int64_t totp_step(Instant at) { return to_millis(at) / kStepMillis; }

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (unsigned i = 0; i < 8; ++i) {
    counter[i] = static_cast<char>((static_cast<std::uint64_t>(step) >> (56U - 8U * i)) & 255U);
  }
  std::array<unsigned char, 20> mac{};
  unsigned length = 0;
  if (HMAC(EVP_sha1(), secret.empty() ? "" : secret.data(), static_cast<int>(secret.size()),
           data_of(std::string_view{counter}), counter.size(), mac.data(), &length) == nullptr) {
    fail("TOTP");
  }
  const std::size_t offset = mac[19] & 15U;
  std::uint32_t value = mac[offset] & 0x7FU;
  for (std::size_t i = 1; i < 4; ++i) value = (value << 8U) | mac[offset + i];
  return fmt::format("{:06}", value % kSixDigits);
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, Instant at) {
  std::optional<std::int64_t> matched;
  for (const std::int64_t step : {totp_step(at) - 1, totp_step(at), totp_step(at) + 1}) {
    if (same_secret(totp_code(secret, step), code)) matched = step;
  }
  return matched;
}

}  // namespace mingcha::crypto
