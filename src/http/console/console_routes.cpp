// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "desk/people_desk.h"
#include "desk/services.h"
#include "http/console/console.h"
#include "http/console/console_files.h"
#include "http/finish.h"
#include "http/problem.h"
#include "people/permission.h"
#include "people/person.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::ordered_json;

/// As everywhere, and the previews of papers in a frame of the console's own.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; frame-src 'self' blob:; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ConsoleFile* find_file(std::string_view path) {
  const auto& files = console_files();
  const auto found = std::ranges::find(files, path, &ConsoleFile::path);
  return found == files.end() ? nullptr : &*found;
}

Response serve(const Request& request, const ConsoleFile& file, const char* cache) {
  const bool packed = accepts_gzip(request.headers.find("Accept-Encoding").value_or(""));
  auto response = text_response(std::string{packed ? file.packed : file.plain}, 200,
                                std::string{file.content_type});
  if (packed) response.headers.set("Content-Encoding", "gzip");
  response.headers.set("Vary", "Accept-Encoding");
  response.headers.set("ETag", '"' + std::string{file.digest} + (packed ? "-gzip\"" : "\""));
  response.headers.set("Cache-Control", cache);
  response.headers.set("Content-Security-Policy", kContentSecurityPolicy);
  return response;
}

Response application(const Request& request) {
  const ConsoleFile* page = find_file("index.html");
  MINGCHA_ASSERT(page != nullptr);
  return serve(request, *page, "no-cache");
}

Response show_file(const Request& request, desk::Services& /*services*/) {
  const std::string& path = request.capture("path");
  // Their names carry the digest of their content.
  constexpr const char* kForEver = "public, max-age=31536000, immutable";
  if (const ConsoleFile* file = find_file(path); file != nullptr && path != "index.html") {
    return serve(request, *file, path.starts_with("assets/") ? kForEver : "no-cache");
  }
  if (!path.starts_with("assets/")) return application(request);
  return problem({Refusal::not_found, {"没有这个文件", "no such file"}, {}}, request);
}

Response to_application(const Request& /*request*/, desk::Services& /*services*/) {
  return see_other("/console/");
}

Json accounts_of(desk::Services& services, Language language) {
  const auto directory = services.people.directory();
  Json out = Json::array();
  for (const desk::DemonstrationAccount& account : services.site.accounts) {
    const auto* person = directory->person(account.person);
    if (person == nullptr) continue;
    const auto* unit = directory->unit(person->unit);
    Json roles = Json::array();
    for (const people::Role role : person->roles) {
      roles.push_back(people::title(role).in(language));
    }
    out.push_back({{"login", account.login},
                   {"password", account.password},
                   {"name", person->name},
                   {"unit", unit == nullptr ? person->unit : unit->name},
                   {"roles", std::move(roles)}});
  }
  return out;
}

Response show_site(const Request& request, desk::Services& services) {
  auto response = json_response(Json{{"agency", services.people.directory()->agency_name},
                                     {"demonstration", services.site.demonstration},
                                     {"accounts", accounts_of(services, request.language)}}
                                    .dump());
  response.headers.set("Cache-Control", "no-store");
  return response;
}

constexpr std::string_view kSite = R"({"type":"object",
  "required":["agency","demonstration","accounts"],"properties":{
    "agency":{"type":"string"},"demonstration":{"type":"boolean"},
    "accounts":{"type":"array","description":"Of a demonstration only.","items":{"type":"object",
      "required":["login","password","name","unit","roles"],"properties":{
        "login":{"type":"string"},"password":{"type":"string"},"name":{"type":"string"},
        "unit":{"type":"string"},"roles":{"type":"array","items":{"type":"string"}}}}}}})";

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/api/v1/site",
     .may = Permission::public_access,
     .summary = {"本站：机关名称、是否演示",
                 "Whose site this is, and whether its records are fictional"},
     .answer = {200, kSite},
     .handle = show_site},
    {.verb = Verb::get,
     .path = "/console",
     .may = Permission::public_access,
     .summary = {"办案平台", "To the console"},
     .answer = {303},
     .handle = to_application},
    {.verb = Verb::get,
     .path = "/console/{path*}",
     .may = Permission::public_access,
     .summary = {"办案平台的页面和文件", "The console's page and files"},
     .answer = {.media_type = "text/html"},
     .handle = show_file},
});

}  // namespace

std::span<const Route> console_routes() { return kRoutes; }

}  // namespace mingcha::http
