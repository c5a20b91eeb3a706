// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

struct DeviceRow {
  std::string device;
  std::int64_t version = 0;
  std::string number, kind, model, serial, unit;
  std::string condition;  ///< in_store | issued | lost | in_repair | scrapped
  std::string officer;    ///< Who has it; empty: nobody.
  std::optional<Instant> since, checked_at;
  std::int64_t drift_ms = 0;
  bool sound = true;
  std::optional<Instant> last_recording;  ///< When the newest one ended; not stored here.

  bool operator==(const DeviceRow&) const = default;
};

void put_device(store::Session& session, const DeviceRow& row);
[[nodiscard]] std::optional<DeviceRow> find_device(store::Session& session,
                                                   const std::string& device);
/// By its number or its serial number.
[[nodiscard]] std::optional<DeviceRow> device_numbered(store::Session& session,
                                                       const std::string& number);
/// Of one unit or (empty) of all, by number; each with its newest recording.
[[nodiscard]] std::vector<DeviceRow> list_devices(store::Session& session, const std::string& unit);

struct DestructionRow {
  std::string batch;
  std::string state;  ///< proposed | agreed | refused
  std::string unit, proposed_by;
  Instant proposed_at;
  std::int64_t recordings = 0;
};

void put_destruction(store::Session& session, const DestructionRow& row);
/// The newest first.
[[nodiscard]] std::vector<DestructionRow> list_destructions(store::Session& session,
                                                            const std::string& unit,
                                                            std::int64_t limit);

struct ViewingRow {
  std::string viewing, case_id, token_sha256;
  Instant until;
  bool ended = false;
  Instant granted_at;
};

void put_viewing(store::Session& session, const ViewingRow& row);
[[nodiscard]] std::optional<ViewingRow> viewing_with(store::Session& session,
                                                     const std::string& token_sha256);
/// The newest first.
[[nodiscard]] std::vector<ViewingRow> viewings_of(store::Session& session,
                                                  const std::string& case_id);

}  // namespace mingcha::registers
