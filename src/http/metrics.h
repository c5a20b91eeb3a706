// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <unordered_map>

#include "http/route.h"

namespace mingcha::http {

/// Counts and durations of requests by route pattern: never by path, which may name a case.
class Metrics {
 public:
  /// The routes have to outlive it.
  explicit Metrics(std::span<const Route* const> routes);

  void begin() { running_ += 1; }
  /// `route` is null for requests that found none.
  void end(const Route* route, int status, std::chrono::microseconds duration);
  /// Prometheus text format, version 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  static constexpr std::array<double, 11> kBucketSeconds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                                         0.5,   1,    2.5,   5,    10};
  struct Series {
    std::string labels;
    std::array<std::atomic<std::uint64_t>, 6> by_class{};  ///< Index 2 counts 200 to 299.
    std::array<std::atomic<std::uint64_t>, kBucketSeconds.size() + 1> buckets{};
    std::atomic<std::uint64_t> micros{0};
  };
  static void append_histogram(std::string& text, const Series& series);

  std::deque<Series> series_;  ///< The first is for requests without a route.
  std::unordered_map<const Route*, Series*> by_route_;
  std::atomic<std::int64_t> running_{0};
};

}  // namespace mingcha::http
