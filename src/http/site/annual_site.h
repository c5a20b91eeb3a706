// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "disclosure/served.h"
#include "http/route.h"

namespace mingcha::desk {
struct PublicReport;
}  // namespace mingcha::desk

namespace mingcha::http {

/// The public pages and files of the annual report.
[[nodiscard]] std::span<const Route> annual_site_routes();

/// Every page that the public would be served of the report, in both languages: for the leak test.
[[nodiscard]] std::vector<disclosure::Served> bytes_served_for(const desk::PublicReport& report,
                                                               desk::Services& services);

}  // namespace mingcha::http
