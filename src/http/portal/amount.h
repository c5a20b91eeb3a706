// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::portal {

/// "1,286": thousands in groups of three.
[[nodiscard]] std::string to_grouped(std::uint64_t number);

/// "1,000+" where there are more than were counted.
[[nodiscard]] std::string to_counted(std::uint64_t number, bool exact);

/// "3,000元", "3,000.50元". `fen` is not negative.
[[nodiscard]] std::string to_yuan(std::int64_t fen);

/// "叁仟元整", "壹万零伍元叁角", "柒分": the form that banks and decisions use, which cannot be
/// altered by adding a stroke. 0 <= fen < 10^14.
[[nodiscard]] std::string to_capital_yuan(std::int64_t fen);

/// "2026年3月2日", "2 March 2026".
[[nodiscard]] std::string to_words(Day day, Language language);

}  // namespace mingcha::portal
