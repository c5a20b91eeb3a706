// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/portal/view.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct Item;
}  // namespace mingcha::pack

namespace mingcha::http {

[[nodiscard]] portal::ItemSummary item_summary(const pack::Item& item);
/// The item with its powers, basis and procedure, from the very definitions that the engine runs.
[[nodiscard]] portal::ItemView item_view(const pack::Item& item, desk::Services& services,
                                         Language language);

}  // namespace mingcha::http
