// SPDX-License-Identifier: Apache-2.0
// Inside crypto/ only: ownership and error reporting for OpenSSL objects.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/evp.h>

namespace mingcha::crypto {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};

template <typename T>
using Owned = std::unique_ptr<T, Free>;

/// Throws Fault with OpenSSL's own last error.
[[noreturn]] void fail(std::string_view doing);

/// For calls that return 1 on success and can fail only when the machine fails.
inline void must(int result, std::string_view doing) {
  if (result != 1) fail(doing);
}

template <typename T>
[[nodiscard]] Owned<T> own(T* object, std::string_view doing) {
  if (object == nullptr) fail(doing);
  return Owned<T>{object};
}

[[nodiscard]] inline const unsigned char* data_of(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
[[nodiscard]] inline unsigned char* data_of(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace mingcha::crypto
