// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <nlohmann/json.hpp>

#include "desk/officer_desk.h"
#include "desk/people_desk.h"
#include "desk/personal_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "people/person.h"
#include "people/visitor.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kFar = std::int64_t{1} << 40;
constexpr std::size_t kColumnsMost = 40;
constexpr std::size_t kFilterMost = 20;
constexpr std::size_t kTextLongest = 200;

Json head_of(const desk::FormDraft& draft) {
  return {{"place", draft.place},
          {"revision", draft.revision},
          {"case_version", draft.case_version},
          {"saved_at", to_local_string(draft.saved_at)}};
}

Json to_json(const desk::FormDraft& draft) {
  Json out = head_of(draft);
  out["values"] = Json::parse(draft.values);
  return out;
}

Response list_form_drafts(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& draft : services.personal.drafts(request.signed_in())) {
    out.push_back(head_of(draft));
  }
  return json_response(Json{{"drafts", out}}.dump());
}

Response show_form_draft(const Request& request, desk::Services& services) {
  const auto draft = services.personal.draft(request.signed_in(), request.capture("place"));
  if (!draft) return problem(draft.error(), request);
  return json_response(to_json(*draft).dump());
}

/// The problem, and in it the draft that is newer: what the page shows side by side.
Response conflict(const Rejection& rejection, const Request& request,
                  const std::optional<desk::FormDraft>& newer) {
  auto response = problem(rejection, request);
  auto json = Json::parse(std::get<std::string>(response.body));
  json["draft"] = newer ? to_json(*newer) : Json{};
  response.body = json.dump();
  return response;
}

Response save_form_draft(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  desk::FormDraft draft;
  draft.place = request.capture("place");
  draft.values = fields.object("values").dump();
  draft.case_version = fields.optional_integer("case_version", 0, kFar).value_or(0);
  draft.revision = fields.optional_integer("revision", 0, kFar).value_or(0);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  std::optional<desk::FormDraft> newer;
  const auto saved = services.personal.save(request.signed_in(), std::move(draft), newer);
  if (!saved) {
    return saved.error().kind == Refusal::conflict ? conflict(saved.error(), request, newer)
                                                   : problem(saved.error(), request);
  }
  return json_response(head_of(*saved).dump());
}

Response drop_form_draft(const Request& request, desk::Services& services) {
  services.personal.drop(request.signed_in(), request.capture("place"));
  return no_content();
}

Json to_json(const desk::ListView& view) {
  Json out = Json::parse(view.body);
  out["name"] = view.name;
  out["saved_at"] = to_local_string(view.saved_at);
  return out;
}

Response list_views(const Request& request, desk::Services& services) {
  Json out = Json::array();
  for (const auto& view : services.personal.views(request.signed_in())) {
    out.push_back(to_json(view));
  }
  return json_response(Json{{"views", out}}.dump());
}

Response show_view(const Request& request, desk::Services& services) {
  const auto view = services.personal.view(request.signed_in(), request.capture("name"));
  if (!view) return problem(view.error(), request);
  return json_response(to_json(*view).dump());
}

/// {"unit": "order"}: names and values as the list takes them, each of them short.
Json read_filter(FieldReader& fields) {
  Json out = Json::object();
  const auto& filter = fields.object("filter");
  if (filter.size() > kFilterMost) {
    fields.complain("filter", "too-many", {"条件过多", "too many conditions"});
    return out;
  }
  for (const auto& [name, value] : filter.items()) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() > kTextLongest ||
        name.size() > kTextLongest) {
      fields.complain("filter", "wrong-type",
                      {"条件应为不超过200字节的文本", "must be short text"});
      return out;
    }
    out[name] = value;
  }
  return out;
}

Response save_view(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  Json body{{"filter", read_filter(fields)},
            {"columns", fields.texts("columns", kColumnsMost, kTextLongest)},
            {"sort", fields.optional_text("sort", kTextLongest).value_or("")}};
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  const auto saved =
      services.personal.save(request.signed_in(), {request.capture("name"), {}, body.dump()});
  if (!saved) return problem(saved.error(), request);
  return json_response(to_json(*saved).dump());
}

Response drop_view(const Request& request, desk::Services& services) {
  services.personal.drop_view(request.signed_in(), request.capture("name"));
  return no_content();
}

/// Where the code on their certificate leads, for whoever is in the list of officers.
Response show_officer_code(const Request& request, desk::Services& services) {
  const auto people = services.people.directory();
  const auto* person = people->person(request.signed_in().person_id);
  const auto code = person == nullptr ? std::nullopt : services.officers.code_of(person->badge);
  if (!code) {
    return problem(
        {Refusal::not_found, {"您不在执法人员清单中", "you are not in the list of officers"}, {}},
        request);
  }
  return json_response(Json{{"code", *code}, {"link", "/o/" + *code}}.dump());
}

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"OfficerCode", R"({"type":"object","required":["code","link"],
      "properties":{"code":{"type":"string"},"link":{"type":"string"}}})"},
    {"FormDraftHead", R"({"type":"object","required":["place","revision","case_version","saved_at"],
      "properties":{"place":{"type":"string"},"revision":{"type":"integer"},
        "case_version":{"type":"integer"},
        "saved_at":{"type":"string","format":"date-time"}}})"},
    {"FormDraft", R"({"allOf":[{"$ref":"#/components/schemas/FormDraftHead"},{"type":"object",
      "required":["values"],"properties":{"values":{"type":"object",
        "additionalProperties":true}}}]})"},
    {"FormDraftStale", R"({"allOf":[{"$ref":"#/components/schemas/Problem"},{"type":"object",
      "required":["draft"],"properties":{"draft":{
        "description":"The newer one; null when it was dropped meanwhile.",
        "anyOf":[{"$ref":"#/components/schemas/FormDraft"},{"type":"null"}]}}}]})"},
    {"FormDraftList", R"({"type":"object","required":["drafts"],"properties":{
      "drafts":{"type":"array","items":{"$ref":"#/components/schemas/FormDraftHead"}}}})"},
    {"FormDraftSaved", R"({"type":"object","additionalProperties":false,"required":["values"],
      "properties":{"values":{"type":"object","additionalProperties":true},
        "case_version":{"type":"integer","minimum":0},
        "revision":{"type":"integer","minimum":0,
          "description":"The one that was seen; 0 for the first. A stale one is 409, with the newer draft as draft."}}})"},
    {"View", R"({"type":"object","required":["name","saved_at","filter","columns","sort"],
      "properties":{"name":{"type":"string"},"saved_at":{"type":"string","format":"date-time"},
        "filter":{"type":"object","additionalProperties":{"type":"string"}},
        "columns":{"type":"array","items":{"type":"string"}},"sort":{"type":"string"}}})"},
    {"ViewList", R"({"type":"object","required":["views"],"properties":{
      "views":{"type":"array","items":{"$ref":"#/components/schemas/View"}}}})"},
    {"ViewSaved", R"({"type":"object","additionalProperties":false,"required":["filter","columns"],
      "properties":{"filter":{"type":"object","additionalProperties":{"type":"string"}},
        "columns":{"type":"array","items":{"type":"string"}},"sort":{"type":"string"}}})"},
});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/form-drafts",
     .may = Permission::own_session,
     .summary = {"我的表单草稿", "What the signed-in person typed and has not submitted"},
     .answer = {200, "#/components/schemas/FormDraftList"},
     .handle = list_form_drafts},
    {.verb = Verb::get,
     .path = "/api/v1/form-drafts/{place}",
     .may = Permission::own_session,
     .summary = {"表单草稿", "One draft with its values"},
     .answer = {200, "#/components/schemas/FormDraft"},
     .handle = show_form_draft},
    {.verb = Verb::put,
     .path = "/api/v1/form-drafts/{place}",
     .may = Permission::own_session,
     .summary = {"保存表单草稿",
                 "Keep what was typed; the place of a step's form is <case>.<step>, of an opening "
                 "new.<item>: those are dropped when the form is submitted"},
     .body = Body::json("#/components/schemas/FormDraftSaved", desk::kFormDraftLargest + 1024),
     .answer = {200, "#/components/schemas/FormDraftHead"},
     .conflict = "#/components/schemas/FormDraftStale",
     .handle = save_form_draft},
    {.verb = Verb::remove,
     .path = "/api/v1/form-drafts/{place}",
     .may = Permission::own_session,
     .summary = {"放弃表单草稿", "Drop a draft"},
     .answer = {204},
     .handle = drop_form_draft},
    {.verb = Verb::get,
     .path = "/api/v1/officer-code",
     .may = Permission::own_session,
     .summary = {"我的执法证二维码", "Where the code of the signed-in officer's certificate leads"},
     .answer = {200, "#/components/schemas/OfficerCode"},
     .handle = show_officer_code},
    {.verb = Verb::get,
     .path = "/api/v1/views",
     .may = Permission::own_session,
     .summary = {"我的列表视图", "The saved list views of the signed-in person"},
     .answer = {200, "#/components/schemas/ViewList"},
     .handle = list_views},
    {.verb = Verb::get,
     .path = "/api/v1/views/{name}",
     .may = Permission::own_session,
     .summary = {"列表视图", "One saved view"},
     .answer = {200, "#/components/schemas/View"},
     .handle = show_view},
    {.verb = Verb::put,
     .path = "/api/v1/views/{name}",
     .may = Permission::own_session,
     .summary = {"保存列表视图", "Save a view under its name"},
     .body = Body::json("#/components/schemas/ViewSaved", 65'536),
     .answer = {200, "#/components/schemas/View"},
     .handle = save_view},
    {.verb = Verb::remove,
     .path = "/api/v1/views/{name}",
     .may = Permission::own_session,
     .summary = {"删除列表视图", "Remove a saved view"},
     .answer = {204},
     .handle = drop_view},
});

}  // namespace

std::span<const Route> personal_routes() { return kRoutes; }
std::span<const SharedSchema> personal_schemas() { return kSchemas; }

}  // namespace mingcha::http
