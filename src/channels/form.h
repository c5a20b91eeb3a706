// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mingcha::channels {

/// "name=value", percent-encoded so that it may stand in a form or in an address.
[[nodiscard]] std::string form_field(std::string_view name, std::string_view value);

}  // namespace mingcha::channels
