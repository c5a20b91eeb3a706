// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "feedback/event.h"

namespace mingcha::feedback {

/// "feedback.received" …
[[nodiscard]] std::string_view kind_of(const Event& event);
[[nodiscard]] std::string encode(const Event& event);
/// Throws Fault when the stored body is not one of ours.
[[nodiscard]] Event decode(std::string_view kind, std::string_view body);

/// The kind that every stream begins with.
inline constexpr const char* kFeedbackReceived = "feedback.received";

}  // namespace mingcha::feedback
