// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "desk/recording_book.h"
#include "people/visitor.h"
#include "registers/device_register.h"
#include "registers/recording_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

struct DestructionSight {
  recording::Destruction state;
  std::vector<registers::RecordingRow> recordings;
  Findings against;  ///< Why it could not be agreed to now; none where it could.
};

/// How much there is and how much more there will be.
struct StorageForecast {
  std::int64_t bytes = 0;                                      ///< Kept now.
  std::vector<std::pair<std::string, std::int64_t>> by_month;  ///< That arrived, oldest first.
  std::vector<std::pair<std::string, std::int64_t>> forecast;  ///< Kept at the end of each.
};

/// Destruction of recordings whose time is over (销毁): a list by one person, agreed to by another,
/// on record before a byte is gone. Safe to use from any thread.
class DestructionDesk {
 public:
  /// Removes a file from where files are kept; to be called again where it is gone already.
  using Remove = std::function<void(const std::string& sha256)>;

  DestructionDesk(store::Database& database, const RecordingBook& book, Clock& clock, Remove remove)
      : database_{database}, book_{book}, clock_{clock}, remove_{std::move(remove)} {}

  /// What could be destroyed by that day, if nothing changed: the newest of them last.
  [[nodiscard]] registers::RecordingPage over_by(const people::Visitor& visitor, Day day,
                                                 std::int64_t limit);
  [[nodiscard]] StorageForecast forecast(const people::Visitor& visitor);
  [[nodiscard]] std::vector<registers::DestructionRow> list(const people::Visitor& visitor);
  [[nodiscard]] Result<DestructionSight> look(const people::Visitor& visitor,
                                              const std::string& id);
  // Each answers JSON {"batch","version"}.
  /// All or nothing: refused with a finding for each recording that has to be kept.
  [[nodiscard]] Result<std::string> propose(const people::Visitor& visitor,
                                            const std::vector<std::string>& recordings,
                                            const std::string& reason, const Envelope& envelope);
  [[nodiscard]] Result<std::string> agree(const people::Visitor& visitor, const std::string& id,
                                          const std::string& reason, const Envelope& envelope);
  [[nodiscard]] Result<std::string> refuse(const people::Visitor& visitor, const std::string& id,
                                           const std::string& reason, const Envelope& envelope);

  /// Removes files of destroyed recordings that are still there: after agreeing, and after a crash.
  /// Answers how many.
  std::int64_t sweep(std::int64_t most);

 private:
  [[nodiscard]] Findings kept_among(store::Session& session,
                                    const std::vector<std::string>& recordings) const;
  [[nodiscard]] Result<recording::Destruction> destroy(store::Session& session,
                                                       recording::Destruction batch,
                                                       const std::string& reason,
                                                       const Act& act) const;
  Result<std::string> carry_out(
      const people::Visitor& visitor, const Envelope& envelope,
      const std::function<Result<recording::Destruction>(store::Session&, const Act&)>& what);

  store::Database& database_;
  const RecordingBook& book_;
  Clock& clock_;
  Remove remove_;
};

inline constexpr std::size_t kDestroyedAtOnce = 500;

}  // namespace mingcha::desk
