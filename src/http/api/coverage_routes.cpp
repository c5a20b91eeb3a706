// SPDX-License-Identifier: Apache-2.0
// What had to be recorded: of a case, of all cases, and of each unit on the wall.
#include <array>

#include <nlohmann/json.hpp>

#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/recording_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/look.h"
#include "http/api/recording_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Json titled(const std::vector<pack::Choice>& choices, Language language) {
  Json out = Json::array();
  for (const auto& one : choices) {
    out.push_back({{"id", one.id}, {"title", one.label.in(language)}});
  }
  return out;
}

Response read_rules(const Request& request, desk::Services& services) {
  const auto& rules = services.pack.recordings;
  const auto language = request.language;
  Json devices = Json::array();
  for (const auto& one : rules.devices) {
    devices.push_back(
        {{"id", one.id}, {"title", one.title.in(language)}, {"carried", one.carried}});
  }
  Json classes = Json::array();
  for (const auto& one : rules.classes) {
    classes.push_back({{"id", one.id},
                       {"title", one.title.in(language)},
                       {"months", one.months},
                       {"article", one.article}});
  }
  Json items = Json::array();
  for (const auto& item : rules.items) items.push_back(to_json(item, language));
  const auto& limits = rules.thresholds;
  const Json out{{"devices", std::move(devices)},
                 {"classes", std::move(classes)},
                 {"reasons", titled(rules.reasons, language)},
                 {"groups", titled(rules.groups, language)},
                 {"items", std::move(items)},
                 {"upload_hours", rules.upload_hours},
                 {"explain_hours", rules.explain_hours},
                 {"thresholds",
                  {{"gap_seconds", limits.gap_seconds},
                   {"late_start_seconds", limits.late_start_seconds},
                   {"early_stop_seconds", limits.early_stop_seconds},
                   {"clock_seconds", limits.clock_seconds},
                   {"unassigned_hours", limits.unassigned_hours},
                   {"idle_days", limits.idle_days},
                   {"check_days", limits.check_days}}},
                 {"upload_article", rules.upload_article},
                 {"explain_article", rules.explain_article},
                 {"retention_article", rules.retention_article},
                 {"destruction_article", rules.destruction_article},
                 {"custody_article", rules.custody_article}};
  return json_response(out.dump());
}

Response of_case(const Request& request, desk::Services& services) {
  const auto& case_id = request.capture("case");
  const auto sight = services.cases.look(request.signed_in(), case_id);
  if (!sight) return problem(sight.error(), request);
  const auto found = services.recordings.of_case(request.signed_in(), case_id);
  if (!found) return problem(found.error(), request);
  record_look(request, services, *sight, "case");
  Json out{{"duties", Json::array()}, {"recordings", Json::array()}, {"ahead", Json::array()}};
  for (const auto& status : found->duties) {
    out["duties"].push_back(to_json(status, services.pack, sight->state->opened->procedure,
                                    *found->people, request.language));
  }
  for (const auto& one : found->recordings) {
    auto json = to_json(one, services.pack, request.language);
    json["suggestions"] = Json::array();
    out["recordings"].push_back(std::move(json));
  }
  for (const auto& [step, item] : found->ahead) {
    out["ahead"].push_back({{"step", step->id},
                            {"step_title", step->title.in(request.language)},
                            {"item", to_json(*item, request.language)}});
  }
  return json_response(out.dump());
}

Response explain(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  recording::GapExplained gap;
  gap.step = fields.text("step", 1, 100);
  gap.occasion = fields.integer("occasion", 1, 1'000'000);
  gap.item = fields.text("item", 1, 100);
  const auto from = parse_instant(fields.text("from", 1, 40));
  const auto to = parse_instant(fields.text("to", 1, 40));
  gap.ground = fields.optional_text("ground", 100).value_or("");
  gap.text = fields.optional_text("text", 1000).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  if (from) gap.from = to_millis(*from);
  if (to) gap.to = to_millis(*to);
  const auto outcome = services.recordings.explain(request.signed_in(), request.capture("case"),
                                                   gap, envelope_of(request));
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response list_duties(const Request& request, desk::Services& services) {
  const auto offset = request.query_integer("offset", 0, 0, 1'000'000);
  if (!offset) return problem(offset.error(), request);
  const auto limit = request.query_integer("limit", 50, 1, 200);
  if (!limit) return problem(limit.error(), request);
  const auto days = request.query_integer("days", 30, 1, 3660);
  if (!days) return problem(days.error(), request);
  registers::DutyFilter filter;
  filter.unit = request.query_value("unit").value_or("");
  filter.item = request.query_value("item").value_or("");
  filter.state = request.query_value("state").value_or("");
  filter.to = services.clock.now() + std::chrono::hours{24};
  filter.from = services.clock.now() - std::chrono::hours{24 * *days};
  const auto page = services.recordings.duties(request.signed_in(), filter, *offset, *limit);
  const auto people = services.people.directory();
  Json out{{"total", page.total}, {"duties", Json::array()}};
  for (const auto& row : page.rows) {
    out["duties"].push_back(to_json(row, services.pack, *people, request.language));
  }
  return json_response(out.dump());
}

Json duties_of(const desk::WallUnit& unit, const pack::Recordings& rules, Language language) {
  Json out = Json::array();
  for (const auto& one : unit.duties) {
    const auto* item = rules.item(one.item);
    out.push_back({{"item", one.item},
                   {"group", item == nullptr ? "" : item->group},
                   {"title", item == nullptr ? one.item : item->title.in(language)},
                   {"count", one.count},
                   {"missing", one.missing},
                   {"gaps", one.gaps},
                   {"explained", one.explained},
                   {"covered", one.covered},
                   {"covered_ms", one.covered_ms},
                   {"total_ms", one.total_ms}});
  }
  return out;
}

Response read_wall(const Request& request, desk::Services& services) {
  const auto days = request.query_integer("days", 30, 1, 366);
  if (!days) return problem(days.error(), request);
  const auto wall = services.recordings.wall(request.signed_in(), *days);
  Json units = Json::array();
  for (const auto& unit : wall.units) {
    units.push_back({{"unit", unit.unit},
                     {"name", unit.name},
                     {"recordings", unit.recordings.count},
                     {"bytes", unit.recordings.bytes},
                     {"late", unit.recordings.late},
                     {"unassigned", unit.recordings.unassigned},
                     {"flawed", unit.recordings.flawed},
                     {"quarantined", unit.recordings.quarantined},
                     {"devices", unit.devices},
                     {"silent", unit.silent},
                     {"unchecked", unit.unchecked},
                     {"lost", unit.lost},
                     {"duties", duties_of(unit, services.pack.recordings, request.language)}});
  }
  const Json out{{"from", to_local_string(wall.from)},
                 {"to", to_local_string(wall.to)},
                 {"at", to_local_string(wall.to)},
                 {"bytes", wall.bytes},
                 {"units", std::move(units)}};
  return json_response(out.dump());
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/recording-rules",
     .may = Permission::read_recording,
     .summary = {"音像记录规则", "Which steps are recorded, with what, and how long it is kept"},
     .answer = {200, "#/components/schemas/RecordingRules"},
     .handle = read_rules},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/recordings",
     .may = Permission::read_case,
     .summary = {"案件的音像记录", "A case's recordings, and how far they cover its steps"},
     .answer = {200, "#/components/schemas/CaseRecordings"},
     .handle = of_case},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/gaps",
     .may = Permission::act_on_case,
     .summary = {"说明录制中断的原因", "Say why a part of a step was not recorded"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["step","occasion","item","from","to"],"properties":{"step":{"type":"string"},"occasion":{"type":"integer"},"item":{"type":"string"},"from":{"type":"string"},"to":{"type":"string"},"ground":{"type":"string"},"text":{"type":"string"}}})"),
     .answer = {200,
                R"({"type":"object","required":["case"],"properties":{"case":{"type":"string"}}})"},
     .idempotency = Idempotency::required,
     .handle = explain},
    {.verb = Verb::get,
     .path = "/api/v1/recording-duties",
     .may = Permission::read_recording,
     .summary = {"应当录制的环节", "Steps that had to be recorded, the newest first"},
     .query = {{{"unit", {"部门", "of one unit"}},
                {"item", {"音像记录事项", "of one recording item"}},
                {"state",
                 {"情况", "how they stand"},
                 R"({"enum":["open","missing","gaps","explained","covered"]})"},
                {"days", {"最近几天", "of so many days"}, R"({"type":"integer"})"},
                {"offset", {"跳过几条", "how many to skip"}, R"({"type":"integer"})"},
                {"limit", {"最多几条", "at most so many"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/RecordingDutyPage"},
     .handle = list_duties},
    {.verb = Verb::get,
     .path = "/api/v1/recording-wall",
     .may = Permission::read_recording,
     .summary = {"可视化监督管理平台", "The supervision wall: each unit's recordings"},
     .query = {{{"days", {"最近几天", "of so many days"}, R"({"type":"integer"})"}}},
     .answer = {200, "#/components/schemas/RecordingWall"},
     .handle = read_wall},
});

}  // namespace

std::span<const Route> coverage_routes() { return kRoutes; }

}  // namespace mingcha::http
