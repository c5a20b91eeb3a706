// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <boost/asio/ip/address.hpp>

#include "base/text.h"
#include "http/server/connection.h"

namespace mingcha::http {

// From the right: every proxy appends whom it saw, and everything left of the first address that
// no trusted proxy vouches for may be the client's invention.
std::string client_address(const std::string& peer, const Headers& headers,
                           const std::vector<std::string>& trusted_proxies) {
  const auto trusted = [&](std::string_view address) {
    return std::find(trusted_proxies.begin(), trusted_proxies.end(), address) !=
           trusted_proxies.end();
  };
  if (!trusted(peer)) return peer;
  std::string chain;
  for (const std::string_view line : headers.all("X-Forwarded-For")) {
    chain.append(chain.empty() ? "" : ",").append(line);
  }
  std::string nearest = peer;
  for (std::string_view rest = chain; !rest.empty();) {
    const auto comma = rest.rfind(',');
    const auto begin = comma == std::string_view::npos ? 0 : comma + 1;
    boost::system::error_code error;
    const auto address =
        boost::asio::ip::make_address(std::string{trim(rest.substr(begin))}, error);
    if (error) break;
    nearest = address.to_string();
    if (!trusted(nearest)) break;
    rest = rest.substr(0, begin == 0 ? 0 : begin - 1);
  }
  return nearest;
}

}  // namespace mingcha::http
