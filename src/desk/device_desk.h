// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "desk/recording_book.h"
#include "people/visitor.h"
#include "registers/device_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

class PeopleDesk;

struct DeviceSight {
  recording::Device state;
  registers::DeviceRow row;
};

/// The devices that make recordings, kept by named administrators (专人管理). Safe to use from any
/// thread.
class DeviceDesk {
 public:
  DeviceDesk(store::Database& database, const RecordingBook& book, PeopleDesk& people, Clock& clock)
      : database_{database}, book_{book}, people_{people}, clock_{clock} {}

  /// By number; of the visitor's unit unless he sees or keeps those of all.
  [[nodiscard]] std::vector<registers::DeviceRow> list(const people::Visitor& visitor);
  [[nodiscard]] Result<DeviceSight> look(const people::Visitor& visitor, const std::string& id);

  // Each answers JSON {"device","version"}; only for who keeps devices.
  [[nodiscard]] Result<std::string> enter(const people::Visitor& visitor,
                                          const recording::DeviceRegistered& device,
                                          const Envelope& envelope);
  /// Anything but its registration, as far as its condition allows.
  [[nodiscard]] Result<std::string> act(const people::Visitor& visitor, const std::string& id,
                                        const recording::DeviceEvent& event,
                                        const Envelope& envelope);

 private:
  [[nodiscard]] Findings against(store::Session& session,
                                 const recording::DeviceRegistered& device) const;
  [[nodiscard]] Findings against(store::Session& session, const recording::Device& state,
                                 const recording::DeviceEvent& event) const;
  Result<std::string> carry_out(
      const people::Visitor& visitor, const Envelope& envelope,
      const std::function<Result<recording::Device>(store::Session&, const Act&)>& what);

  store::Database& database_;
  const RecordingBook& book_;
  PeopleDesk& people_;
  Clock& clock_;
};

}  // namespace mingcha::desk
