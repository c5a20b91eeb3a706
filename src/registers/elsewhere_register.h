// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// A time during which somebody did a step that takes the whole of a person.
struct EngagementRow {
  std::string rule;  ///< Of the pack, that asks.
  std::string person;
  Instant began, ended;

  bool operator==(const EngagementRow&) const = default;
};

/// Something that is settled once for all cases.
struct SettledRow {
  std::string rule;    ///< Of the pack, that asks.
  std::string digest;  ///< Hex, of what is the same.

  bool operator==(const SettledRow&) const = default;
};

/// Replaces what other cases can be told of this one.
void put_elsewhere(store::Session& session, const std::string& case_id,
                   const std::vector<EngagementRow>& engagements,
                   const std::vector<SettledRow>& settled);

/// Of one person in other cases than this, overlapping the time from `began` to `ended`. From now
/// until the transaction ends nobody else who asks for the same person is answered.
[[nodiscard]] std::vector<EngagementRow> engagements_elsewhere(store::Session& session,
                                                               const std::string& case_id,
                                                               const EngagementRow& asked);
/// Whether another case has it. Asked by one transaction at a time, as above.
[[nodiscard]] bool settled_elsewhere(store::Session& session, const std::string& case_id,
                                     const SettledRow& asked);

}  // namespace mingcha::registers
