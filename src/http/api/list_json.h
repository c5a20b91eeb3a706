// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/text.h"
#include "desk/list_desk.h"
#include "lists/import.h"
#include "lists/outdated.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::http {

/// Columns of a list, whether it is kept or made from the pack.
[[nodiscard]] nlohmann::json columns_json(const std::vector<pack::ListColumn>& columns,
                                          Language language);
[[nodiscard]] std::vector<pack::ListColumn> columns_of(const pack::ListKind& kind,
                                                       desk::Services& services, Language language);
[[nodiscard]] nlohmann::json list_json(const pack::ListKind& kind, desk::Services& services,
                                       Language language);
[[nodiscard]] nlohmann::json entry_json(const registers::ListEntry& entry);
[[nodiscard]] nlohmann::json set_json(const registers::ListSetRow& row, desk::Services& services);
[[nodiscard]] nlohmann::json change_json(const registers::ListChange& change);
/// What a set that waits would do: each change beside what holds now.
[[nodiscard]] nlohmann::json waiting_changes_json(const lists::State& state,
                                                  const std::vector<lists::Change>& changes,
                                                  std::size_t offset, std::size_t limit);
[[nodiscard]] nlohmann::json import_json(const lists::Import& import, const lists::State& state,
                                         Language language);
[[nodiscard]] nlohmann::json outdated_json(const lists::Outdated& outdated,
                                           desk::Services& services, Language language);

}  // namespace mingcha::http
