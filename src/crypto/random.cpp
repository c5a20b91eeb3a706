// SPDX-License-Identifier: Apache-2.0
#include "crypto/random.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "crypto/openssl.h"

namespace mingcha::crypto {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  must(RAND_priv_bytes(data_of(bytes), static_cast<int>(count)), "random bytes");
  return bytes;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace mingcha::crypto
