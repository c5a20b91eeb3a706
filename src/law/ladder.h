// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::law {

/// One moment at which a running limit speaks. Written "50%" (of its length), "T-2h", "T-30min",
/// "T-1d" (in the morning of the day before the last) or "T" (when it is up).
struct Rung {
  enum class Kind { percent, minutes_before, days_before, due };
  Kind kind{};
  int amount{};

  bool operator==(const Rung&) const = default;
};

[[nodiscard]] std::optional<Rung> parse_rung(std::string_view text);
[[nodiscard]] std::string to_string(const Rung& rung);
/// 「距期满 2 小时」「期限过半」 / "2 hours left".
[[nodiscard]] Text to_text(const Rung& rung);

struct Ladder {
  std::chrono::minutes
      length_max{};  ///< For limits up to this length; the last row takes the rest.
  std::vector<Rung> rungs;
};

/// The table of ladders, from the pack: rows by rising length.
struct LadderTable {
  std::vector<Ladder> rows;
  std::chrono::minutes morning = std::chrono::hours{9};  ///< Local time at which days_before speak.
};

struct Warning {
  Instant at{};
  Rung rung;

  bool operator==(const Warning&) const = default;
};

/// The moments at which the limit that runs from `start` to `due` speaks, rising; none before the
/// start, none twice, none after `due`. Empty table: none.
[[nodiscard]] std::vector<Warning> warnings(const LadderTable& table, Instant start, Instant due);

}  // namespace mingcha::law
