// SPDX-License-Identifier: Apache-2.0
#include "crypto/sealed.h"

#include <openssl/err.h>

#include "crypto/openssl.h"
#include "crypto/random.h"

namespace mingcha::crypto {
namespace {

constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

/// Looked up once: what EVP_aes_256_gcm() gives is looked up again at each use.
const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* const kCipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  if (kCipher == nullptr) fail("find AES-256-GCM");
  return kCipher;
}

}  // namespace

std::string seal(const Digest& key, std::string_view secret, std::string_view context) {
  std::string out = random_bytes(kNonceSize);
  std::string body(secret.size(), '\0');
  std::string tag(kTagSize, '\0');
  const auto cipher = own(EVP_CIPHER_CTX_new(), "seal");
  auto* const c = cipher.get();
  int length = 0;
  must(EVP_EncryptInit_ex2(c, aes_256_gcm(), key.data(), data_of(out), nullptr), "seal");
  must(EVP_EncryptUpdate(c, nullptr, &length, data_of(context), static_cast<int>(context.size())),
       "seal");
  must(EVP_EncryptUpdate(c, data_of(body), &length, data_of(secret),
                         static_cast<int>(secret.size())),
       "seal");
  must(EVP_EncryptFinal_ex(c, data_of(body) + length, &length), "seal");
  must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagSize), tag.data()),
       "seal");
  return out + body + tag;
}

std::optional<std::string> open_sealed(const Digest& key, std::string_view sealed,
                                       std::string_view context) {
  if (sealed.size() < kNonceSize + kTagSize) return std::nullopt;
  const auto nonce = sealed.substr(0, kNonceSize);
  const auto body = sealed.substr(kNonceSize, sealed.size() - kNonceSize - kTagSize);
  std::string tag{sealed.substr(sealed.size() - kTagSize)};
  std::string secret(body.size(), '\0');
  const auto cipher = own(EVP_CIPHER_CTX_new(), "open");
  auto* const c = cipher.get();
  int length = 0;
  must(EVP_DecryptInit_ex2(c, aes_256_gcm(), key.data(), data_of(nonce), nullptr), "open");
  must(EVP_DecryptUpdate(c, nullptr, &length, data_of(context), static_cast<int>(context.size())),
       "open");
  must(EVP_DecryptUpdate(c, data_of(secret), &length, data_of(body), static_cast<int>(body.size())),
       "open");
  must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagSize), tag.data()),
       "open");
  const bool good = EVP_DecryptFinal_ex(c, data_of(secret) + length, &length) == 1;
  ERR_clear_error();
  if (!good) return std::nullopt;
  return secret;
}

}  // namespace mingcha::crypto
