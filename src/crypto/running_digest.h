// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "crypto/hash.h"

namespace mingcha::crypto {

/// SHA-256 or SM3 of a stream whose reading may be broken off and taken up again by another
/// process: what has been hashed so far can be written down in at most `kStateBytesMax` bytes.
/// The written state shows up to 63 of the stream's bytes and is no secret's keeper. Not for use by
/// two threads at once.
class RunningDigest {
 public:
  static constexpr std::size_t kStateBytesMax = 2 + 32 + 8 + 63;

  explicit RunningDigest(HashKind kind);
  /// Nothing unless `state` is what `state()` gave for that kind.
  [[nodiscard]] static std::optional<RunningDigest> restore(HashKind kind, std::string_view state);
  RunningDigest(const RunningDigest& other);
  RunningDigest& operator=(const RunningDigest& other);
  RunningDigest(RunningDigest&&) noexcept;
  RunningDigest& operator=(RunningDigest&&) noexcept;
  ~RunningDigest();

  void update(std::string_view bytes);
  /// Of everything so far; the stream goes on from there.
  [[nodiscard]] Digest digest() const;
  /// Bytes so far.
  [[nodiscard]] std::uint64_t size() const;
  /// For `restore`. The same on every machine.
  [[nodiscard]] std::string state() const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace mingcha::crypto
