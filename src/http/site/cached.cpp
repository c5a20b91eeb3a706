// SPDX-License-Identifier: Apache-2.0
#include "http/site/cached.h"

#include "crypto/hash.h"

namespace mingcha::http {

Response cached(Response response) {
  const auto* text = std::get_if<std::string>(&response.body);
  if (text != nullptr && !response.headers.has("ETag")) {
    const auto digest = to_hex(as_bytes(crypto::sha256(*text)));
    response.headers.set("ETag", "\"" + digest.substr(0, 32) + "\"");
  }
  response.headers.set("Cache-Control", "public, max-age=0, s-maxage=30, must-revalidate");
  return response;
}

}  // namespace mingcha::http
