// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.h"

#include <array>
#include <string>

#include <openssl/core_names.h>
#include <openssl/params.h>

#include "base/assert.h"
#include "crypto/openssl.h"

namespace mingcha::crypto {
namespace {

/// Looked up once: what EVP_sha256() gives is looked up again at each use. Lives with the process.
const EVP_MD* fetched(const char* name) {
  EVP_MD* const found = EVP_MD_fetch(nullptr, name, nullptr);
  if (found == nullptr) fail("find the hash");
  return found;
}

const EVP_MD* algorithm(HashKind kind) {
  static const EVP_MD* const kSha256 = fetched("SHA256");
  static const EVP_MD* const kSm3 = fetched("SM3");
  switch (kind) {
    case HashKind::sha256: return kSha256;
    case HashKind::sm3: return kSm3;
  }
  MINGCHA_ASSERT(false);
}

EVP_MAC_CTX* blank_hmac() {
  EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  EVP_MAC_CTX* const context = hmac == nullptr ? nullptr : EVP_MAC_CTX_new(hmac);
  if (context == nullptr) fail("find HMAC");
  std::string hash = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash.data(), 0),
      OSSL_PARAM_construct_end()};
  must(EVP_MAC_CTX_set_params(context, parameters.data()), "set HMAC up");
  return context;
}

Digest digest_of(HashKind kind, std::string_view bytes) {
  Digest digest{};
  must(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, algorithm(kind), nullptr),
       "hash");
  return digest;
}

}  // namespace

Digest sha256(std::string_view bytes) { return digest_of(HashKind::sha256, bytes); }

Digest sm3(std::string_view bytes) { return digest_of(HashKind::sm3, bytes); }

Digest hmac_sha256(std::string_view key, std::string_view bytes) {
  // Without a key; copied for each use, which looks nothing up. Lives with the process.
  static EVP_MAC_CTX* const kBlank = blank_hmac();
  // OpenSSL takes a null key to mean "the key of last time", also where its length is 0.
  const auto* const start = key.empty() ? data_of("") : data_of(key);
  const auto context = own(EVP_MAC_CTX_dup(kBlank), "HMAC");
  Digest digest{};
  std::size_t length = 0;
  must(EVP_MAC_init(context.get(), start, key.size(), nullptr), "HMAC");
  must(EVP_MAC_update(context.get(), data_of(bytes), bytes.size()), "HMAC");
  must(EVP_MAC_final(context.get(), digest.data(), &length, digest.size()), "HMAC");
  MINGCHA_ASSERT(length == digest.size());
  return digest;
}

struct Hasher::State {
  Owned<EVP_MD_CTX> context = own(EVP_MD_CTX_new(), "hasher");
};

Hasher::Hasher(HashKind kind) : state_{std::make_unique<State>()} {
  must(EVP_DigestInit_ex(state_->context.get(), algorithm(kind), nullptr), "start hash");
}

Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(std::string_view bytes) {
  must(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()), "hash");
}

Digest Hasher::digest() const {
  const auto copy = own(EVP_MD_CTX_new(), "hasher");
  must(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()), "copy hash");
  Digest digest{};
  must(EVP_DigestFinal_ex(copy.get(), digest.data(), nullptr), "finish hash");
  return digest;
}

}  // namespace mingcha::crypto
