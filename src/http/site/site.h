// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "http/route.h"

namespace mingcha::http {

/// The public portal's pages, and the log's files.
[[nodiscard]] std::span<const Route> site_routes();
[[nodiscard]] std::span<const Route> public_list_routes();
[[nodiscard]] std::span<const Route> log_file_routes();
/// 办案进度查询.
[[nodiscard]] std::span<const Route> follow_routes();
/// 外部调阅.
[[nodiscard]] std::span<const Route> watch_routes();
/// 公众参与.
[[nodiscard]] std::span<const Route> speak_routes();
/// What the public may take away as data, and feeds.
[[nodiscard]] std::span<const Route> data_routes();
/// Who may enforce.
[[nodiscard]] std::span<const Route> officer_routes();
/// Hall screens, posters, frames of other sites.
[[nodiscard]] std::span<const Route> place_routes();

/// For addresses that lead nowhere.
[[nodiscard]] Response missing_page(const Request& request, desk::Services& services);
/// For forms that are over the limit.
[[nodiscard]] Response too_large_page(const Request& request, desk::Services& services);

/// For whatever else a browser is refused: `why` in the reader's language.
[[nodiscard]] Response refused_page(const Request& request, int status, const std::string& why,
                                    desk::Services& services);

/// For whom there were too many requests.
[[nodiscard]] Response too_many_page(const Request& request, desk::Services& services);

}  // namespace mingcha::http
