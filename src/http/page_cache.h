// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/ready.h"
#include "http/request.h"
#include "http/response.h"

namespace mingcha::http {

/// What the public was answered a moment ago, for whoever asks the same. An answer counts while
/// nothing was committed by this process since before it was made, so nobody is shown less than
/// what was acknowledged; and no longer than kFor, for what other processes commit and for the
/// hour. Safe to use from any thread.
class PageCache {
 public:
  static constexpr std::chrono::milliseconds kFor{1000};
  static constexpr std::size_t kBytesMost = std::size_t{64} << 20U;

  /// `version` changes with each commit, before whoever committed is answered (Database::commits).
  /// Empty: nothing is kept.
  /// `dress` adds to an answer what every one gets on its way out.
  explicit PageCache(std::function<std::uint64_t()> version,
                     std::function<void(Response&)> dress = {})
      : version_{std::move(version)}, dress_{std::move(dress)} {}

  /// The same answer as `make` would give, made now or kept. Only for reading what is public.
  Response answer(const Request& request, const std::function<Response()>& make);
  /// What `answer` would give, dressed and as bytes, without making anything; null where it would
  /// have to, or where the client may have it already.
  std::shared_ptr<const Ready> kept(const Request& request);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Page {
    std::uint64_t version = 0;
    Time made;
    Response response;
    std::optional<Response> packed{};  ///< The same as gzip, for those who accept it.
    std::shared_ptr<const Ready> ready{}, ready_packed{};
  };
  /// Each lock for itself: who asks for different pages does not wait.
  struct Shelf {
    std::mutex mutex;
    std::unordered_map<std::string, std::shared_ptr<const Page>> pages;
    std::size_t bytes = 0;
  };

  [[nodiscard]] std::shared_ptr<const Page> find(const std::string& key, std::uint64_t version,
                                                 Time now);
  [[nodiscard]] Shelf& shelf_of(const std::string& key);
  void keep(const std::string& key, Page page);
  [[nodiscard]] std::shared_ptr<const Ready> made_ready(Response response) const;

  std::function<std::uint64_t()> version_;
  std::function<void(Response&)> dress_;
  std::array<Shelf, 16> shelves_;
};

}  // namespace mingcha::http
