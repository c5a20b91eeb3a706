// SPDX-License-Identifier: Apache-2.0
// 保存与销毁, and links for whoever may watch from outside.
#include <array>

#include <nlohmann/json.hpp>

#include "desk/destruction_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "desk/viewing_desk.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/recording_json.h"
#include "http/json_body.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kMost = 500;

Response done(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

Response over_by(const Request& request, desk::Services& services) {
  const auto day = parse_day(request.query_value("by").value_or(""));
  const auto page = services.destructions.over_by(
      request.signed_in(), day.value_or(local_day(services.clock.now())), kMost);
  const auto people = services.people.directory();
  Json out{{"total", page.total}, {"recordings", Json::array()}};
  for (const auto& row : page.rows) out["recordings"].push_back(to_json(row, *people));
  return json_response(out.dump());
}

Json months(const std::vector<std::pair<std::string, std::int64_t>>& pairs) {
  Json out = Json::array();
  for (const auto& [month, bytes] : pairs) out.push_back({{"month", month}, {"bytes", bytes}});
  return out;
}

Response forecast(const Request& request, desk::Services& services) {
  const auto found = services.destructions.forecast(request.signed_in());
  const Json out{{"bytes", found.bytes},
                 {"arrived", months(found.by_month)},
                 {"forecast", months(found.forecast)}};
  return json_response(out.dump());
}

Response list_batches(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  Json out{{"batches", Json::array()}};
  for (const auto& row : services.destructions.list(request.signed_in())) {
    out["batches"].push_back({{"batch", row.batch},
                              {"state", row.state},
                              {"proposed_by", people->name_of(row.proposed_by)},
                              {"proposed_at", to_local_string(row.proposed_at)},
                              {"recordings", row.recordings}});
  }
  return json_response(out.dump());
}

Response read_batch(const Request& request, desk::Services& services) {
  const auto sight = services.destructions.look(request.signed_in(), request.capture("batch"));
  if (!sight) return problem(sight.error(), request);
  const auto people = services.people.directory();
  const auto& state = sight->state;
  Json out{{"batch", state.proposed.batch},
           {"state", state.agreed    ? "agreed"
                     : state.refused ? "refused"
                                     : "proposed"},
           {"reason", state.proposed.reason},
           {"proposed_by", people->name_of(state.proposed_by)},
           {"proposed_by_me", state.proposed_by == request.signed_in().person_id},
           {"proposed_at", to_local_string(state.proposed_at)},
           {"settled_by", state.open() ? "" : people->name_of(state.settled_by)},
           {"settled_at", state.open() ? Json(nullptr) : Json(to_local_string(state.settled_at))},
           {"answer", state.agreed    ? state.agreed->reason
                      : state.refused ? state.refused->reason
                                      : ""},
           {"list_sha256", state.agreed ? state.agreed->list_sha256 : ""},
           {"recordings", Json::array()},
           {"against", Json::array()}};
  for (const auto& row : sight->recordings) out["recordings"].push_back(to_json(row, *people));
  for (const auto& finding : sight->against) {
    out["against"].push_back(finding.what.in(request.language));
  }
  return json_response(out.dump());
}

Response propose(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto recordings = fields.texts("recordings", 1000, 100);
  const auto reason = fields.optional_text("reason", 1000).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.destructions.propose(request.signed_in(), recordings, reason,
                                                     envelope_of(request)));
}

Response settle(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto agreed = fields.flag("agreed");
  const auto reason = fields.optional_text("reason", 1000).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  const auto& batch = request.capture("batch");
  const auto envelope = envelope_of(request);
  return done(request,
              agreed ? services.destructions.agree(request.signed_in(), batch, reason, envelope)
                     : services.destructions.refuse(request.signed_in(), batch, reason, envelope));
}

Response list_viewings(const Request& request, desk::Services& services) {
  const auto found = services.viewings.of_case(request.signed_in(), request.capture("case"));
  if (!found) return problem(found.error(), request);
  const auto people = services.people.directory();
  const auto now = services.clock.now();
  Json out{{"viewings", Json::array()}};
  for (const auto& state : *found) {
    Json uses = Json::array();
    for (const auto& [at, use] : state.uses) {
      uses.push_back(
          {{"at", to_local_string(at)}, {"recording", use.recording}, {"address", use.address}});
    }
    out["viewings"].push_back({{"viewing", state.granted.viewing},
                               {"viewer", state.granted.viewer},
                               {"organ", state.granted.organ},
                               {"basis", state.granted.basis},
                               {"letter", state.granted.letter},
                               {"recordings", state.granted.recordings},
                               {"until", to_local_string(from_millis(state.granted.until))},
                               {"open", state.open(now)},
                               {"granted_by", people->name_of(state.granted_by)},
                               {"granted_at", to_local_string(state.granted_at)},
                               {"ended", state.ended.value_or("")},
                               {"uses", std::move(uses)}});
  }
  return json_response(out.dump());
}

Response grant(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  recording::ViewingGranted command;
  command.case_id = request.capture("case");
  command.recordings = fields.texts("recordings", 200, 100);
  command.viewer = fields.optional_text("viewer", 100).value_or("");
  command.organ = fields.optional_text("organ", 200).value_or("");
  command.basis = fields.optional_text("basis", 300).value_or("");
  command.letter = fields.optional_text("letter", 200).value_or("");
  const auto until = parse_instant(fields.optional_text("until", 40).value_or(""));
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  if (until) command.until = to_millis(*until);
  return done(request, services.viewings.grant(request.signed_in(), command, envelope_of(request)));
}

Response end_viewing(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.optional_text("reason", 500).value_or("");
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return done(request, services.viewings.end(request.signed_in(), request.capture("viewing"),
                                             reason, envelope_of(request)));
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"DestructionDone",
     R"({"type":"object","required":["batch","version"],"properties":{"batch":{"type":"string"},"version":{"type":"integer"}}})"},
    {"DestructionList", R"({"type":"object","required":["batches"],"properties":{"batches":{
      "type":"array","items":{"type":"object","required":["batch","state","proposed_by","proposed_at",
      "recordings"],"properties":{"batch":{"type":"string"},
      "state":{"enum":["proposed","agreed","refused"]},"proposed_by":{"type":"string"},
      "proposed_at":{"type":"string","format":"date-time"},"recordings":{"type":"integer"}}}}}})"},
    {"Destruction", R"({"type":"object","required":["batch","state","reason","proposed_by",
      "proposed_by_me","proposed_at","settled_by","settled_at","answer","list_sha256","recordings",
      "against"],"properties":{"batch":{"type":"string"},
      "state":{"enum":["proposed","agreed","refused"]},"reason":{"type":"string"},
      "proposed_by":{"type":"string"},"proposed_by_me":{"type":"boolean"},
      "proposed_at":{"type":"string","format":"date-time"},"settled_by":{"type":"string"},
      "settled_at":{"type":["string","null"],"format":"date-time"},"answer":{"type":"string"},
      "list_sha256":{"type":"string","description":"Over the lines 'id sha256', as the log commits to it."},
      "recordings":{"type":"array","items":{"$ref":"#/components/schemas/RecordingRow"}},
      "against":{"type":"array","items":{"type":"string"}}}})"},
    {"StorageForecast", R"({"type":"object","required":["bytes","arrived","forecast"],"properties":{
      "bytes":{"type":"integer"},
      "arrived":{"type":"array","items":{"$ref":"#/components/schemas/MonthBytes"}},
      "forecast":{"type":"array","items":{"$ref":"#/components/schemas/MonthBytes"}}}})"},
    {"MonthBytes",
     R"({"type":"object","required":["month","bytes"],"properties":{"month":{"type":"string"},"bytes":{"type":"integer"}}})"},
    {"ViewingList", R"({"type":"object","required":["viewings"],"properties":{"viewings":{
      "type":"array","items":{"type":"object","required":["viewing","viewer","organ","basis","letter",
      "recordings","until","open","granted_by","granted_at","ended","uses"],"properties":{
      "viewing":{"type":"string"},"viewer":{"type":"string"},"organ":{"type":"string"},
      "basis":{"type":"string"},"letter":{"type":"string"},
      "recordings":{"type":"array","items":{"type":"string"}},
      "until":{"type":"string","format":"date-time"},"open":{"type":"boolean"},
      "granted_by":{"type":"string"},"granted_at":{"type":"string","format":"date-time"},
      "ended":{"type":"string"},"uses":{"type":"array","items":{"type":"object",
      "required":["at","recording","address"],"properties":{
      "at":{"type":"string","format":"date-time"},"recording":{"type":"string"},
      "address":{"type":"string"}}}}}}}}})"},
});

constexpr Answer kBatchDone{200, "#/components/schemas/DestructionDone"};

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/destructions/due",
     .may = Permission::destroy_recording,
     .summary = {"到期可以销毁的音像记录", "What could be destroyed by a day, if nothing changed"},
     .query = {{{"by", {"截至哪一天，默认今天", "by which day; today"}}}},
     .answer = {200, "#/components/schemas/RecordingPage"},
     .handle = over_by},
    {.verb = Verb::get,
     .path = "/api/v1/storage",
     .may = Permission::destroy_recording,
     .summary = {"存储占用和预测", "How much is kept, and how much there will be"},
     .answer = {200, "#/components/schemas/StorageForecast"},
     .handle = forecast},
    {.verb = Verb::get,
     .path = "/api/v1/destructions",
     .may = Permission::read_recording,
     .summary = {"销毁批次", "Batches of destruction, the newest first"},
     .answer = {200, "#/components/schemas/DestructionList"},
     .handle = list_batches},
    {.verb = Verb::post,
     .path = "/api/v1/destructions",
     .may = Permission::destroy_recording,
     .summary = {"提出销毁", "Propose a batch; another person settles it"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["recordings"],"properties":{"recordings":{"type":"array","items":{"type":"string"}},"reason":{"type":"string"}}})"),
     .answer = kBatchDone,
     .idempotency = Idempotency::required,
     .handle = propose},
    {.verb = Verb::get,
     .path = "/api/v1/destructions/{batch}",
     .may = Permission::read_recording,
     .summary = {"一批销毁", "A batch with its list"},
     .answer = {200, "#/components/schemas/Destruction"},
     .handle = read_batch},
    {.verb = Verb::post,
     .path = "/api/v1/destructions/{batch}/answer",
     .may = Permission::destroy_recording,
     .summary = {"同意或者不同意销毁", "Agree to it, or not; by another person"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["agreed"],"properties":{"agreed":{"type":"boolean"},"reason":{"type":"string"}}})"),
     .answer = kBatchDone,
     .idempotency = Idempotency::required,
     .handle = settle},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/viewings",
     .may = Permission::read_case,
     .summary = {"外部调阅链接", "Links by which somebody outside may watch, and their use"},
     .answer = {200, "#/components/schemas/ViewingList"},
     .handle = list_viewings},
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/viewings",
     .may = Permission::assign_case,
     .summary = {"开通外部调阅", "Grant such a link; its token is told once"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["recordings"],"properties":{"recordings":{"type":"array","items":{"type":"string"}},"viewer":{"type":"string"},"organ":{"type":"string"},"basis":{"type":"string"},"letter":{"type":"string"},"until":{"type":"string","format":"date-time"}}})"),
     .answer =
         {200,
          R"({"type":"object","required":["viewing","token"],"properties":{"viewing":{"type":"string"},"token":{"type":"string"}}})"},
     .idempotency = Idempotency::required,
     .handle = grant},
    {.verb = Verb::post,
     .path = "/api/v1/viewings/{viewing}/end",
     .may = Permission::assign_case,
     .summary = {"收回外部调阅", "Take a link back"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"properties":{"reason":{"type":"string"}}})"),
     .answer =
         {200,
          R"({"type":"object","required":["viewing","version"],"properties":{"viewing":{"type":"string"},"version":{"type":"integer"}}})"},
     .idempotency = Idempotency::required,
     .handle = end_viewing},
});

}  // namespace

std::span<const Route> keeping_routes() { return kRoutes; }
std::span<const SharedSchema> keeping_schemas() { return kSchemas; }

}  // namespace mingcha::http
