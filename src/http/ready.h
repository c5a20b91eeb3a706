// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mingcha::http {

/// An answer made into bytes once for all who ask. Only what differs from one to the next is still
/// to be said: Date, X-Request-Id and Connection.
struct Ready {
  int status = 200;
  std::string fields;  ///< "Name: value" CR LF, one behind the other; Content-Length among them.
  std::string text;
};

}  // namespace mingcha::http
