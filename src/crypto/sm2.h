// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mingcha::crypto {

/// A signing key on the SM2 curve (GB/T 32918). Signatures are over SM3 with the national
/// signer's identity 1234567812345678 (GM/T 0009), which OpenSSL does not take by itself.
class Sm2Key {
 public:
  [[nodiscard]] static Sm2Key generate();
  /// PKCS#8, unencrypted, as `openssl genpkey` writes it. Nothing for any other kind of key.
  [[nodiscard]] static std::optional<Sm2Key> from_pem(std::string_view pem);

  Sm2Key(const Sm2Key&) = delete;
  Sm2Key& operator=(const Sm2Key&) = delete;
  Sm2Key(Sm2Key&&) noexcept;
  Sm2Key& operator=(Sm2Key&&) noexcept;
  ~Sm2Key();

  [[nodiscard]] std::string to_pem() const;
  /// SubjectPublicKeyInfo in PEM, for OpenSSL and other programs.
  [[nodiscard]] std::string public_pem() const;
  /// The point, uncompressed: 04 || x || y, 65 raw bytes.
  [[nodiscard]] std::string public_key() const;
  /// DER SEQUENCE{r, s}; another one each time.
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  struct State;
  explicit Sm2Key(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// `public_key` as Sm2Key::public_key gives it. False also for wrong shapes.
[[nodiscard]] bool verify_sm2(std::string_view public_key, std::string_view message,
                              std::string_view signature);

}  // namespace mingcha::crypto
