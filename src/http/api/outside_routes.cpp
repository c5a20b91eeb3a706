// SPDX-License-Identifier: Apache-2.0
// 依法查询: what organs outside ask of sealed records.
#include <nlohmann/json.hpp>

#include "desk/outside_desk.h"
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

constexpr std::int64_t kMost = 500;

std::string_view word_of(const outside::State& state) {
  if (state.answered) return "answered";
  if (!state.decided) return "asked";
  return state.decided->approved ? "approved" : "refused";
}

Json to_json(const desk::OutsideQuery& query, const people::Directory& people) {
  const auto& state = query.state;
  const auto name = [&](const std::string& id) {
    return id.empty() ? std::string{} : people.name_of(id);
  };
  return {{"query", query.id},
          {"state", word_of(state)},
          {"case", state.asked->case_id},
          {"organ", state.asked->organ},
          {"basis", state.asked->basis},
          {"letter", state.asked->letter},
          {"inquirer", state.asked->inquirer},
          {"purpose", state.asked->purpose},
          {"at", to_local_string(query.asked_at)},
          {"registrar", state.registrar},
          {"registrar_name", name(state.registrar)},
          {"approver_name", name(state.approver)},
          {"reason", state.decided ? state.decided->reason : ""},
          {"given", state.answered ? state.answered->given : ""},
          {"answerer_name", name(state.answerer)}};
}

Response answer_with(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response list_queries(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  Json out{{"queries", Json::array()}, {"article", ""}, {"duty", ""}};
  for (const auto& query : services.outside.list(kMost)) {
    out["queries"].push_back(to_json(query, *people));
  }
  if (const auto& rule = services.pack.disclosure.query) {
    out["article"] = rule->article;
    out["duty"] = rule->duty.in(request.language);
  }
  return json_response(out.dump());
}

Response ask(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  outside::QueryAsked command;
  command.case_id = fields.text("case", 1, 100);
  command.organ = fields.optional_text("organ", 100).value_or("");
  command.basis = fields.optional_text("basis", 300).value_or("");
  command.letter = fields.optional_text("letter", 100).value_or("");
  command.inquirer = fields.optional_text("inquirer", 100).value_or("");
  command.purpose = fields.optional_text("purpose", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer_with(request,
                     services.outside.ask(request.signed_in(), command, envelope_of(request)));
}

Response decide(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  outside::QueryDecided command;
  command.approved = fields.flag("approved");
  command.reason = fields.optional_text("reason", 1000).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer_with(request, services.outside.decide(request.signed_in(), request.capture("query"),
                                                      command, envelope_of(request)));
}

Response answer(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  outside::QueryAnswered command{fields.text("given", 1, 2000)};
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer_with(request, services.outside.answer(request.signed_in(), request.capture("query"),
                                                      command, envelope_of(request)));
}

constexpr std::string_view kDone = "#/components/schemas/OutsideQueryDone";

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"OutsideQueryDone",
     R"({"type":"object","required":["query","state"],"properties":{"query":{"type":"string"},"state":{"enum":["asked","approved","refused","answered"]}}})"},
    {"OutsideQueries", R"({"type":"object","required":["queries","article","duty"],"properties":{
      "article":{"type":"string"},
      "duty":{"type":"string","description":"To be told to whoever gets an answer."},
      "queries":{"type":"array","items":{"type":"object",
        "required":["query","state","case","organ","basis","letter","inquirer","purpose","at",
          "registrar","registrar_name","approver_name","reason","given","answerer_name"],
        "properties":{"query":{"type":"string"},
          "state":{"enum":["asked","approved","refused","answered"]},
          "case":{"type":"string"},"organ":{"type":"string"},"basis":{"type":"string"},
          "letter":{"type":"string"},"inquirer":{"type":"string"},"purpose":{"type":"string"},
          "at":{"type":"string","format":"date-time"},"registrar":{"type":"string"},
          "registrar_name":{"type":"string"},"approver_name":{"type":"string"},
          "reason":{"type":"string"},"given":{"type":"string"},
          "answerer_name":{"type":"string"}}}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/outside-queries",
     .may = Permission::read_sealed_case,
     .summary = {"封存记录的依法查询", "Outside queries of sealed records"},
     .answer = {200, "#/components/schemas/OutsideQueries"},
     .handle = list_queries},
    {.verb = Verb::post,
     .path = "/api/v1/outside-queries",
     .may = Permission::read_sealed_case,
     .summary = {"登记依法查询", "Register an outside query with organ, basis and letter"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["case"],"properties":{"case":{"type":"string"},"organ":{"type":"string"},"basis":{"type":"string"},"letter":{"type":"string"},"inquirer":{"type":"string"},"purpose":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = ask},
    {.verb = Verb::post,
     .path = "/api/v1/outside-queries/{query}/decision",
     .may = Permission::approve_case,
     .summary = {"审批依法查询", "Approve or refuse it, by a second person"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["approved"],"properties":{"approved":{"type":"boolean"},"reason":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = decide},
    {.verb = Verb::post,
     .path = "/api/v1/outside-queries/{query}/answer",
     .may = Permission::read_sealed_case,
     .summary = {"答复依法查询", "Say what was given"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["given"],"properties":{"given":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = answer},
});

}  // namespace

std::span<const Route> outside_routes() { return kRoutes; }
std::span<const SharedSchema> outside_schemas() { return kSchemas; }

}  // namespace mingcha::http
