// SPDX-License-Identifier: Apache-2.0
#include "http/session/session_routes.h"

#include <array>

#include <nlohmann/json.hpp>

#include "desk/sign_in.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "http/session_cookie.h"
#include "people/visitor.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::ordered_json;

// The browser may keep the cookie for a working day; when the session ends, the server says so.
constexpr std::chrono::hours kCookieLifetime{12};
constexpr std::size_t kSecretTextLongest = 256;

Json describe(const people::Visitor& visitor, const SessionPlace& place, Language language) {
  Json roles = Json::array();
  for (const people::Role role : visitor.roles) {
    roles.push_back(
        {{"role", people::to_string(role)}, {"title", people::title(role).in(language)}});
  }
  Json permissions = Json::array();
  for (std::size_t i = 0; i < people::kPermissionCount; ++i) {
    const auto permission = static_cast<Permission>(i);
    if (people::needs_session(permission) && visitor.may(permission)) {
      permissions.push_back(people::to_string(permission));
    }
  }
  return {{"person", visitor.person_id}, {"name", visitor.name},
          {"unit", visitor.unit_id},     {"unit_title", place.unit_title},
          {"roles", std::move(roles)},   {"permissions", std::move(permissions)},
          {"purpose", visitor.purpose},  {"demonstration", place.demonstration},
          {"csrf", visitor.csrf}};
}

Response sign_in(const Request& request, desk::Services& services) {
  const auto object = read_json_object(request.body);
  if (!object) return problem(object.error(), request);
  FieldReader fields{*object};
  desk::Credentials credentials;
  credentials.login = fields.text("login", 1, kSecretTextLongest);
  credentials.password = fields.exact_text("password", kSecretTextLongest);
  credentials.code = fields.optional_text("code", 6).value_or("");
  credentials.client_address = request.client_address;
  if (const auto read = fields.finish(); !read) return problem(read.error(), request);

  auto& desk = sign_in_of(services);
  const auto signed_in = desk.sign_in(credentials);
  if (!signed_in) return problem(signed_in.error(), request);
  // A browser that signs in anew gives its old session up.
  if (const auto old = session_token(request); !old.empty()) desk.sign_out(old);

  const auto place = session_place_of(services, signed_in->visitor);
  Response response =
      json_response(describe(signed_in->visitor, place, request.language).dump(), 201);
  response.headers.set("Set-Cookie",
                       session_cookie(request.transport, signed_in->token, kCookieLifetime));
  return response;
}

Response show_session(const Request& request, desk::Services& services) {
  const auto place = session_place_of(services, request.signed_in());
  return json_response(describe(request.signed_in(), place, request.language).dump());
}

Response signed_out(const Request& request) {
  Response response = no_content();
  response.headers.set("Set-Cookie", ended_session_cookie(request.transport));
  return response;
}

Response sign_out(const Request& request, desk::Services& services) {
  sign_in_of(services).sign_out(session_token(request));
  return signed_out(request);
}

Response state_purpose(const Request& request, desk::Services& services) {
  const auto object = read_json_object(request.body);
  if (!object) return problem(object.error(), request);
  FieldReader fields{*object};
  const std::string purpose = fields.text("purpose", 0, 500);
  if (const auto read = fields.finish(); !read) return problem(read.error(), request);
  const auto stated = sign_in_of(services).state_purpose(session_token(request), purpose);
  return stated ? no_content() : problem(stated.error(), request);
}

Response change_password(const Request& request, desk::Services& services) {
  const auto object = read_json_object(request.body);
  if (!object) return problem(object.error(), request);
  FieldReader fields{*object};
  const std::string before = fields.exact_text("old_password", kSecretTextLongest);
  const std::string after = fields.exact_text("password", kSecretTextLongest);
  if (const auto read = fields.finish(); !read) return problem(read.error(), request);
  const auto changed =
      sign_in_of(services).change_password(request.signed_in().person_id, before, after);
  return changed ? signed_out(request) : problem(changed.error(), request);
}

Response propose_factor(const Request& request, desk::Services& /*services*/) {
  const std::string secret = desk::SignIn::propose_secret();
  return json_response(
      Json{{"secret", secret},
           {"address", desk::SignIn::secret_address(request.signed_in().name, secret)}}
          .dump());
}

Response enrol_factor(const Request& request, desk::Services& services) {
  const auto object = read_json_object(request.body);
  if (!object) return problem(object.error(), request);
  FieldReader fields{*object};
  const std::string password = fields.exact_text("password", kSecretTextLongest);
  const std::string secret = fields.text("secret", 1, 64);
  const std::string code = fields.text("code", 6, 6);
  if (const auto read = fields.finish(); !read) return problem(read.error(), request);
  const auto enrolled =
      sign_in_of(services).enrol(request.signed_in().person_id, password, secret, code);
  return enrolled ? no_content() : problem(enrolled.error(), request);
}

Response end_sessions_of(const Request& request, desk::Services& services) {
  const std::int64_t ended = sign_in_of(services).sign_out_everywhere(request.capture("person"));
  return json_response(Json{{"ended", ended}}.dump());
}

constexpr std::string_view kCredentials = R"({"type":"object","additionalProperties":false,
  "required":["login","password"],"properties":{
    "login":{"type":"string"},"password":{"type":"string","format":"password"},
    "code":{"type":"string","pattern":"^[0-9]{6}$"}}})";
constexpr std::string_view kPurpose = R"({"type":"object","additionalProperties":false,
  "required":["purpose"],"properties":{"purpose":{"type":"string","maxLength":500}}})";
constexpr std::string_view kNewPassword = R"({"type":"object","additionalProperties":false,
  "required":["old_password","password"],"properties":{
    "old_password":{"type":"string","format":"password"},
    "password":{"type":"string","format":"password","minLength":10,"maxLength":128}}})";
constexpr std::string_view kProposal = R"({"type":"object","required":["secret","address"],
  "properties":{"secret":{"type":"string"},"address":{"type":"string"}}})";
constexpr std::string_view kEnrolment = R"({"type":"object","additionalProperties":false,
  "required":["password","secret","code"],"properties":{
    "password":{"type":"string","format":"password"},"secret":{"type":"string"},
    "code":{"type":"string","pattern":"^[0-9]{6}$"}}})";
constexpr std::string_view kEnded = R"({"type":"object","required":["ended"],
  "properties":{"ended":{"type":"integer"}}})";
constexpr std::string_view kSession = "#/components/schemas/Session";

constexpr auto kSchemas = std::to_array<SharedSchema>({{"Session", R"({
  "type":"object","required":["person","name","unit","unit_title","roles","permissions","purpose","demonstration",
    "csrf"],
  "properties":{"person":{"type":"string"},"name":{"type":"string"},"unit":{"type":"string"},
    "unit_title":{"type":"string"},"demonstration":{"type":"boolean"},
    "roles":{"type":"array","items":{"type":"object","required":["role","title"],
      "properties":{"role":{"type":"string"},"title":{"type":"string"}}}},
    "permissions":{"type":"array","items":{"type":"string"}},
    "purpose":{"type":"string","description":"Stated for sealed records; empty: none."},
    "csrf":{"type":"string","description":"To be sent as X-CSRF-Token with every change."}}})"}});

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/session",
     .may = Permission::sign_in,
     .summary = {"登录", "Sign in"},
     .body = Body::json(kCredentials, 4096),
     .answer = {201, kSession},
     .handle = sign_in},
    {.verb = Verb::get,
     .path = "/api/v1/session",
     .may = Permission::own_session,
     .summary = {"当前登录人", "Who is signed in"},
     .answer = {200, kSession},
     .handle = show_session},
    {.verb = Verb::remove,
     .path = "/api/v1/session",
     .may = Permission::own_session,
     .summary = {"退出登录", "Sign out"},
     .answer = {204},
     .handle = sign_out},
    {.verb = Verb::put,
     .path = "/api/v1/session/purpose",
     .may = Permission::read_sealed_case,
     .summary = {"说明查阅封存记录的目的", "State the purpose of looking into sealed records"},
     .body = Body::json(kPurpose, 8192),
     .answer = {204},
     .handle = state_purpose},
    {.verb = Verb::put,
     .path = "/api/v1/session/password",
     .may = Permission::own_session,
     .summary = {"修改密码", "Change the password; ends every session"},
     .body = Body::json(kNewPassword, 4096),
     .answer = {204},
     .handle = change_password},
    {.verb = Verb::post,
     .path = "/api/v1/session/second-factor",
     .may = Permission::own_session,
     .summary = {"取得验证器密钥", "A secret for an authenticator; not yet in force"},
     .answer = {200, kProposal},
     .handle = propose_factor},
    {.verb = Verb::put,
     .path = "/api/v1/session/second-factor",
     .may = Permission::own_session,
     .summary = {"启用验证器", "Put the authenticator in force"},
     .body = Body::json(kEnrolment, 4096),
     .answer = {204},
     .handle = enrol_factor},
    {.verb = Verb::remove,
     .path = "/api/v1/persons/{person}/sessions",
     .may = Permission::manage_roles,
     .summary = {"结束某人的全部登录", "End every session of a person"},
     .answer = {200, kEnded},
     .handle = end_sessions_of},
});

}  // namespace

std::span<const Route> session_routes() { return kRoutes; }
std::span<const SharedSchema> session_schemas() { return kSchemas; }

}  // namespace mingcha::http
