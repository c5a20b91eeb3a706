// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/instant.h"
#include "http/portal/view.h"
#include "lists/sheet.h"
#include "pack/list.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::http {

[[nodiscard]] portal::ListIndexView list_index_view(desk::Services& services, Language language);
[[nodiscard]] portal::ListSummaryView list_summary(const pack::ListKind& kind,
                                                   desk::Services& services, Language language);

/// What the public may look for in a list.
struct ListAsked {
  std::string words;
  Day on{};
  std::uint64_t page = 1;
};
[[nodiscard]] portal::ListView list_view(const pack::ListKind& kind, const ListAsked& asked,
                                         desk::Services& services, Language language);
[[nodiscard]] portal::ListHistoryView list_history_view(const pack::ListKind& kind,
                                                        std::uint64_t page,
                                                        desk::Services& services,
                                                        Language language);

/// Everything that is public of a list on a day.
[[nodiscard]] lists::Sheet open_sheet(const pack::ListKind& kind, Day on, desk::Services& services,
                                      Language language);
/// The same with names of columns, keys and codes, for programs.
[[nodiscard]] std::string open_list_json(const pack::ListKind& kind, Day on,
                                         desk::Services& services);

}  // namespace mingcha::http
