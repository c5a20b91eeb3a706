// SPDX-License-Identifier: Apache-2.0
#include "crypto/running_digest.h"

#include <algorithm>
#include <nettle/sha2.h>
#include <nettle/sm3.h>
#include <variant>

#include "base/assert.h"

// OpenSSL 3.0 hides the state of its hashes, nettle's contexts are public. The fields are written
// one by one: a context's own bytes depend on the compiler and on nettle's release.

namespace mingcha::crypto {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kBlock = 64;
constexpr std::size_t kHead = 2 + 32 + 8;
static_assert(SHA256_BLOCK_SIZE == kBlock && SM3_BLOCK_SIZE == kBlock);
static_assert(_SHA256_DIGEST_LENGTH == 8 && _SM3_DIGEST_LENGTH == 8);

char mark_of(HashKind kind) { return kind == HashKind::sha256 ? 's' : 'm'; }

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(number >> (8 * i) & 0xff);
}

std::uint64_t take_number(std::string_view& in, std::size_t bytes) {
  std::uint64_t number = 0;
  for (const char c : in.substr(0, bytes)) number = number << 8 | static_cast<unsigned char>(c);
  in.remove_prefix(bytes);
  return number;
}

const std::uint8_t* octets(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

}  // namespace

struct RunningDigest::Context {
  HashKind kind;
  std::variant<sha256_ctx, sm3_ctx> inner;
};

RunningDigest::RunningDigest(HashKind kind) : context_{std::make_unique<Context>()} {
  context_->kind = kind;
  if (kind == HashKind::sha256) {
    sha256_init(&context_->inner.emplace<sha256_ctx>());
  } else {
    sm3_init(&context_->inner.emplace<sm3_ctx>());
  }
}

RunningDigest::RunningDigest(const RunningDigest& other)
    : context_{std::make_unique<Context>(*other.context_)} {}

RunningDigest& RunningDigest::operator=(const RunningDigest& other) {
  *context_ = *other.context_;
  return *this;
}

RunningDigest::RunningDigest(RunningDigest&&) noexcept = default;
RunningDigest& RunningDigest::operator=(RunningDigest&&) noexcept = default;
RunningDigest::~RunningDigest() = default;

void RunningDigest::update(std::string_view bytes) {
  if (auto* sha256 = std::get_if<sha256_ctx>(&context_->inner)) {
    sha256_update(sha256, bytes.size(), octets(bytes));
  } else {
    sm3_update(&std::get<sm3_ctx>(context_->inner), bytes.size(), octets(bytes));
  }
}

Digest RunningDigest::digest() const {
  Digest digest{};
  Context copy = *context_;  // To close a stream is to change its context.
  if (auto* sha256 = std::get_if<sha256_ctx>(&copy.inner)) {
    sha256_digest(sha256, digest.size(), digest.data());
  } else {
    sm3_digest(&std::get<sm3_ctx>(copy.inner), digest.size(), digest.data());
  }
  return digest;
}

std::uint64_t RunningDigest::size() const {
  return std::visit(
      [](const auto& inner) { return std::uint64_t{inner.count} * kBlock + inner.index; },
      context_->inner);
}

std::string RunningDigest::state() const {
  std::string out{kVersion, mark_of(context_->kind)};
  std::visit(
      [&](const auto& inner) {
        for (const auto word : inner.state) append_number(out, word, 4);
        append_number(out, size(), 8);
        out.append(reinterpret_cast<const char*>(inner.block), inner.index);
      },
      context_->inner);
  MINGCHA_ASSERT(out.size() <= kStateBytesMax);
  return out;
}

std::optional<RunningDigest> RunningDigest::restore(HashKind kind, std::string_view state) {
  if (state.size() < kHead || state[0] != kVersion || state[1] != mark_of(kind)) {
    return std::nullopt;
  }
  state.remove_prefix(2);
  RunningDigest restored{kind};
  const bool fits = std::visit(
      [&](auto& inner) {
        for (auto& word : inner.state) word = static_cast<std::uint32_t>(take_number(state, 4));
        const auto size = take_number(state, 8);
        inner.count = size / kBlock;
        inner.index = static_cast<unsigned>(size % kBlock);
        if (state.size() != inner.index) return false;
        std::copy_n(octets(state), state.size(), inner.block);
        return true;
      },
      restored.context_->inner);
  if (!fits) return std::nullopt;
  return restored;
}

}  // namespace mingcha::crypto
