// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace mingcha::crypto {

/// A signing key (RFC 8032). The seed is the whole secret.
class Ed25519Key {
 public:
  explicit Ed25519Key(const Digest& seed);
  Ed25519Key(const Ed25519Key&) = delete;
  Ed25519Key& operator=(const Ed25519Key&) = delete;
  Ed25519Key(Ed25519Key&&) noexcept;
  Ed25519Key& operator=(Ed25519Key&&) noexcept;
  ~Ed25519Key();

  /// 32 raw bytes.
  [[nodiscard]] const Digest& public_key() const { return public_key_; }
  /// 64 raw bytes; the same for the same message.
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
  Digest public_key_{};
};

/// False also for a signature or public key of the wrong shape.
[[nodiscard]] bool verify_ed25519(const Digest& public_key, std::string_view message,
                                  std::string_view signature);

}  // namespace mingcha::crypto
