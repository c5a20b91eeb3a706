// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha {

/// The candidate nearest to a misspelt `word`, for "did you mean". Nothing when none is near: more
/// than a third of the characters would have to change.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

}  // namespace mingcha
