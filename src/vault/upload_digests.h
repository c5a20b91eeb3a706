// SPDX-License-Identifier: Apache-2.0
// Inside vault/ only.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "crypto/running_digest.h"
#include "vault/kept.h"

namespace mingcha::vault {

/// A few threads that hash for all uploads of a store.
class DigestThreads {
 public:
  explicit DigestThreads(unsigned count);
  DigestThreads(const DigestThreads&) = delete;
  DigestThreads& operator=(const DigestThreads&) = delete;
  ~DigestThreads();

  void run(std::function<void()> work);

 private:
  void serve();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

/// The two digests of a recording, each taking a piece on a thread of its own while its owner does
/// something else. One owner at a time.
class UploadDigests {
 public:
  UploadDigests(crypto::RunningDigest sha256, crypto::RunningDigest sm3);
  UploadDigests(const UploadDigests&) = delete;
  UploadDigests& operator=(const UploadDigests&) = delete;
  ~UploadDigests();  ///< Waits.

  /// Takes `piece` along and leaves the buffer of an earlier one in its place.
  void begin(std::string& piece, DigestThreads& threads);
  /// Until the piece is hashed.
  void wait();
  /// Of the piece that was begun last, only so many bytes count.
  void only_first(std::size_t count);
  [[nodiscard]] std::string_view piece() const { return piece_; }

  /// After `wait`.
  [[nodiscard]] const crypto::RunningDigest& sha256() const { return sha256_; }
  [[nodiscard]] const crypto::RunningDigest& sm3() const { return sm3_; }
  void go_back_to(const crypto::RunningDigest& sha256, const crypto::RunningDigest& sm3);

 private:
  void done();

  crypto::RunningDigest sha256_, sm3_;
  crypto::RunningDigest sha256_before_, sm3_before_;
  std::string piece_;
  std::mutex mutex_;
  std::condition_variable hashed_;
  int running_ = 0;
};

[[nodiscard]] Kept kept_of(const crypto::RunningDigest& sha256, const crypto::RunningDigest& sm3);

}  // namespace mingcha::vault
