// SPDX-License-Identifier: Apache-2.0
#include "crypto/ed25519.h"

#include <openssl/err.h>

#include "base/assert.h"
#include "crypto/openssl.h"

namespace mingcha::crypto {
namespace {

constexpr std::size_t kSignatureSize = 64;

}  // namespace

struct Ed25519Key::State {
  Owned<EVP_PKEY> key;
};

Ed25519Key::Ed25519Key(const Digest& seed)
    : state_{std::make_unique<State>(State{
          own(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()),
              "Ed25519 key")})} {
  std::size_t length = public_key_.size();
  must(EVP_PKEY_get_raw_public_key(state_->key.get(), public_key_.data(), &length),
       "Ed25519 public key");
  MINGCHA_ASSERT(length == public_key_.size());
}

Ed25519Key::Ed25519Key(Ed25519Key&&) noexcept = default;
Ed25519Key& Ed25519Key::operator=(Ed25519Key&&) noexcept = default;
Ed25519Key::~Ed25519Key() = default;

std::string Ed25519Key::sign(std::string_view message) const {
  const auto context = own(EVP_MD_CTX_new(), "Ed25519 signature");
  must(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, state_->key.get()),
       "Ed25519 signature");
  std::string signature(kSignatureSize, '\0');
  std::size_t length = signature.size();
  must(EVP_DigestSign(context.get(), data_of(signature), &length, data_of(message), message.size()),
       "Ed25519 signature");
  MINGCHA_ASSERT(length == kSignatureSize);
  return signature;
}

bool verify_ed25519(const Digest& public_key, std::string_view message,
                    std::string_view signature) {
  if (signature.size() != kSignatureSize) return false;
  const Owned<EVP_PKEY> key{
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size())};
  const auto context = own(EVP_MD_CTX_new(), "Ed25519 verification");
  const bool good =
      key != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
      EVP_DigestVerify(context.get(), data_of(signature), signature.size(), data_of(message),
                       message.size()) == 1;
  ERR_clear_error();
  return good;
}

}  // namespace mingcha::crypto
