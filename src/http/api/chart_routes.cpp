// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "acts/case_chart.h"
#include "chart/draw.h"
#include "desk/case_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/look.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

const char* to_string(chart::Standing standing) {
  switch (standing) {
    case chart::Standing::open: return "open";
    case chart::Standing::done: return "done";
    case chart::Standing::current: return "current";
    case chart::Standing::late: return "late";
  }
  return "open";
}

Json lines(const std::vector<Text>& texts, Language language) {
  Json out = Json::array();
  for (const auto& text : texts) out.push_back(text.in(language));
  return out;
}

/// The drawing, and the same in words for those who do not see it.
Json to_json(const pack::Pack& pack, const pack::Procedure& procedure, const chart::Marks& marks,
             Language language) {
  const auto flow = chart::flow_of(pack, procedure, acts::role_titles());
  Json steps = Json::array();
  for (const auto& node : flow.nodes) {
    const auto mark = marks.find(node.step);
    const bool marked = mark != marks.end();
    steps.push_back(
        {{"step", node.step},
         {"title", node.title.in(language)},
         {"kind", chart::title_of(node.kind).in(language)},
         {"role", flow.lanes[node.lane].in(language)},
         {"sometimes", node.sometimes},
         {"conditions", lines(node.conditions, language)},
         {"limits", lines(node.limits, language)},
         {"gates", lines(node.gates, language)},
         {"standing", to_string(marked ? mark->second.standing : chart::Standing::open)},
         {"note", marked ? mark->second.note.in(language) : std::string{}}});
  }
  return {{"title", flow.title.in(language)},
          {"svg", chart::draw_whole(chart::plan_of(flow, language, marks)).markup()},
          {"steps", steps}};
}

Response show_case_chart(const Request& request, desk::Services& services) {
  const auto sight = services.cases.look(request.signed_in(), request.capture("case"));
  if (!sight) return problem(sight.error(), request);
  record_look(request, services, *sight, "case");
  const auto& view = *sight->view;
  const auto marks = acts::marks_of(view, sight->next, sight->limits, services.clock.now());
  return json_response(to_json(view.pack(), view.procedure(), marks, request.language).dump());
}

Response show_item_chart(const Request& request, desk::Services& services) {
  const auto found = services.pack.items.find(request.capture("item"));
  if (found == services.pack.items.end()) {
    return problem({Refusal::not_found, {"没有这一执法事项", "no such enforcement item"}, {}},
                   request);
  }
  const auto& procedure = acts::procedure_of(services.pack, found->second);
  return json_response(to_json(services.pack, procedure, {}, request.language).dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"ChartStep", R"({"type":"object",
      "required":["step","title","kind","role","sometimes","conditions","limits","gates",
        "standing","note"],
      "properties":{"step":{"type":"string"},"title":{"type":"string"},
        "kind":{"type":"string"},"role":{"type":"string"},"sometimes":{"type":"boolean"},
        "conditions":{"type":"array","items":{"type":"string"}},
        "limits":{"type":"array","items":{"type":"string"}},
        "gates":{"type":"array","items":{"type":"string"},
          "description":"What the law demands before the step."},
        "standing":{"enum":["open","done","current","late"]},"note":{"type":"string"}}})"},
    {"Chart", R"({"type":"object","required":["title","svg","steps"],
      "properties":{"title":{"type":"string"},
        "svg":{"type":"string","description":"An svg element; every word in it is escaped."},
        "steps":{"type":"array","items":{"$ref":"#/components/schemas/ChartStep"}}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/cases/{case}/chart",
     .may = Permission::read_case,
     .summary = {"案件流程图：已办、在办、逾期",
                 "The chart of the case's procedure with its position, times and delays"},
     .answer = {200, "#/components/schemas/Chart"},
     .handle = show_case_chart},
    {.verb = Verb::get,
     .path = "/api/v1/items/{item}/chart",
     .may = Permission::own_session,
     .summary = {"执法流程图", "The chart of an item's procedure"},
     .answer = {200, "#/components/schemas/Chart"},
     .handle = show_item_chart},
});

}  // namespace

std::span<const Route> chart_routes() { return kRoutes; }
std::span<const SharedSchema> chart_schemas() { return kSchemas; }

}  // namespace mingcha::http
