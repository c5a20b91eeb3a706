// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingcha::store {

class Session;

/// Facts about this database that must not change unnoticed: log origin, key ids.
[[nodiscard]] std::optional<std::string> find_setting(Session& session, std::string_view name);
/// Sets or replaces.
void save_setting(Session& session, std::string_view name, std::string_view value);

}  // namespace mingcha::store
