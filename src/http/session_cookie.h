// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/request.h"

namespace mingcha::http {

/// "__Host-mingcha" over https: the browser then holds it to this host, to https and to "/".
/// "mingcha" over plain HTTP on the loopback, where browsers would refuse the other.
[[nodiscard]] const char* session_cookie_name(Transport transport);
/// Empty when the request carries none.
[[nodiscard]] std::string_view session_token(const Request& request);
/// The values of Set-Cookie.
[[nodiscard]] std::string session_cookie(Transport transport, std::string_view token,
                                         std::chrono::seconds lifetime);
[[nodiscard]] std::string ended_session_cookie(Transport transport);

}  // namespace mingcha::http
