// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "http/portal/view.h"
#include "law/time_limit.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct Item;
}  // namespace mingcha::pack

namespace mingcha::http {

/// Each limit with its length and what it says: article, start, what is left out, what moves it.
[[nodiscard]] std::vector<portal::LimitView> limits_view(const std::vector<law::TimeLimit>& limits,
                                                         desk::Services& services);
[[nodiscard]] portal::ItemSummary item_summary(const pack::Item& item);
/// The item with its powers, basis and procedure, from the very definitions that the engine runs.
[[nodiscard]] portal::ItemView item_view(const pack::Item& item, desk::Services& services,
                                         Language language);

}  // namespace mingcha::http
