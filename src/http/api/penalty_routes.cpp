// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <nlohmann/json.hpp>

#include "acts/case_view.h"
#include "acts/facts.h"
#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/look.h"
#include "http/api/penalty_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "people/visitor.h"

namespace mingcha::http {
namespace {

Response show_penalty(const Request& request, desk::Services& services) {
  const auto read = read_preview(request);
  if (!read) return problem(read.error(), request);
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  const auto* step = sight->view->procedure().step(read->step);
  if (step == nullptr || !has_tiers(*sight->view)) {
    return problem(
        {Refusal::not_found, {"这一环节不涉及处罚幅度", "this step is about no penalty"}, {}},
        request);
  }
  const acts::CaseView view{
      services.pack, *sight->people, sight->view->item(), *sight->state,
      acts::acceptable(services.pack, *step, read->values, services.clock.now())};
  record_look(request, services, *sight, "case");
  return json_response(penalty_json(view, request.language).dump());
}

/// Before there is a case: an opening form that asks for the penalty, on the spot.
Response show_item_penalty(const Request& request, desk::Services& services) {
  const auto read = read_preview(request);
  if (!read) return problem(read.error(), request);
  const auto item = services.pack.items.find(request.capture("item"));
  if (item == services.pack.items.end()) {
    return problem({Refusal::not_found, {"没有这一执法事项", "no such enforcement item"}, {}},
                   request);
  }
  const auto people = services.people.directory();
  const casefile::State none;
  const acts::CaseView known{services.pack, *people, item->second, none};
  const auto& step = known.procedure().steps.front();
  if (step.id != read->step || !has_tiers(known)) {
    return problem(
        {Refusal::not_found, {"这一环节不涉及处罚幅度", "this step is about no penalty"}, {}},
        request);
  }
  const acts::CaseView view{
      services.pack, *people, item->second, none,
      acts::acceptable(services.pack, step, read->values, services.clock.now())};
  return json_response(penalty_json(view, request.language).dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"AmountRange", R"({"type":"object","required":["from","to"],
      "properties":{"from":{"type":"integer"},"to":{"type":"integer"}}})"},
    {"LawfulAmount", R"({"type":"object","required":["field","label","unit","lawful","benchmark"],
      "properties":{"field":{"type":"string"},"label":{"type":"string"},"unit":{"type":"string"},
        "lawful":{"$ref":"#/components/schemas/AmountRange"},
        "benchmark":{"$ref":"#/components/schemas/AmountRange"}}})"},
    {"LawfulPenalty", R"({"type":"object","required":["kind","title","amounts"],
      "properties":{"kind":{"type":"string"},"title":{"type":"string"},
        "amounts":{"type":"array","items":{"$ref":"#/components/schemas/LawfulAmount"}}}})"},
    {"PenaltyRange", R"({"type":"object",
      "required":["tier","article","quote","circumstances","step","mitigated","derivation",
        "penalties"],
      "properties":{"tier":{"type":"string"},"article":{"type":"string"},
        "quote":{"type":"string","description":"The words of the article."},
        "circumstances":{"type":"string"},
        "step":{"type":"string","description":"Of the discretion benchmark; empty: none holds."},
        "mitigated":{"type":"boolean","description":"What is less is lawful as well."},
        "derivation":{"type":"string"},
        "penalties":{"type":"array","items":{"$ref":"#/components/schemas/LawfulPenalty"}}}})"},
    {"PenaltyRanges", R"({"type":"object",
      "required":["kind","reasons","departs","ranges","missing","findings"],
      "properties":{"kind":{"type":"string","description":"The field that says what is imposed."},
        "reasons":{"type":"string","description":"The field for reasons to depart."},
        "departs":{"type":"boolean","description":"From the discretion benchmark."},
        "ranges":{"type":"array","items":{"$ref":"#/components/schemas/PenaltyRange"}},
        "missing":{"type":"array","description":"Facts without which no tier can be told.",
          "items":{"type":"object","required":["field","label"],
            "properties":{"field":{"type":"string"},"label":{"type":"string"}}}},
        "findings":{"type":"array","items":{"$ref":"#/components/schemas/Obstacle"}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/cases/{case}/penalty",
     .may = people::Permission::read_case,
     .summary = {"拟填内容对应的法定幅度和裁量阶次",
                 "What may be imposed if a step were done with these values, and why"},
     .body = Body::json("#/components/schemas/Preview"),
     .answer = {200, "#/components/schemas/PenaltyRanges"},
     .handle = show_penalty},
    {.verb = Verb::post,
     .path = "/api/v1/items/{item}/penalty",
     .may = people::Permission::open_case,
     .summary = {"建立案件前，拟填内容对应的法定幅度和裁量阶次",
                 "What may be imposed if a case were opened with these values, and why"},
     .body = Body::json("#/components/schemas/Preview"),
     .answer = {200, "#/components/schemas/PenaltyRanges"},
     .handle = show_item_penalty},
});

}  // namespace

std::span<const Route> penalty_routes() { return kRoutes; }
std::span<const SharedSchema> penalty_schemas() { return kSchemas; }

}  // namespace mingcha::http
