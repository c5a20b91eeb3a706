// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ledger/witness.h"

namespace mingcha::programs {

/// One POST by libcurl with limits on time and size. Never throws.
[[nodiscard]] ledger::HttpAnswer post_over_http(const std::string& url, const std::string& body);

}  // namespace mingcha::programs
