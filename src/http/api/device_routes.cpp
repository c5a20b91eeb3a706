// SPDX-License-Identifier: Apache-2.0
// 执法记录设备: registered, issued, checked, lost, repaired, scrapped.
#include <array>

#include <nlohmann/json.hpp>

#include "desk/device_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Json moment(const std::optional<Instant>& at) {
  return at ? Json(to_local_string(*at)) : Json(nullptr);
}

std::string name_of(const people::Directory& people, const std::string& id) {
  return id.empty() ? std::string{} : people.name_of(id);
}

/// A person or a unit: to whom it was issued, where it was moved to.
std::string whom(const people::Directory& people, const std::string& id) {
  const auto* unit = people.unit(id);
  return unit == nullptr ? name_of(people, id) : unit->name;
}

Json to_json(const registers::DeviceRow& row, const pack::Pack& pack,
             const people::Directory& people, Language language) {
  const auto* kind = pack.recordings.device(row.kind);
  const auto* unit = people.unit(row.unit);
  return {{"device", row.device},
          {"number", row.number},
          {"kind", row.kind},
          {"kind_title", kind == nullptr ? row.kind : kind->title.in(language)},
          {"model", row.model},
          {"serial", row.serial},
          {"unit", row.unit},
          {"unit_name", unit == nullptr ? row.unit : unit->name},
          {"condition", row.condition},
          {"officer", row.officer},
          {"officer_name", name_of(people, row.officer)},
          {"since", moment(row.since)},
          {"checked_at", moment(row.checked_at)},
          {"drift_ms", row.drift_ms},
          {"sound", row.sound},
          {"last_recording", moment(row.last_recording)}};
}

Response list_devices(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  Json out{{"devices", Json::array()}};
  for (const auto& row : services.devices.list(request.signed_in())) {
    out["devices"].push_back(to_json(row, services.pack, *people, request.language));
  }
  return json_response(out.dump());
}

Response read_device(const Request& request, desk::Services& services) {
  const auto sight = services.devices.look(request.signed_in(), request.capture("device"));
  if (!sight) return problem(sight.error(), request);
  const auto people = services.people.directory();
  auto out = to_json(sight->row, services.pack, *people, request.language);
  out["version"] = sight->state.version;
  out["custody"] = Json::array();
  for (const auto& each : sight->state.custody) {
    out["custody"].push_back({{"officer_name", name_of(*people, each.officer)},
                              {"from", to_local_string(each.from)},
                              {"to", moment(each.to)}});
  }
  out["turns"] = Json::array();
  for (const auto& turn : sight->state.turns) {
    out["turns"].push_back({{"kind", turn.kind},
                            {"by", name_of(*people, turn.actor)},
                            {"at", to_local_string(turn.at)},
                            {"about", whom(*people, turn.about)},
                            {"reason", turn.reason}});
  }
  return json_response(out.dump());
}

Response done(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response enter(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  recording::DeviceRegistered command;
  command.number = fields.optional_text("number", 100).value_or("");
  command.kind = fields.optional_text("kind", 100).value_or("");
  command.model = fields.optional_text("model", 100).value_or("");
  command.serial = fields.optional_text("serial", 100).value_or("");
  command.unit = fields.optional_text("unit", 100).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.devices.enter(request.signed_in(), command, envelope_of(request)));
}

/// What the body says that happened; nothing (with a complaint) for an unknown act.
std::optional<recording::DeviceEvent> event_of(FieldReader& fields) {
  const auto act = fields.text("act", 1, 40);
  const auto officer = fields.optional_text("officer", 100).value_or("");
  const auto unit = fields.optional_text("unit", 100).value_or("");
  const auto reason = fields.optional_text("reason", 500).value_or("");
  const auto battery = fields.optional_integer("battery_percent", 0, 100).value_or(100);
  const auto drift = fields.optional_integer("clock_drift_ms", -1'000'000'000, 1'000'000'000);
  const auto sound = fields.optional_flag("sound").value_or(true);
  if (act == "issue") return recording::DeviceIssued{officer};
  if (act == "take_back") return recording::DeviceReturned{reason};
  if (act == "check") return recording::DeviceChecked{battery, drift.value_or(0), sound, reason};
  if (act == "move") return recording::DeviceMoved{unit, reason};
  if (act == "lose") return recording::DeviceLost{reason};
  if (act == "find") return recording::DeviceFound{reason};
  if (act == "send_for_repair") return recording::DeviceRepairBegun{reason};
  if (act == "repaired") return recording::DeviceRepaired{reason};
  if (act == "scrap") return recording::DeviceScrapped{reason};
  fields.complain("act", "unknown-act", {"没有这种办理", "no such act"});
  return std::nullopt;
}

Response act(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto event = event_of(fields);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.devices.act(request.signed_in(), request.capture("device"), *event,
                                            envelope_of(request)));
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"DeviceDone",
     R"({"type":"object","required":["device","version"],"properties":{"device":{"type":"string"},"version":{"type":"integer"}}})"},
    {"DeviceRow", R"({"type":"object","required":["device","number","kind","kind_title","model",
      "serial","unit","unit_name","condition","officer","officer_name","since","checked_at",
      "drift_ms","sound","last_recording"],"properties":{"device":{"type":"string"},
      "number":{"type":"string"},"kind":{"type":"string"},"kind_title":{"type":"string"},
      "model":{"type":"string"},"serial":{"type":"string"},"unit":{"type":"string"},
      "unit_name":{"type":"string"},
      "condition":{"enum":["in_store","issued","lost","in_repair","scrapped"]},
      "officer":{"type":"string"},"officer_name":{"type":"string"},
      "since":{"type":["string","null"],"format":"date-time"},
      "checked_at":{"type":["string","null"],"format":"date-time"},
      "drift_ms":{"type":"integer","description":"Of its clock, when last checked; ahead is positive."},
      "sound":{"type":"boolean"},
      "last_recording":{"type":["string","null"],"format":"date-time"}}})"},
    {"DeviceList",
     R"({"type":"object","required":["devices"],"properties":{"devices":{"type":"array","items":{"$ref":"#/components/schemas/DeviceRow"}}}})"},
    {"Device", R"({"allOf":[{"$ref":"#/components/schemas/DeviceRow"},{"type":"object",
      "required":["version","custody","turns"],"properties":{"version":{"type":"integer"},
      "custody":{"type":"array","items":{"type":"object","required":["officer_name","from","to"],
        "properties":{"officer_name":{"type":"string"},"from":{"type":"string","format":"date-time"},
        "to":{"type":["string","null"],"format":"date-time"}}}},
      "turns":{"type":"array","items":{"type":"object","required":["kind","by","at","about","reason"],
        "properties":{"kind":{"type":"string"},"by":{"type":"string"},
        "at":{"type":"string","format":"date-time"},"about":{"type":"string"},
        "reason":{"type":"string"}}}}}}]})"},
});

constexpr Answer kDone{200, "#/components/schemas/DeviceDone"};

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/devices",
     .may = Permission::read_recording,
     .summary = {"执法记录设备", "Devices that make recordings"},
     .answer = {200, "#/components/schemas/DeviceList"},
     .handle = list_devices},
    {.verb = Verb::post,
     .path = "/api/v1/devices",
     .may = Permission::manage_recordings,
     .summary = {"登记设备", "Register a device"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"properties":{"number":{"type":"string"},"kind":{"type":"string"},"model":{"type":"string"},"serial":{"type":"string"},"unit":{"type":"string"}}})"),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = enter},
    {.verb = Verb::get,
     .path = "/api/v1/devices/{device}",
     .may = Permission::read_recording,
     .summary = {"一台设备", "A device, who had it when, and what became of it"},
     .answer = {200, "#/components/schemas/Device"},
     .handle = read_device},
    {.verb = Verb::post,
     .path = "/api/v1/devices/{device}/acts",
     .may = Permission::manage_recordings,
     .summary = {"领用、交还、检查、送修等",
                 "Issue it, take it back, check it, send it for repair …"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["act"],"properties":{"act":{"enum":["issue","take_back","check","move","lose","find","send_for_repair","repaired","scrap"]},"officer":{"type":"string"},"unit":{"type":"string"},"reason":{"type":"string"},"battery_percent":{"type":"integer"},"clock_drift_ms":{"type":"integer"},"sound":{"type":"boolean"}}})"),
     .answer = kDone,
     .idempotency = Idempotency::required,
     .handle = act},
});

}  // namespace

std::span<const Route> device_routes() { return kRoutes; }
std::span<const SharedSchema> device_schemas() { return kSchemas; }

}  // namespace mingcha::http
