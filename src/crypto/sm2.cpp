// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm2.h"

#include <array>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include "base/assert.h"
#include "crypto/openssl.h"

namespace mingcha::crypto {
namespace {

// Left out, OpenSSL 3.0 uses an empty identity, and no national product accepts the signature.
constexpr std::string_view kSignerIdentity = "1234567812345678";
constexpr std::size_t kPointSize = 65;

struct Signing {
  Owned<EVP_PKEY_CTX> key_context;  ///< Outlives `context`, which only borrows it.
  Owned<EVP_MD_CTX> context;
};

Signing with_identity(EVP_PKEY* key) {
  Signing signing{own(EVP_PKEY_CTX_new(key, nullptr), "SM2"), own(EVP_MD_CTX_new(), "SM2")};
  must(EVP_PKEY_CTX_set1_id(signing.key_context.get(), kSignerIdentity.data(),
                            static_cast<int>(kSignerIdentity.size())),
       "SM2 identity");
  EVP_MD_CTX_set_pkey_ctx(signing.context.get(), signing.key_context.get());
  return signing;
}

Owned<EVP_PKEY> public_key_from(std::string_view point) {
  if (point.size() != kPointSize) return nullptr;
  std::string group{SN_sm2};
  std::string bytes{point};
  const std::array parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()),
      OSSL_PARAM_construct_end()};
  const auto context = own(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr), "SM2");
  must(EVP_PKEY_fromdata_init(context.get()), "SM2 public key");
  EVP_PKEY* key = nullptr;
  auto copy = parameters;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, copy.data()) != 1) return nullptr;
  return Owned<EVP_PKEY>{key};
}

std::string read_all(BIO* bio) {
  char* start = nullptr;
  const long length = BIO_get_mem_data(bio, &start);
  MINGCHA_ASSERT(length >= 0);
  return {start, static_cast<std::size_t>(length)};
}

}  // namespace

struct Sm2Key::State {
  Owned<EVP_PKEY> key;
};

Sm2Key::Sm2Key(std::unique_ptr<State> state) : state_{std::move(state)} {}
Sm2Key::Sm2Key(Sm2Key&&) noexcept = default;
Sm2Key& Sm2Key::operator=(Sm2Key&&) noexcept = default;
Sm2Key::~Sm2Key() = default;

Sm2Key Sm2Key::generate() {
  auto key = own(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"), "generate SM2 key");
  return Sm2Key{std::make_unique<State>(State{std::move(key)})};
}

std::optional<Sm2Key> Sm2Key::from_pem(std::string_view pem) {
  const auto bio = own(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), "read PEM");
  Owned<EVP_PKEY> key{PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr)};
  ERR_clear_error();
  if (key == nullptr || EVP_PKEY_is_a(key.get(), "SM2") != 1) return std::nullopt;
  return Sm2Key{std::make_unique<State>(State{std::move(key)})};
}

std::string Sm2Key::to_pem() const {
  const auto bio = own(BIO_new(BIO_s_mem()), "write PEM");
  must(PEM_write_bio_PKCS8PrivateKey(bio.get(), state_->key.get(), nullptr, nullptr, 0, nullptr,
                                     nullptr),
       "write PEM");
  return read_all(bio.get());
}

std::string Sm2Key::public_pem() const {
  const auto bio = own(BIO_new(BIO_s_mem()), "write PEM");
  must(PEM_write_bio_PUBKEY(bio.get(), state_->key.get()), "write PEM");
  return read_all(bio.get());
}

std::string Sm2Key::public_key() const {
  std::string point(kPointSize, '\0');
  std::size_t length = 0;
  must(EVP_PKEY_get_octet_string_param(state_->key.get(), OSSL_PKEY_PARAM_PUB_KEY, data_of(point),
                                       point.size(), &length),
       "SM2 public key");
  MINGCHA_ASSERT(length == kPointSize && point.front() == '\x04');
  return point;
}

std::string Sm2Key::sign(std::string_view message) const {
  const auto signing = with_identity(state_->key.get());
  auto* const context = signing.context.get();
  must(EVP_DigestSignInit(context, nullptr, EVP_sm3(), nullptr, state_->key.get()), "SM2 sign");
  std::size_t length = 0;
  must(EVP_DigestSign(context, nullptr, &length, data_of(message), message.size()), "SM2 sign");
  std::string signature(length, '\0');
  must(EVP_DigestSign(context, data_of(signature), &length, data_of(message), message.size()),
       "SM2 sign");
  signature.resize(length);
  return signature;
}

bool verify_sm2(std::string_view public_key, std::string_view message, std::string_view signature) {
  const auto key = public_key_from(public_key);
  bool good = false;
  if (key != nullptr) {
    const auto signing = with_identity(key.get());
    auto* const context = signing.context.get();
    good = EVP_DigestVerifyInit(context, nullptr, EVP_sm3(), nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context, data_of(signature), signature.size(), data_of(message),
                            message.size()) == 1;
  }
  ERR_clear_error();
  return good;
}

}  // namespace mingcha::crypto
