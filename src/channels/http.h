// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"

namespace mingcha::channels {

struct HttpRequest {
  std::string method = "POST";
  std::string url{};
  std::vector<std::string> headers{};  ///< "Name: value"
  std::string body{};
};

struct HttpAnswer {
  enum class Sent {
    no,        ///< The other side cannot have seen the request.
    maybe,     ///< It may have, and nobody knows what it did.
    answered,  ///< The whole answer is here.
  };
  Sent sent = Sent::no;
  int status = 0;
  std::string body;
  std::optional<std::chrono::seconds> retry_after;
  Text problem;  ///< Why there is no answer; never holds an address or a secret.
};

/// One request at a time, with its limits. Never throws.
class Http {
 public:
  Http() = default;
  Http(const Http&) = delete;
  Http& operator=(const Http&) = delete;
  virtual ~Http() = default;
  [[nodiscard]] virtual HttpAnswer send(const HttpRequest& request) = 0;
};

}  // namespace mingcha::channels
