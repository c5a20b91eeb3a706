// SPDX-License-Identifier: Apache-2.0
#include "vault/upload_digests.h"

#include <utility>

#include "base/assert.h"
#include "base/encoding.h"

namespace mingcha::vault {

DigestThreads::DigestThreads(unsigned count) {
  for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { serve(); });
}

DigestThreads::~DigestThreads() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void DigestThreads::run(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    waiting_.push_back(std::move(work));
  }
  wake_.notify_one();
}

void DigestThreads::serve() {
  std::unique_lock lock{mutex_};
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

UploadDigests::UploadDigests(crypto::RunningDigest sha256, crypto::RunningDigest sm3)
    : sha256_{std::move(sha256)},
      sm3_{std::move(sm3)},
      sha256_before_{sha256_},
      sm3_before_{sm3_} {}

UploadDigests::~UploadDigests() { wait(); }

void UploadDigests::begin(std::string& piece, DigestThreads& threads) {
  wait();
  std::swap(piece_, piece);
  sha256_before_ = sha256_;
  sm3_before_ = sm3_;
  running_ = 2;
  threads.run([this] {
    sm3_.update(piece_);
    done();
  });
  threads.run([this] {
    sha256_.update(piece_);
    done();
  });
}

void UploadDigests::done() {
  const std::lock_guard lock{mutex_};
  // Told while the lock is held: once it is let go, this may be gone.
  if (--running_ == 0) hashed_.notify_all();
}

void UploadDigests::wait() {
  std::unique_lock lock{mutex_};
  hashed_.wait(lock, [this] { return running_ == 0; });
}

void UploadDigests::only_first(std::size_t count) {
  wait();
  MINGCHA_ASSERT(count <= piece_.size());
  go_back_to(sha256_before_, sm3_before_);
  sha256_.update(std::string_view{piece_}.substr(0, count));
  sm3_.update(std::string_view{piece_}.substr(0, count));
}

void UploadDigests::go_back_to(const crypto::RunningDigest& sha256,
                               const crypto::RunningDigest& sm3) {
  wait();
  sha256_ = sha256;
  sm3_ = sm3;
}

Kept kept_of(const crypto::RunningDigest& sha256, const crypto::RunningDigest& sm3) {
  return {sha256.size(), to_hex(as_bytes(sha256.digest())), to_hex(as_bytes(sm3.digest()))};
}

}  // namespace mingcha::vault
