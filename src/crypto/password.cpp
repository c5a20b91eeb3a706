// SPDX-License-Identifier: Apache-2.0
#include "crypto/password.h"

#include <charconv>
#include <cstdint>
#include <optional>

#include <argon2.h>
#include <fmt/format.h>

#include "base/result.h"
#include "crypto/random.h"

namespace mingcha::crypto {
namespace {

constexpr std::uint32_t kMemoryKib = 19'456;
constexpr std::uint32_t kPasses = 2;
constexpr std::uint32_t kLanes = 1;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kHashSize = 32;
constexpr std::uint32_t kMostMemoryKib = 256 * 1024;
constexpr std::uint32_t kMostPasses = 16;

struct Cost {
  std::uint32_t memory_kib = 0;
  std::uint32_t passes = 0;
};

std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view label) {
  if (!text.starts_with(label)) return std::nullopt;
  text.remove_prefix(label.size());
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<Cost> cost_of(std::string_view hash) {
  const auto memory = take_number(hash, "$argon2id$v=19$m=");
  const auto passes = memory ? take_number(hash, ",t=") : std::nullopt;
  if (!passes) return std::nullopt;
  return Cost{*memory, *passes};
}

}  // namespace

std::string hash_password(std::string_view password) {
  const auto salt = random_bytes(kSaltSize);
  std::string encoded(
      argon2_encodedlen(kPasses, kMemoryKib, kLanes, kSaltSize, kHashSize, Argon2_id), '\0');
  const int status =
      argon2id_hash_encoded(kPasses, kMemoryKib, kLanes, password.data(), password.size(),
                            salt.data(), salt.size(), kHashSize, encoded.data(), encoded.size());
  if (status != ARGON2_OK) throw Fault(fmt::format("argon2: {}", argon2_error_message(status)));
  encoded.resize(encoded.find('\0'));
  return encoded;
}

bool verify_password(std::string_view password, std::string_view hash) {
  // A hash planted in the database must not be able to make us allocate without bound.
  const auto cost = cost_of(hash);
  if (!cost || cost->memory_kib > kMostMemoryKib || cost->passes > kMostPasses) return false;
  return argon2id_verify(std::string{hash}.c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool needs_rehash(std::string_view hash) {
  const auto cost = cost_of(hash);
  return !cost || cost->memory_kib < kMemoryKib || cost->passes < kPasses;
}

}  // namespace mingcha::crypto
