// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mingcha::crypto {

/// What senders may say of a piece, to find what broke on its way. SHA-1 is among them because the
/// tus protocol demands it: it holds against accidents, not against people.
enum class ChecksumKind { sha1, sha256, sm3 };

/// "sha1", "sha256", "sm3".
[[nodiscard]] std::optional<ChecksumKind> to_checksum_kind(std::string_view name);

/// Hashes a stream piece by piece. Not for use by two threads at once.
class Checksum {
 public:
  explicit Checksum(ChecksumKind kind);
  Checksum(Checksum&&) noexcept;
  Checksum& operator=(Checksum&&) noexcept;
  ~Checksum();

  void update(std::string_view bytes);
  /// Raw bytes, of everything so far.
  [[nodiscard]] std::string digest() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingcha::crypto
