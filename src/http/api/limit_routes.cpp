// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <nlohmann/json.hpp>

#include "desk/case_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/limit_json.h"
#include "http/api/limit_sheet.h"
#include "http/api/look.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Response list_limits(const Request& request, desk::Services& services) {
  const auto& pack = services.pack;
  Json procedures = Json::array();
  const auto add = [&](const std::string& id, const Text& title,
                       const std::vector<law::TimeLimit>& limits) {
    if (limits.empty()) return;
    Json list = Json::array();
    for (const auto& limit : limits) list.push_back(limit_json(pack, id, limit, request.language));
    procedures.push_back(
        {{"procedure", id}, {"title", title.in(request.language)}, {"limits", list}});
  };
  for (const auto& [id, procedure] : pack.procedures) add(id, procedure.title, procedure.limits);
  add(acts::kDisclosure, {"公示", "Publication"}, pack.disclosure.limits);
  Json years = Json::array();
  for (const auto year : pack.calendar.years()) years.push_back(static_cast<int>(year));
  return json_response(Json{{"procedures", procedures}, {"years", years}}.dump());
}

Response reckon_limit(const Request& request, desk::Services& services) {
  const auto supposed = read_supposed(request.body);
  if (!supposed) return problem(supposed.error(), request);
  const auto reckoned = acts::reckon(services.pack, *supposed, services.clock.now());
  if (!reckoned) return problem(reckoned.error(), request);
  return json_response(reckoning_json(services.pack, *reckoned, request.language).dump());
}

Response show_case_limits(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  record_look(request, services, *sight, "case");
  const auto& view = *sight->view;
  Json limits = Json::array();
  for (const auto& status : sight->limits) {
    limits.push_back(course_json(view.pack(), view.procedure().id, status,
                                 acts::course_of(view, *status.limit, status.start),
                                 request.language));
  }
  return json_response(Json{{"limits", limits}}.dump());
}

Response print_case_limits(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  record_look(request, services, *sight, "case");
  auto response = text_response(print_limits(services, *sight), 200, "application/pdf");
  response.headers.set("Content-Disposition", "inline; filename=\"limits.pdf\"");
  response.headers.set("Cache-Control", "private, no-store");
  response.headers.set("Content-Security-Policy",
                       "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
                       "frame-ancestors 'self'");
  response.headers.set("X-Frame-Options", "SAMEORIGIN");
  return response;
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"LimitSentence", R"({"type":"object","required":["text","article"],
      "properties":{"text":{"type":"string"},
        "article":{"type":"string","description":"Empty where the sentence rests on none."}}})"},
    {"LimitWarning", R"({"type":"object","required":["at","level","title"],
      "properties":{"at":{"type":"string","format":"date-time"},
        "level":{"type":"string","description":"A rung of the pack's ladder: 50%, T-2h, T-1d, T."},
        "title":{"type":"string"}}})"},
    {"SupposedSuspension", R"({"type":"object","additionalProperties":false,
      "required":["ground","from"],
      "properties":{"ground":{"type":"string"},"from":{"type":"string","format":"date-time"},
        "to":{"type":"string","format":"date-time","description":"Absent while it lasts."}}})"},
    {"SupposedExtension", R"({"type":"object","additionalProperties":false,
      "required":["extension","granted_at"],
      "properties":{"extension":{"type":"string"},
        "granted_at":{"type":"string","format":"date-time"}}})"},
    {"SupposedLimit", R"({"type":"object","additionalProperties":false,
      "required":["procedure","limit","start"],
      "properties":{"procedure":{"type":"string"},"limit":{"type":"string"},
        "start":{"type":"string","format":"date-time"},
        "suspensions":{"type":"array","maxItems":20,
          "items":{"$ref":"#/components/schemas/SupposedSuspension"}},
        "extensions":{"type":"array","maxItems":20,
          "items":{"$ref":"#/components/schemas/SupposedExtension"}}}})"},
    {"LimitReckoning", R"({"type":"object",
      "required":["title","article","due","provisional","standing_still","derivation","notes",
        "warnings"],
      "properties":{"title":{"type":"string"},"article":{"type":"string"},
        "due":{"type":"string","format":"date-time"},"provisional":{"type":"boolean"},
        "standing_still":{"type":"boolean"},
        "derivation":{"type":"array","items":{"$ref":"#/components/schemas/LimitSentence"}},
        "notes":{"type":"array","items":{"type":"string"},
          "description":"What has no effect, and why."},
        "warnings":{"type":"array","items":{"$ref":"#/components/schemas/LimitWarning"}}}})"},
    {"LimitRule", R"({"type":"object",
      "required":["procedure","limit","title","article","length","begins_with","liberty","grounds",
        "extensions","rule"],
      "properties":{"procedure":{"type":"string"},"limit":{"type":"string"},
        "title":{"type":"string"},"article":{"type":"string"},"length":{"type":"string"},
        "begins_with":{"type":"string"},"liberty":{"type":"boolean"},
        "grounds":{"type":"array","items":{"type":"object","required":["ground","title"],
          "properties":{"ground":{"type":"string"},"title":{"type":"string"}}}},
        "extensions":{"type":"array","items":{"type":"object",
          "required":["extension","length","max_times","article","needs"],
          "properties":{"extension":{"type":"string"},"length":{"type":"string"},
            "max_times":{"type":"integer"},"article":{"type":"string"},
            "needs":{"type":"string"}}}},
        "rule":{"type":"array","items":{"type":"string"},
          "description":"What it says, a sentence each."}}})"},
    {"LimitCatalogue", R"({"type":"object","required":["procedures","years"],
      "properties":{"years":{"type":"array","items":{"type":"integer"},
          "description":"Whose holidays are loaded."},
        "procedures":{"type":"array","items":{"type":"object",
          "required":["procedure","title","limits"],
          "properties":{"procedure":{"type":"string"},"title":{"type":"string"},
            "limits":{"type":"array",
              "items":{"$ref":"#/components/schemas/LimitRule"}}}}}}})"},
    {"CaseLimits", R"({"type":"object","required":["limits"],
      "properties":{"limits":{"type":"array","items":{"type":"object",
        "required":["procedure","limit","start","suspensions","extensions","derivation",
          "warnings"],
        "properties":{"procedure":{"type":"string"},"limit":{"type":"string"},
          "start":{"type":"string","format":"date-time"},
          "suspensions":{"type":"array",
            "items":{"$ref":"#/components/schemas/SupposedSuspension"}},
          "extensions":{"type":"array",
            "items":{"$ref":"#/components/schemas/SupposedExtension"}},
          "derivation":{"type":"array","items":{"$ref":"#/components/schemas/LimitSentence"}},
          "warnings":{"type":"array",
            "items":{"$ref":"#/components/schemas/LimitWarning"}}}}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/limits",
     .may = Permission::own_session,
     .summary = {"期限目录及其计算规则", "Every time limit of the pack and how it is counted"},
     .answer = {200, "#/components/schemas/LimitCatalogue"},
     .handle = list_limits},
    {.verb = Verb::post,
     .path = "/api/v1/limits",
     .may = Permission::own_session,
     .summary = {"期限试算", "When a limit would end if it took that course, and why"},
     .body = Body::json("#/components/schemas/SupposedLimit"),
     .answer = {200, "#/components/schemas/LimitReckoning"},
     .handle = reckon_limit},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/limits",
     .may = Permission::read_case,
     .summary = {"案件各期限的经过和提醒时刻",
                 "How the case's limits went so far, and when each speaks"},
     .answer = {200, "#/components/schemas/CaseLimits"},
     .handle = show_case_limits},
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/limits/pdf",
     .may = Permission::read_case,
     .summary = {"期限说明（PDF）", "How each of the case's limits was reckoned, as a PDF"},
     .answer = {.media_type = "application/pdf"},
     .handle = print_case_limits},
});

}  // namespace

std::span<const Route> limit_routes() { return kRoutes; }
std::span<const SharedSchema> limit_schemas() { return kSchemas; }

}  // namespace mingcha::http
