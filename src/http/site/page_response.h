// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "http/response.h"

namespace mingcha::http {

/// A page of the portal.
[[nodiscard]] Response page_response(std::string html, int status = 200);
/// One that is meant for its reader alone: no cache keeps it.
[[nodiscard]] Response private_page(std::string html, int status = 200);

}  // namespace mingcha::http
