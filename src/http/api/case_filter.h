// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "registers/case_register.h"

namespace mingcha::http {

/// Names of what a case list can be narrowed to, the same in a query and in the JSON of a job.
inline constexpr auto kCaseFilterNames = std::to_array<std::string_view>(
    {"q", "item", "unit", "stage", "state", "major", "sealed", "opened_from", "opened_to", "sort"});

/// Asks for each name; nothing and "" let everything through. Malformed, with a finding for each
/// value that is none of those allowed.
[[nodiscard]] Result<registers::CaseFilter> read_case_filter(
    const std::function<std::optional<std::string>(std::string_view name)>& value);

}  // namespace mingcha::http
