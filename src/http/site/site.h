// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "http/route.h"

namespace mingcha::desk {
struct PublicDecision;
}  // namespace mingcha::desk

namespace mingcha::http {

/// The public portal's pages, and the log's files.
[[nodiscard]] std::span<const Route> site_routes();
[[nodiscard]] std::span<const Route> log_file_routes();

/// For addresses that lead nowhere.
[[nodiscard]] Response missing_page(const Request& request, desk::Services& services);

/// Every byte that the portal would serve for a decision, in both languages: for the leak test.
[[nodiscard]] std::vector<std::string> bytes_served_for(const desk::PublicDecision& decision,
                                                        desk::Services& services);

}  // namespace mingcha::http
