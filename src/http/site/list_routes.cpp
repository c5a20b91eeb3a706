// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "desk/services.h"
#include "http/portal/page.h"
#include "http/problem.h"
#include "http/site/list_view.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;

/// Soon enough: what is withheld or ended is gone from every cache within a minute.
constexpr const char* kFresh = "public, max-age=60";

Response page(std::string html) {
  auto response = html_response(std::move(html));
  response.headers.set("Content-Security-Policy", std::string{portal::kContentSecurityPolicy});
  response.headers.set("Vary", "Accept-Language, Cookie");
  return response;
}

const pack::ListKind* list_asked(const Request& request, desk::Services& services) {
  return services.pack.list(request.capture("list"));
}

/// Of today unless another, earlier day is asked for.
std::optional<Day> day_asked(const Request& request, desk::Services& services) {
  const auto today = local_day(services.clock.now());
  const auto asked = request.query_value("on");
  if (!asked || asked->empty()) return today;
  const auto day = parse_day(*asked);
  return day ? std::optional{std::min(*day, today)} : std::nullopt;
}

Response lists_index(const Request& request, desk::Services& services) {
  return page(portal::list_index_page(site_view(request, services),
                                      list_index_view(services, request.language)));
}

Response one_list(const Request& request, desk::Services& services) {
  const auto* kind = list_asked(request, services);
  const auto on = day_asked(request, services);
  const auto wanted = request.query_integer("page", 1, 1, 1'000'000);
  if (kind == nullptr || !on || !wanted) return missing_page(request, services);
  const ListAsked asked{
      std::string{first_characters(trim(request.query_value("q").value_or("")), 50)}, *on,
      static_cast<std::uint64_t>(*wanted)};
  return page(portal::list_page(site_view(request, services),
                                list_view(*kind, asked, services, request.language)));
}

Response history(const Request& request, desk::Services& services) {
  const auto* kind = list_asked(request, services);
  const auto wanted = request.query_integer("page", 1, 1, 1'000'000);
  if (kind == nullptr || kind->source != pack::ListSource::kept || !wanted) {
    return missing_page(request, services);
  }
  return page(portal::list_history_page(
      site_view(request, services),
      list_history_view(*kind, static_cast<std::uint64_t>(*wanted), services, request.language)));
}

Response no_such_data(const Request& request) {
  return problem(
      {Refusal::not_found, {"没有这份清单，或者日期有误", "no such list, or a wrong day"}, {}},
      request);
}

/// The answer depends on the address alone: the language of the file is that of the query.
Response as_download(Response response, const pack::ListKind& kind, Day on, const char* ending) {
  response.headers.set("Cache-Control", kFresh);
  response.headers.set("Content-Disposition", "attachment; filename=\"" + kind.id + "-" +
                                                  mingcha::to_string(on) + ending + "\"");
  response.headers.set("Access-Control-Allow-Origin", "*");
  return response;
}

Language language_asked(const Request& request) {
  return request.query_value("lang") == "en" ? Language::en : Language::zh;
}

Response table(const Request& request, desk::Services& services, sheets::Format format) {
  const auto* kind = list_asked(request, services);
  const auto on = day_asked(request, services);
  if (kind == nullptr || !on) return no_such_data(request);
  const auto language = language_asked(request);
  return as_download(text_response(lists::sheet_bytes(open_sheet(*kind, *on, services, language),
                                                      lists::SheetFor::people, format,
                                                      services.pack.statutes, language),
                                   200, std::string{sheets::media_type(format)}),
                     *kind, *on, format == sheets::Format::csv ? ".csv" : ".xlsx");
}

Response csv(const Request& request, desk::Services& services) {
  return table(request, services, sheets::Format::csv);
}

Response xlsx(const Request& request, desk::Services& services) {
  return table(request, services, sheets::Format::xlsx);
}

Response json(const Request& request, desk::Services& services) {
  const auto* kind = list_asked(request, services);
  const auto on = day_asked(request, services);
  if (kind == nullptr || !on) return no_such_data(request);
  return as_download(json_response(open_list_json(*kind, *on, services)), *kind, *on, ".json");
}

constexpr Parameter kOn{"on", {"截至日期，不晚于今天", "As of this day, today at the latest"}};
constexpr Parameter kLanguage{"lang", {"zh 或 en", "zh or en"}};

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/lists",
     .may = Permission::public_access,
     .summary = {"公开的清单", "Published lists"},
     .answer = {.media_type = "text/html"},
     .handle = lists_index},
    {.verb = Verb::get,
     .path = "/lists/{list}",
     .may = Permission::public_access,
     .summary = {"清单", "One list, as of a day"},
     .answer = {.media_type = "text/html"},
     .handle = one_list},
    {.verb = Verb::get,
     .path = "/lists/{list}/history",
     .may = Permission::public_access,
     .summary = {"清单的动态调整", "What changed in a list, when and why"},
     .answer = {.media_type = "text/html"},
     .handle = history},
    {.verb = Verb::get,
     .path = "/lists/{list}/data.csv",
     .may = Permission::public_access,
     .summary = {"清单（CSV）", "A list as CSV"},
     .query = {kOn, kLanguage},
     .answer = {.media_type = "text/csv"},
     .handle = csv},
    {.verb = Verb::get,
     .path = "/lists/{list}/data.json",
     .may = Permission::public_access,
     .summary = {"清单（JSON）", "A list as JSON"},
     .query = {kOn},
     .answer = {.media_type = "application/json"},
     .handle = json},
    {.verb = Verb::get,
     .path = "/lists/{list}/data.xlsx",
     .may = Permission::public_access,
     .summary = {"清单（XLSX）", "A list as XLSX"},
     .query = {kOn, kLanguage},
     .answer = {.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     .handle = xlsx},
});

}  // namespace

std::span<const Route> public_list_routes() { return kRoutes; }

}  // namespace mingcha::http
