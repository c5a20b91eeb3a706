// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "base/encoding.h"

namespace mingcha::crypto {

[[nodiscard]] Digest sha256(std::string_view bytes);
/// GB/T 32905-2016.
[[nodiscard]] Digest sm3(std::string_view bytes);
/// RFC 2104 with SHA-256.
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view bytes);

enum class HashKind { sha256, sm3 };

/// Hashes a stream piece by piece, in constant memory. Not for use by two threads at once.
class Hasher {
 public:
  explicit Hasher(HashKind kind);
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  void update(std::string_view bytes);
  /// The digest of everything so far; the hasher goes on from there.
  [[nodiscard]] Digest digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Sha256Hasher : public Hasher {
 public:
  Sha256Hasher() : Hasher{HashKind::sha256} {}
};

class Sm3Hasher : public Hasher {
 public:
  Sm3Hasher() : Hasher{HashKind::sm3} {}
};

}  // namespace mingcha::crypto
