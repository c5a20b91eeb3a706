// SPDX-License-Identifier: Apache-2.0
#include "http/session_cookie.h"

#include <fmt/format.h>

namespace mingcha::http {

const char* session_cookie_name(Transport transport) {
  return transport == Transport::https ? "__Host-mingcha" : "mingcha";
}

std::string_view session_token(const Request& request) {
  const auto found = request.cookies.find(session_cookie_name(request.transport));
  return found == request.cookies.end() ? std::string_view{} : found->second;
}

std::string session_cookie(Transport transport, std::string_view token,
                           std::chrono::seconds lifetime) {
  return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}",
                     session_cookie_name(transport), token, lifetime.count(),
                     transport == Transport::https ? "; Secure" : "");
}

std::string ended_session_cookie(Transport transport) {
  return session_cookie(transport, "", std::chrono::seconds{0});
}

}  // namespace mingcha::http
