// SPDX-License-Identifier: Apache-2.0
#include "http/site/page_response.h"

#include "http/portal/page.h"

namespace mingcha::http {

Response page_response(std::string html, int status) {
  auto response = html_response(std::move(html), status);
  response.headers.set("Content-Security-Policy", std::string{portal::kContentSecurityPolicy});
  response.headers.set("Vary", "Accept-Language, Cookie");
  return response;
}

Response private_page(std::string html, int status) {
  auto response = page_response(std::move(html), status);
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}

}  // namespace mingcha::http
