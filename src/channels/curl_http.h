// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>

#include "channels/http.h"

namespace mingcha::channels {

struct CurlOptions {
  std::chrono::milliseconds answer_within{20'000};
  bool allow_internal = false;    ///< May connect inside the own network.
  bool allow_plain = false;       ///< May speak http://.
  std::filesystem::path ca_file;  ///< Empty: the system's authorities.
};

/// One request by libcurl: certificates verified, no redirect followed, no proxy, answers of at
/// most 4 MB, and only to public addresses unless allowed: each address is looked at when it is
/// connected to, so that a name that changes its mind in between gains nothing.
class CurlHttp final : public Http {
 public:
  /// Requests under way end soon after `stopping` turns true; it must outlive this.
  CurlHttp(CurlOptions options, const std::atomic<bool>& stopping)
      : options_{std::move(options)}, stopping_{stopping} {}
  [[nodiscard]] HttpAnswer send(const HttpRequest& request) override;

 private:
  CurlOptions options_;
  const std::atomic<bool>& stopping_;
};

}  // namespace mingcha::channels
