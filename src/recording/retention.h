// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/instant.h"
#include "base/text.h"
#include "pack/recordings.h"
#include "recording/state.h"

/// For how long recordings are kept (保存期限).
namespace mingcha::recording {

struct Retention {
  /// The class that keeps it longest; null: nobody has said what it is, and it is kept.
  const pack::RetentionClass* longest = nullptr;
  std::optional<Day> until;  ///< The last day on which it must be there; nothing: for ever.
  bool held = false;

  /// Whether nothing stands against its destruction on that day.
  [[nodiscard]] bool over(Day day) const {
    return longest != nullptr && until && *until < day && !held;
  }
};

/// The longest class wins, holds besides. Terms run from the day on which it was made, or arrived
/// where nobody knows when it was made. A class that the pack no longer knows keeps for ever.
[[nodiscard]] Retention retention_of(const Recording& recording, const pack::Recordings& pack);

/// Why a recording may not be destroyed on that day; nothing when it may.
[[nodiscard]] std::optional<Text> kept_because(const Recording& recording,
                                               const pack::Recordings& pack, Day day);

/// The same day of the month so many months later, or the last one where that month is shorter.
[[nodiscard]] Day months_after(Day day, int months);

}  // namespace mingcha::recording
