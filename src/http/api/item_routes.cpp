// SPDX-License-Identifier: Apache-2.0
// What the pack says, for those who work by it: items, their opening form, the words of the law.
#include <array>

#include <nlohmann/json.hpp>

#include "acts/case_view.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/form_json.h"
#include "http/problem.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

Json to_json(const pack::Item& item, Language language) {
  return {
      {"id", item.id},           {"title", item.title.in(language)}, {"category", item.category},
      {"statute", item.statute}, {"procedure", item.procedure},      {"violation", item.violation},
      {"penalty", item.penalty}};
}

Response list_items(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& [id, item] : services.pack.items) {
    out.push_back(to_json(item, request.language));
  }
  return json_response(Json{{"items", out}}.dump());
}

Response show_item(const Request& request, desk::Services& services) {
  const auto found = services.pack.items.find(request.capture("item"));
  if (found == services.pack.items.end()) {
    return problem({Refusal::not_found, {"没有这一执法事项", "no such enforcement item"}, {}},
                   request);
  }
  const auto people = services.people.directory();
  const casefile::State none;
  const acts::CaseView view{services.pack, *people, found->second, none};
  Json out = to_json(found->second, request.language);
  out["procedure_title"] = view.procedure().title.in(request.language);
  out["opening"] = describe_step(view, view.procedure().steps.front(), request.language);
  return json_response(out.dump());
}

Response show_article(const Request& request, desk::Services& services) {
  const auto& article = request.capture("article");
  const auto quoted = services.pack.articles.find(article);
  if (quoted == services.pack.articles.end()) {
    return problem(
        {Refusal::not_found, {"法规包没有引用这一条", "the pack does not quote this article"}, {}},
        request);
  }
  Json out{{"article", article},
           {"text", quoted->second},
           {"summary", services.pack.summaries.contains(article)}};
  const auto citation = services.pack.statutes.cite(article);
  out["citation"] =
      citation ? services.pack.statutes.print(*citation).in(request.language) : article;
  const auto* statute =
      services.pack.statutes.find(std::string_view{article}.substr(0, article.find('/')));
  if (statute != nullptr) {
    out["statute_title"] = statute->title.in(request.language);
    out["in_force_from"] = mingcha::to_string(statute->in_force_from);
    if (statute->in_force_to) out["in_force_to"] = mingcha::to_string(*statute->in_force_to);
  } else {
    out["statute_title"] = "";
  }
  return json_response(out.dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"Item", R"({"type":"object",
      "required":["id","title","category","statute","procedure","violation","penalty"],
      "properties":{"id":{"type":"string"},"title":{"type":"string"},
        "category":{"type":"string"},"statute":{"type":"string"},"procedure":{"type":"string"},
        "violation":{"type":"array","items":{"type":"string"}},
        "penalty":{"type":"array","items":{"type":"string"}}}})"},
    {"ItemList", R"({"type":"object","required":["items"],"properties":{
      "items":{"type":"array","items":{"$ref":"#/components/schemas/Item"}}}})"},
    {"StepForm", R"({"type":"object",
      "required":["step","title","kind","basis","role","role_title","officers","optional","help",
        "form","imposes","made_now","documents"],
      "properties":{"step":{"type":"string"},"title":{"type":"string"},
        "kind":{"enum":["record","notice","defence","draft","review","decision","service",
          "closing","approval","instruction","addition","submission","objection"]},
        "basis":{"type":"array","items":{"type":"string"}},
        "role":{"type":"string"},"role_title":{"type":"string"},
        "officers":{"type":"integer","description":"How many must act, the actor included."},
        "optional":{"type":"boolean"},"help":{"type":"string"},
        "form":{"type":"array","items":{"$ref":"#/components/schemas/FormField"}},
        "imposes":{"type":"boolean",
          "description":"It asks for a penalty whose lawful range is known."},
        "made_now":{"type":"boolean",
          "description":"It counts from when it is submitted and takes no other time."},
        "documents":{"type":"array","items":{"type":"string"}}}})"},
    {"ItemDetail", R"({"allOf":[{"$ref":"#/components/schemas/Item"},{"type":"object",
      "required":["procedure_title","opening"],
      "properties":{"procedure_title":{"type":"string"},
        "opening":{"$ref":"#/components/schemas/StepForm"}}}]})"},
    {"Article", R"({"type":"object",
      "required":["article","citation","statute_title","text","summary"],
      "properties":{"article":{"type":"string"},
        "citation":{"type":"string","description":"As printed on papers."},
        "statute_title":{"type":"string"},"text":{"type":"string"},
        "summary":{"type":"boolean","description":"The pack's own words, not those of the law."},
        "in_force_from":{"type":"string","format":"date"},
        "in_force_to":{"type":"string","format":"date"}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/items",
     .may = Permission::own_session,
     .summary = {"执法事项", "Enforcement items of the pack"},
     .answer = {200, "#/components/schemas/ItemList"},
     .handle = list_items},
    {.verb = Verb::get,
     .path = "/api/v1/items/{item}",
     .may = Permission::own_session,
     .summary = {"执法事项及登记表", "An item with the form that opens a case on it"},
     .answer = {200, "#/components/schemas/ItemDetail"},
     .handle = show_item},
    {.verb = Verb::get,
     .path = "/api/v1/articles/{article*}",
     .may = Permission::own_session,
     .summary = {"法条原文", "The words behind a citation, as the pack quotes them"},
     .answer = {200, "#/components/schemas/Article"},
     .handle = show_article},
});

}  // namespace

std::span<const Route> item_routes() { return kRoutes; }
std::span<const SharedSchema> item_schemas() { return kSchemas; }

}  // namespace mingcha::http
