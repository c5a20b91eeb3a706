// SPDX-License-Identifier: Apache-2.0
// Who is on leave, and who approves in another's place meanwhile.
#include <array>

#include <nlohmann/json.hpp>

#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;
using people::Permission;

constexpr std::size_t kIdLongest = 100;
constexpr std::size_t kReasonLongest = 1000;

Day read_day(FieldReader& fields, const char* name) {
  const auto day = parse_day(fields.text(name, 10, 10));
  if (!day)
    fields.complain(name, "not-a-date", {"应为日期，格式如 2026-03-02", "a day, as 2026-03-02"});
  return day.value_or(Day{});
}

Response answer(const Request& request, const Result<std::string>& outcome, int status) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome, status);
}

/// What is over is of no use to anybody.
template <typename Map, typename Print>
Json list_of(const Map& all, Day today, Day Map::mapped_type::*last, const Print& print) {
  Json out = Json::array();
  for (const auto& [id, one] : all) {
    if (!one.withdrawn && one.*last >= today) out.push_back(print(one));
  }
  return out;
}

Response list_absences(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  const auto& visitor = request.signed_in();
  const auto print = [&](const people::Absence& one) {
    const bool own = one.person == visitor.person_id || visitor.may(Permission::approve_case);
    return Json{{"id", one.id},
                {"person", one.person},
                {"name", people->name_of(one.person)},
                {"from", mingcha::to_string(one.from)},
                {"to", mingcha::to_string(one.to)},
                // An illness, say: colleagues need to know the days only.
                {"reason", own ? one.reason : std::string{}},
                {"yours", own}};
  };
  const auto today = local_day(services.clock.now());
  return json_response(
      Json{{"absences", list_of(people->absences, today, &people::Absence::to, print)}}.dump());
}

Response report_absence(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  desk::SetAbsence command;
  command.person =
      fields.optional_text("person", kIdLongest).value_or(request.signed_in().person_id);
  command.from = read_day(fields, "from");
  command.to = read_day(fields, "to");
  command.reason = fields.text("reason", 0, kReasonLongest);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request,
                services.people.report_absence(request.signed_in(), services.clock.now(),
                                               services.pack, command, envelope_of(request)),
                201);
}

Response withdraw_absence(const Request& request, desk::Services& services) {
  return answer(
      request,
      services.people.withdraw_absence(request.signed_in(), services.clock.now(), services.pack,
                                       request.capture("absence"), envelope_of(request)),
      200);
}

Response list_delegations(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  const auto& visitor = request.signed_in();
  const auto print = [&](const people::Delegation& one) {
    const auto* giver = people->person(one.by);
    const auto rank = giver == nullptr ? 0 : services.pack.rank(giver->level);
    return Json{
        {"id", one.id},
        {"by", one.by},
        {"by_name", people->name_of(one.by)},
        {"level_title", rank == 0 ? "" : services.pack.levels[rank - 1].title.in(request.language)},
        {"to", one.to},
        {"to_name", people->name_of(one.to)},
        {"from", mingcha::to_string(one.from)},
        {"until", mingcha::to_string(one.until)},
        {"reason", one.reason},
        {"yours", one.by == visitor.person_id}};
  };
  const auto* self = people->person(visitor.person_id);
  const auto rank = self == nullptr ? 0 : services.pack.rank(self->level);
  const auto today = local_day(services.clock.now());
  return json_response(Json{
      {"delegations", list_of(people->delegations, today, &people::Delegation::until, print)},
      {"level_title", rank == 0 ? "" : services.pack.levels[rank - 1].title.in(request.language)},
      {"article", services.pack.delegation_article}}
                           .dump());
}

Response delegate(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  desk::SetDelegation command;
  command.to = fields.text("to", 1, kIdLongest);
  command.from = read_day(fields, "from");
  command.until = read_day(fields, "until");
  command.reason = fields.text("reason", 0, kReasonLongest);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request,
                services.people.delegate(request.signed_in(), services.clock.now(), services.pack,
                                         command, envelope_of(request)),
                201);
}

Response withdraw_delegation(const Request& request, desk::Services& services) {
  return answer(
      request,
      services.people.withdraw_delegation(request.signed_in(), services.clock.now(),
                                          request.capture("delegation"), envelope_of(request)),
      200);
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"NewAbsence", R"({"type":"object","additionalProperties":false,
      "required":["from","to","reason"],
      "properties":{"person":{"type":"string","description":"Absent: oneself."},
        "from":{"type":"string","format":"date"},"to":{"type":"string","format":"date"},
        "reason":{"type":"string"}}})"},
    {"AbsenceList", R"({"type":"object","required":["absences"],
      "properties":{"absences":{"type":"array","items":{"type":"object",
        "required":["id","person","name","from","to","reason","yours"],
        "properties":{"id":{"type":"string"},"person":{"type":"string"},
          "name":{"type":"string"},"from":{"type":"string","format":"date"},
          "to":{"type":"string","format":"date"},"reason":{"type":"string"},
          "yours":{"type":"boolean","description":"The signed-in person may withdraw it."}}}}}})"},
    {"NewDelegation", R"({"type":"object","additionalProperties":false,
      "required":["to","from","until","reason"],
      "properties":{"to":{"type":"string"},"from":{"type":"string","format":"date"},
        "until":{"type":"string","format":"date"},"reason":{"type":"string"}}})"},
    {"DelegationList", R"({"type":"object","required":["delegations","level_title","article"],
      "properties":{"delegations":{"type":"array","items":{"type":"object",
        "required":["id","by","by_name","level_title","to","to_name","from","until","reason",
          "yours"],
        "properties":{"id":{"type":"string"},"by":{"type":"string"},
          "by_name":{"type":"string"},"level_title":{"type":"string"},
          "to":{"type":"string"},"to_name":{"type":"string"},
          "from":{"type":"string","format":"date"},"until":{"type":"string","format":"date"},
          "reason":{"type":"string"},
          "yours":{"type":"boolean","description":"The signed-in person gave it."}}}},
        "level_title":{"type":"string",
          "description":"Of the signed-in person; empty: no power to give."},
        "article":{"type":"string"}}})"},
    {"MadeId", R"({"type":"object","required":["id"],"properties":{"id":{"type":"string"}}})"},
});

constexpr std::string_view kMade = "#/components/schemas/MadeId";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/absences",
     .may = Permission::read_case,
     .summary = {"休假登记", "Who is on leave today or later"},
     .answer = {200, "#/components/schemas/AbsenceList"},
     .handle = list_absences},
    {.verb = Verb::post,
     .path = "/api/v1/absences",
     .may = Permission::read_case,
     .summary = {"登记休假", "Record one's own leave; an approver that of others"},
     .body = Body::json("#/components/schemas/NewAbsence"),
     .answer = {201, kMade},
     .idempotency = Idempotency::required,
     .handle = report_absence},
    {.verb = Verb::post,
     .path = "/api/v1/absences/{absence}/withdrawal",
     .may = Permission::read_case,
     .summary = {"撤销休假登记", "Withdraw a leave"},
     .answer = {200, kMade},
     .idempotency = Idempotency::required,
     .handle = withdraw_absence},
    {.verb = Verb::get,
     .path = "/api/v1/delegations",
     .may = Permission::read_case,
     .summary = {"审批委托", "Who approves in whose place, today or later"},
     .answer = {200, "#/components/schemas/DelegationList"},
     .handle = list_delegations},
    {.verb = Verb::post,
     .path = "/api/v1/delegations",
     .may = Permission::read_case,
     .summary = {"委托审批", "Let somebody approve in one's place for some days"},
     .body = Body::json("#/components/schemas/NewDelegation"),
     .answer = {201, kMade},
     .idempotency = Idempotency::required,
     .handle = delegate},
    {.verb = Verb::post,
     .path = "/api/v1/delegations/{delegation}/withdrawal",
     .may = Permission::read_case,
     .summary = {"撤销委托", "Withdraw a delegation"},
     .answer = {200, kMade},
     .idempotency = Idempotency::required,
     .handle = withdraw_delegation},
});

}  // namespace

std::span<const Route> standing_in_routes() { return kRoutes; }
std::span<const SharedSchema> standing_in_schemas() { return kSchemas; }

}  // namespace mingcha::http
