// SPDX-License-Identifier: Apache-2.0
#include "desk/device_desk.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/recording_desk.h"
#include "pack/definition.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using recording::DeviceCondition;
using store::Outcome;
using store::Session;

Rejection no_such_device() { return {Refusal::not_found, {"没有这台设备", "no such device"}, {}}; }

Finding wrong(const char* code, Text what, Text cure, const char* where) {
  return {code, std::move(what), {}, std::move(cure), where};
}

/// What may happen to a device, by the condition it is in.
struct Allowed {
  const std::vector<DeviceCondition> conditions;
  Text otherwise;
};

const std::vector<DeviceCondition> kInHand{DeviceCondition::in_store, DeviceCondition::issued};

struct ConditionsFor {
  Allowed operator()(const recording::DeviceRegistered&) const { return {{}, {}}; }
  Allowed operator()(const recording::DeviceIssued&) const {
    return {{DeviceCondition::in_store}, {"只有在库的设备可以领用", "only a device in store"}};
  }
  Allowed operator()(const recording::DeviceReturned&) const {
    return {{DeviceCondition::issued}, {"没有领用，无需交还", "nobody has it"}};
  }
  Allowed operator()(const recording::DeviceChecked&) const {
    return {kInHand, {"不在库也未领用，无法检查", "it is neither in store nor issued"}};
  }
  Allowed operator()(const recording::DeviceMoved&) const {
    return {kInHand, {"不在库也未领用，不能调拨", "it is neither in store nor issued"}};
  }
  Allowed operator()(const recording::DeviceLost&) const {
    return {kInHand, {"不在库也未领用", "it is neither in store nor issued"}};
  }
  Allowed operator()(const recording::DeviceFound&) const {
    return {{DeviceCondition::lost}, {"没有登记遗失", "it is not lost"}};
  }
  Allowed operator()(const recording::DeviceRepairBegun&) const {
    return {kInHand, {"不在库也未领用", "it is neither in store nor issued"}};
  }
  Allowed operator()(const recording::DeviceRepaired&) const {
    return {{DeviceCondition::in_repair}, {"没有送修", "it is not in repair"}};
  }
  Allowed operator()(const recording::DeviceScrapped&) const {
    return {{DeviceCondition::in_store, DeviceCondition::in_repair, DeviceCondition::lost},
            {"已领用的先交还，再报废", "take it back before it is scrapped"}};
  }
};

}  // namespace

std::vector<registers::DeviceRow> DeviceDesk::list(const people::Visitor& visitor) {
  std::vector<registers::DeviceRow> out;
  if (!visitor.may(people::Permission::read_recording)) return out;
  const bool all = sees_every_unit(visitor) || may_manage(visitor, {});
  database_.read([&](Session& session) {
    out = registers::list_devices(session, all ? std::string{} : visitor.unit_id);
  });
  return out;
}

Result<DeviceSight> DeviceDesk::look(const people::Visitor& visitor, const std::string& id) {
  std::optional<DeviceSight> out;
  database_.read([&](Session& session) {
    auto state = book_.device(session, id);
    const auto row = registers::find_device(session, id);
    if (!state || !row) return;
    const bool all = sees_every_unit(visitor) || may_manage(visitor, {});
    if (!visitor.may(people::Permission::read_recording)) return;
    if (all || row->unit == visitor.unit_id) out = DeviceSight{*std::move(state), *row};
  });
  if (!out) return tl::unexpected<Rejection>(no_such_device());
  return *std::move(out);
}

Findings DeviceDesk::against(Session& session, const recording::DeviceRegistered& device) const {
  Findings out;
  if (trim(device.number).empty() || count_characters(device.number) > 40) {
    out.push_back(wrong("number-missing", {"没有写设备编号", "no number"},
                        {"请填写设备编号，四十字以内", "give its number, up to 40 characters"},
                        "number"));
  } else if (registers::device_numbered(session, device.number)) {
    out.push_back(wrong("number-taken", {"这个编号已经登记", "this number is taken"},
                        {"请核对编号", "check the number"}, "number"));
  }
  if (book_.pack().recordings.device(device.kind) == nullptr) {
    out.push_back(wrong("kind-unknown", {"没有这种设备", "no such kind of device"},
                        {"请从列出的种类中选择", "choose one of those listed"}, "kind"));
  }
  if (people_.directory(session)->unit(device.unit) == nullptr) {
    out.push_back(wrong("unit-unknown", {"没有这个部门", "no such unit"},
                        {"请选择配发的部门", "choose the unit that has it"}, "unit"));
  }
  return out;
}

Findings DeviceDesk::against(Session& session, const recording::Device& state,
                             const recording::DeviceEvent& event) const {
  const auto allowed = std::visit(ConditionsFor{}, event);
  const auto people = people_.directory(session);
  Findings out;
  if (std::ranges::find(allowed.conditions, state.condition) == allowed.conditions.end()) {
    out.push_back(wrong("device-condition", allowed.otherwise,
                        {"设备现在的状态：" + recording::title(state.condition).zh,
                         "it is now: " + recording::title(state.condition).en},
                        ""));
  }
  if (const auto* issued = std::get_if<recording::DeviceIssued>(&event)) {
    const auto* person = people->person(issued->officer);
    if (person == nullptr || !person->active) {
      out.push_back(wrong("officer-unknown", {"没有这名人员", "no such person"},
                          {"请从列出的人员中选择", "choose one of those listed"}, "officer"));
    } else if (person->unit != state.unit) {
      out.push_back(wrong("other-unit", {"不是本部门人员", "not of the device's unit"},
                          {"先调拨设备，或者由本部门人员领用",
                           "move the device first, or issue it within its unit"},
                          "officer"));
    }
  }
  if (const auto* moved = std::get_if<recording::DeviceMoved>(&event);
      moved != nullptr && (people->unit(moved->unit) == nullptr || moved->unit == state.unit)) {
    out.push_back(wrong("unit-unknown", {"请选择另一个部门", "choose another unit"},
                        {"请从列出的部门中选择", "one of those listed"}, "unit"));
  }
  if (const auto* checked = std::get_if<recording::DeviceChecked>(&event);
      checked != nullptr && (checked->battery_percent < 0 || checked->battery_percent > 100)) {
    out.push_back(wrong("battery", {"电量应当在0到100之间", "between 0 and 100"},
                        {"请核对", "check it"}, "battery_percent"));
  }
  return out;
}

Result<std::string> DeviceDesk::carry_out(
    const people::Visitor& visitor, const Envelope& envelope,
    const std::function<Result<recording::Device>(Session&, const Act&)>& what) {
  if (!may_manage(visitor, {})) {
    return reject(Refusal::forbidden, {"只有音像管理员可以办理", "for recording administrators"},
                  {{"not-the-manager",
                    {"设备由专人管理", "devices are kept by named administrators"},
                    book_.pack().recordings.custody_article,
                    {"请音像管理员办理", "ask the recording administrator"},
                    {}}});
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome =
        once(session, visitor.person_id, envelope, clock_.now(), [&]() -> Result<std::string> {
          const auto after = what(session, {visitor.person_id, clock_.now(), envelope.key});
          if (!after) return tl::unexpected<Rejection>(after.error());
          return nlohmann::json{{"device", after->registered.device}, {"version", after->version}}
              .dump();
        });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> DeviceDesk::enter(const people::Visitor& visitor,
                                      const recording::DeviceRegistered& device,
                                      const Envelope& envelope) {
  return carry_out(
      visitor, envelope, [&](Session& session, const Act& act) -> Result<recording::Device> {
        auto fresh = device;
        fresh.device = "d-" + to_hex(crypto::random_bytes(6));
        fresh.number = std::string{trim(device.number)};
        if (auto found = against(session, fresh); !found.empty()) {
          return reject(Refusal::invalid, {"设备没有登记", "the device was not registered"},
                        std::move(found));
        }
        return book_.add(session, recording::Device{}, fresh, act);
      });
}

Result<std::string> DeviceDesk::act(const people::Visitor& visitor, const std::string& id,
                                    const recording::DeviceEvent& event, const Envelope& envelope) {
  return carry_out(
      visitor, envelope, [&](Session& session, const Act& act) -> Result<recording::Device> {
        auto state = book_.device(session, id);
        if (!state) return tl::unexpected<Rejection>(no_such_device());
        if (auto found = against(session, *state, event); !found.empty()) {
          return reject(Refusal::invalid, {"没有办理", "it was not done"}, std::move(found));
        }
        return book_.add(session, *std::move(state), event, act);
      });
}

}  // namespace mingcha::desk
