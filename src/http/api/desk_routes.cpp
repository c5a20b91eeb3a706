// SPDX-License-Identifier: Apache-2.0
// What the console shows first, and with whom one works.
#include <array>

#include <nlohmann/json.hpp>

#include "desk/case_desk.h"
#include "desk/duty_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/api.h"
#include "http/api/case_json.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kMost = 200;

Json alert_json(const desk::Alert& alert, const people::Directory& people, Language language) {
  return {{"case", to_json(alert.row, people)},
          {"limit", alert.limit},
          {"title", alert.title.in(language)},
          {"article", alert.article},
          {"due", to_local_string(alert.due)},
          {"state", alert.over ? "overdue" : "running"},
          {"level", alert.level},
          {"level_title", alert.level_title.in(language)}};
}

/// With the time limit that makes it due.
Json duty_json(const registers::TodoItem& item, const desk::DutyDesk& duties,
               const people::Directory& people, Language language) {
  auto out = to_json(item, people, language);
  if (const auto urging = duties.urging(item)) {
    out["because"] = {{"limit", urging->limit},
                      {"title", urging->title.in(language)},
                      {"article", urging->article}};
  }
  return out;
}

Response show_desk(const Request& request, desk::Services& services) {
  const auto& visitor = request.signed_in();
  const auto people = services.people.directory();
  Json out{{"todos", Json::array()}, {"alerts", Json::array()}, {"waiting", Json::array()}};
  for (const auto& item : services.cases.todos(visitor, kMost)) {
    out["todos"].push_back(duty_json(item, services.duties, *people, request.language));
  }
  for (const auto& alert : services.duties.alerts(visitor, kMost)) {
    out["alerts"].push_back(alert_json(alert, *people, request.language));
  }
  for (const auto& item : services.duties.waiting(visitor, kMost)) {
    out["waiting"].push_back(duty_json(item, services.duties, *people, request.language));
  }
  return json_response(out.dump());
}

Json person_json(const people::Person& person, const people::Directory& people, Day today) {
  Json roles = Json::array();
  for (const auto role : person.roles) roles.push_back(people::to_string(role));
  const auto* unit = people.unit(person.unit);
  return {{"person", person.id},
          {"name", person.name},
          {"unit", person.unit},
          {"unit_title", unit == nullptr ? person.unit : unit->name},
          {"number", person.badge},
          {"post", person.post},
          {"roles", std::move(roles)},
          {"auxiliary", person.auxiliary},
          {"certificate_valid", person.certificate && person.certificate->valid_on(today)}};
}

Response list_colleagues(const Request& request, desk::Services& services) {
  const auto& visitor = request.signed_in();
  const auto asked = request.query_value("role");
  const auto role = asked ? people::to_role(*asked) : std::nullopt;
  if (asked && !role) {
    return problem({Refusal::malformed,
                    {"没有这个角色", "no such role"},
                    {{"unknown-choice", {"没有这个角色", "no such role"}, {}, {}, "role"}}},
                   request);
  }
  const auto people = services.people.directory();
  const auto today = local_day(services.clock.now());
  // The recording administrator issues devices to people of every unit.
  const bool everywhere =
      desk::sees_every_unit(visitor) || visitor.may(Permission::manage_recordings);
  Json out = Json::array();
  for (const auto& [id, person] : people->persons) {
    if (!person.active || (!everywhere && person.unit != visitor.unit_id)) continue;
    if (role && !person.has(*role)) continue;
    out.push_back(person_json(person, *people, today));
  }
  return json_response(Json{{"colleagues", out}}.dump());
}

Response list_sign_ins(const Request& request, desk::Services& services) {
  const auto offset = request.query_integer("offset", 0, 0, 10'000'000);
  if (!offset) return problem(offset.error(), request);
  const auto limit = request.query_integer("limit", 100, 1, 500);
  if (!limit) return problem(limit.error(), request);
  const auto people = services.people.directory();
  Json out = Json::array();
  for (const auto& attempt : services.trail.sign_ins(*offset, *limit)) {
    out.push_back(
        {{"person", attempt.person_id},
         {"name", attempt.person_id.empty() ? std::string{} : people->name_of(attempt.person_id)},
         {"address", attempt.client_address},
         {"at", to_local_string(attempt.at)},
         {"outcome", attempt.outcome}});
  }
  return json_response(Json{{"attempts", out}}.dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Alert", R"({"type":"object",
      "required":["case","limit","title","article","due","state","level","level_title"],
      "properties":{"case":{"$ref":"#/components/schemas/CaseRow"},"limit":{"type":"string"},
        "title":{"type":"string"},"article":{"type":"string"},
        "due":{"type":"string","format":"date-time"},"state":{"enum":["running","overdue"]},
        "level":{"type":"string",
          "description":"The rung of the pack's ladder that spoke last: 50%, T-2h, T-1d, T."},
        "level_title":{"type":"string"}}})"},
    {"Desk", R"({"type":"object","required":["todos","alerts","waiting"],"properties":{
      "todos":{"type":"array","items":{"$ref":"#/components/schemas/Todo"}},
      "alerts":{"type":"array","items":{"$ref":"#/components/schemas/Alert"}},
      "waiting":{"type":"array","items":{"$ref":"#/components/schemas/Todo"}}}})"},
    {"Colleague", R"({"type":"object",
      "required":["person","name","unit","unit_title","number","post","roles","auxiliary",
        "certificate_valid"],
      "properties":{"person":{"type":"string"},"name":{"type":"string"},
        "unit":{"type":"string"},"unit_title":{"type":"string"},
        "number":{"type":"string","description":"Badge."},"post":{"type":"string"},
        "roles":{"type":"array","items":{"type":"string"}},"auxiliary":{"type":"boolean"},
        "certificate_valid":{"type":"boolean","description":"Today."}}})"},
    {"ColleagueList", R"({"type":"object","required":["colleagues"],"properties":{
      "colleagues":{"type":"array","items":{"$ref":"#/components/schemas/Colleague"}}}})"},
    {"SignInTrail", R"({"type":"object","required":["attempts"],"properties":{
      "attempts":{"type":"array","items":{"type":"object",
        "required":["person","name","address","at","outcome"],
        "properties":{"person":{"type":"string","description":"Empty: nobody has that login."},
          "name":{"type":"string"},"address":{"type":"string"},
          "at":{"type":"string","format":"date-time"},"outcome":{"type":"string"}}}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/desk",
     .may = Permission::read_case,
     .summary = {"工作台：待办、期限预警、等待他人",
                 "My to-dos, time limits near their end or over, and what I wait for"},
     .answer = {200, "#/components/schemas/Desk"},
     .handle = show_desk},
    {.verb = Verb::get,
     .path = "/api/v1/colleagues",
     .may = Permission::read_recording,
     .summary = {"同事",
                 "People of the visitor's unit, or of all units for those who oversee them"},
     .query = {{{"role", {"角色", "only those of this role"}}}},
     .answer = {200, "#/components/schemas/ColleagueList"},
     .handle = list_colleagues},
    {.verb = Verb::get,
     .path = "/api/v1/sign-ins",
     .may = Permission::read_audit,
     .summary = {"登录记录", "Who tried to sign in, newest first"},
     .query =
         {{{"offset", {"从第几条起", "how many to leave out"}, R"({"type":"integer","minimum":0})"},
           {"limit",
            {"每页条数", "how many at most"},
            R"({"type":"integer","minimum":1,"maximum":500})"}}},
     .answer = {200, "#/components/schemas/SignInTrail"},
     .handle = list_sign_ins},
});

}  // namespace

std::span<const Route> desk_routes() { return kRoutes; }
std::span<const SharedSchema> desk_schemas() { return kSchemas; }

}  // namespace mingcha::http
