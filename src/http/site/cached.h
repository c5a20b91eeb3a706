// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/response.h"

namespace mingcha::http {

/// For what everybody may see: an ETag of its bytes, and leave for caches in between (a web server,
/// a CDN) to keep it for half a minute. A browser asks each time, so that nobody sees what was
/// withdrawn from a cache of their own.
[[nodiscard]] Response cached(Response response);

}  // namespace mingcha::http
