// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/portal/view.h"
#include "http/request.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct Item;
}  // namespace mingcha::pack

namespace mingcha::http {

/// Whose site this is, and where the reader stands.
[[nodiscard]] portal::SiteView site_view(const Request& request, desk::Services& services);

/// A citation in words with the text of the article, as far as the pack has it.
[[nodiscard]] portal::ArticleView article_view(desk::Services& services,
                                               const std::string& article);

/// What a party who disagrees can do, as the pack says, with the organs of this agency.
[[nodiscard]] std::vector<portal::Remedy> remedies_view(const pack::Item& item,
                                                        desk::Services& services);

[[nodiscard]] portal::LogFigures log_figures(desk::Services& services);

}  // namespace mingcha::http
