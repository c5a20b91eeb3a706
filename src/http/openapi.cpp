// SPDX-License-Identifier: Apache-2.0
#include "http/openapi.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "http/problem.h"
#include "http/router.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::string_view kReference = "#/components/schemas/";

Json read_schema(std::string_view text) {
  if (text.starts_with('#')) return {{"$ref", text}};
  Json schema = Json::parse(text, nullptr, false);
  MINGCHA_ASSERT(!schema.is_discarded());
  return schema;
}

std::string operation_id(const Route& route) {
  std::string id = to_string(route.verb);
  std::transform(id.begin(), id.end(), id.begin(),
                 [](char c) { return static_cast<char>(c | 0x20); });
  for (const PathPart& part : path_parts(route.path)) {
    if (part.text == "api" || part.text == "v1") continue;
    id += part.kind == PathPart::Kind::literal ? "_" : "_by_";
    for (const char c : part.text) id += c == '-' || c == '.' ? '_' : c;
  }
  return id;
}

/// "/files/{file*}" is our own notation; OpenAPI knows only "{file}".
std::string template_path(const Route& route) {
  std::string path{route.path};
  std::erase(path, '*');
  return path;
}

Json parameters_of(const Route& route) {
  Json parameters = Json::array();
  for (const PathPart& part : path_parts(route.path)) {
    if (part.kind == PathPart::Kind::literal) continue;
    parameters.push_back({{"name", part.text},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}}}});
  }
  for (const Parameter& parameter : route.query) {
    if (parameter.name.empty()) continue;
    Json entry{{"name", parameter.name}, {"in", "query"}};
    if (!parameter.what.zh.empty()) entry["description"] = parameter.what.zh;
    entry["schema"] = read_schema(parameter.schema);
    parameters.push_back(std::move(entry));
  }
  if (route.idempotency == Idempotency::required) {
    parameters.push_back({{"name", "Idempotency-Key"},
                          {"in", "header"},
                          {"required", true},
                          {"schema", {{"type", "string"}, {"minLength", 8}, {"maxLength", 128}}}});
  }
  return parameters;
}

Json body_of(const Route& route) {
  const auto content = [&](const char* type, Json schema) {
    return Json{{"required", true}, {"content", {{type, {{"schema", std::move(schema)}}}}}};
  };
  const Json bytes = Json::object();
  switch (route.body.kind) {
    case Body::Kind::none: return nullptr;
    case Body::Kind::json:
      return content("application/json",
                     route.body.schema.empty() ? bytes : read_schema(route.body.schema));
    case Body::Kind::form: return content("application/x-www-form-urlencoded", bytes);
    case Body::Kind::stream:
      return Json{{"required", false},
                  {"content", {{"application/offset+octet-stream", {{"schema", bytes}}}}}};
    case Body::Kind::raw:
    case Body::Kind::file: return content("application/octet-stream", bytes);
  }
  MINGCHA_ASSERT(false);
}

Json responses_of(const Route& route) {
  Json success{{"description", reason_phrase(route.answer.status)}};
  if (!route.answer.schema.empty()) {
    const std::string type{route.answer.media_type};
    success["content"][type]["schema"] = read_schema(route.answer.schema);
  }
  Json responses{{std::to_string(route.answer.status), std::move(success)}};
  if (!route.conflict.empty()) {
    responses["409"] = {
        {"description", reason_phrase(409)},
        {"content", {{"application/problem+json", {{"schema", read_schema(route.conflict)}}}}}};
  }
  responses["default"] = {{"$ref", "#/components/responses/Problem"}};
  return responses;
}

Json security_of(const Route& route) {
  if (!people::needs_session(route.may.permission)) return Json::array();
  Json scheme{{"session", Json::array()}};
  if (!is_safe(route.verb) && route.csrf == Csrf::checked) scheme["csrf"] = Json::array();
  return Json::array({std::move(scheme)});
}

/// The API, and what the public may take as data; pages are for people.
bool is_described(const Route& route) {
  const auto path = route.path;
  if (path.starts_with("/api/")) return true;
  return (path.starts_with("/data/") || path.starts_with("/feed.")) &&
         route.answer.media_type != "text/html";
}

Json operation(const Route& route) {
  const auto parts = path_parts(route.path);
  Json json{{"operationId", operation_id(route)},
            {"summary", route.summary.zh},
            {"description", route.summary.en}};
  if (parts.size() > 2) json["tags"] = Json::array({parts[2].text});
  Json parameters = parameters_of(route);
  if (!parameters.empty()) json["parameters"] = std::move(parameters);
  Json body = body_of(route);
  if (!body.is_null()) json["requestBody"] = std::move(body);
  json["responses"] = responses_of(route);
  json["security"] = security_of(route);
  json["x-permission"] = people::to_string(route.may.permission);
  return json;
}

Json components(const ApiDescription& description) {
  Json schemas{{"Problem", read_schema(problem_schema())}};
  for (const SharedSchema& shared : description.schemas) {
    schemas[std::string{shared.name}] = read_schema(shared.schema);
  }
  const Json problem_type{{"schema", {{"$ref", std::string{kReference} + "Problem"}}}};
  return {{"schemas", std::move(schemas)},
          {"responses",
           {{"Problem",
             {{"description", "不能办理及其原因 / Why not"},
              {"content", {{"application/problem+json", problem_type}}}}}}},
          {"securitySchemes",
           {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-mingcha"}}},
            {"csrf", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}}}}};
}

void check_references(const Json& json, const Json& schemas) {
  if (json.is_object()) {
    const auto reference = json.find("$ref");
    if (reference != json.end() && reference->is_string()) {
      const auto& target = reference->get_ref<const std::string&>();
      if (target.starts_with(kReference)) {
        MINGCHA_ASSERT(schemas.contains(target.substr(kReference.size())));
      }
    }
  }
  if (json.is_structured()) {
    for (const Json& inner : json) check_references(inner, schemas);
  }
}

std::vector<const Route*> sorted(std::span<const Route* const> routes) {
  std::vector<const Route*> sorted{routes.begin(), routes.end()};
  std::stable_sort(sorted.begin(), sorted.end(), [](const Route* a, const Route* b) {
    return std::pair{a->path, a->verb} < std::pair{b->path, b->verb};
  });
  return sorted;
}

}  // namespace

std::string openapi(std::span<const Route* const> routes, const ApiDescription& description) {
  Json document{{"openapi", "3.1.0"},
                {"info", {{"title", description.title}, {"version", description.version}}}};
  Json& paths = document["paths"] = Json::object();
  for (const Route* route : sorted(routes)) {
    if (!is_described(*route)) continue;
    std::string verb = to_string(route->verb);
    std::transform(verb.begin(), verb.end(), verb.begin(),
                   [](char c) { return static_cast<char>(c | 0x20); });
    paths[template_path(*route)][verb] = operation(*route);
  }
  document["components"] = components(description);
  check_references(document, document["components"]["schemas"]);
  return document.dump(2) + "\n";
}

std::string permission_matrix(std::span<const Route* const> routes) {
  std::string head = "| 路由 | 权限 |";
  std::string rule = "|---|---|";
  for (std::size_t role = 0; role < people::kRoleCount; ++role) {
    head += " " + people::title(static_cast<people::Role>(role)).zh + " |";
    rule += "---|";
  }
  std::string table = head + "\n" + rule + "\n";
  for (const Route* route : sorted(routes)) {
    const people::Permission permission = route->may.permission;
    table += "| `" + std::string{to_string(route->verb)} + " " + std::string{route->path} + "` | " +
             people::to_string(permission) + " |";
    for (std::size_t role = 0; role < people::kRoleCount; ++role) {
      table += people::may(static_cast<people::Role>(role), permission) ? " ● |" : "  |";
    }
    table += "\n";
  }
  return table;
}

}  // namespace mingcha::http
