// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "http/portal/search.h"
#include "http/request.h"
#include "search/query.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct Item;
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::http {

/// The items in whose name, code or kind every word stands; without words all of them.
[[nodiscard]] std::vector<const pack::Item*> items_found(const pack::Pack& pack,
                                                         const std::optional<search::Query>& words);

/// Kinds of act that the pack's items have, for choosing one.
[[nodiscard]] std::vector<portal::Choice> kinds_of(const pack::Pack& pack);
/// Items of that kind; none where there is no such kind.
[[nodiscard]] std::vector<std::string> items_of_kind(const pack::Pack& pack,
                                                     const std::string& kind);

/// A piece of a published text around what was found.
[[nodiscard]] portal::SnippetView snippet_view(const std::string& text, const search::Query& words);

/// Everything public in which the words stand.
[[nodiscard]] portal::SearchView search_view(const Request& request, desk::Services& services);

}  // namespace mingcha::http
