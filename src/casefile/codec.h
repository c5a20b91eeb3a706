// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "casefile/event.h"

namespace mingcha::casefile {

/// "case.opened", "step.done" … as stored and shown; also the key into the glossary.
[[nodiscard]] std::string_view kind_of(const Event& event);

/// JSON with sorted keys.
[[nodiscard]] std::string encode(const Event& event);

/// Throws Fault when the stored body is not one of ours: the record itself is damaged.
[[nodiscard]] Event decode(std::string_view kind, std::string_view body);

}  // namespace mingcha::casefile
