// SPDX-License-Identifier: Apache-2.0
#include "crypto/checksum.h"

#include <array>

#include "base/assert.h"
#include "crypto/openssl.h"

namespace mingcha::crypto {
namespace {

const EVP_MD* algorithm(ChecksumKind kind) {
  switch (kind) {
    case ChecksumKind::sha1: return EVP_sha1();
    case ChecksumKind::sha256: return EVP_sha256();
    case ChecksumKind::sm3: return EVP_sm3();
  }
  MINGCHA_ASSERT(false);
}

}  // namespace

std::optional<ChecksumKind> to_checksum_kind(std::string_view name) {
  if (name == "sha1") return ChecksumKind::sha1;
  if (name == "sha256") return ChecksumKind::sha256;
  if (name == "sm3") return ChecksumKind::sm3;
  return std::nullopt;
}

struct Checksum::State {
  Owned<EVP_MD_CTX> context = own(EVP_MD_CTX_new(), "checksum");
};

Checksum::Checksum(ChecksumKind kind) : state_{std::make_unique<State>()} {
  must(EVP_DigestInit_ex(state_->context.get(), algorithm(kind), nullptr), "start checksum");
}

Checksum::Checksum(Checksum&&) noexcept = default;
Checksum& Checksum::operator=(Checksum&&) noexcept = default;
Checksum::~Checksum() = default;

void Checksum::update(std::string_view bytes) {
  must(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()), "checksum");
}

std::string Checksum::digest() const {
  const auto copy = own(EVP_MD_CTX_new(), "checksum");
  must(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()), "copy checksum");
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  must(EVP_DigestFinal_ex(copy.get(), bytes.data(), &length), "finish checksum");
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

}  // namespace mingcha::crypto
