// SPDX-License-Identifier: Apache-2.0
// Who may enforce: the list of officers, and what the code on a certificate leads to.
#include "desk/list_desk.h"
#include "desk/officer_desk.h"
#include "desk/services.h"
#include "http/portal/officers.h"
#include "http/portal/page.h"
#include "http/site/cached.h"
#include "http/site/officer_view.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "pack/definition.h"
#include "render/picture.h"

namespace mingcha::http {
namespace {

using people::Permission;

constexpr std::int64_t kPerPage = 20;
constexpr const char* kAgencyList = "agencies";
constexpr std::int64_t kAgenciesMost = 200;

Response page(std::string html, int status = 200) {
  auto response = html_response(std::move(html), status);
  response.headers.set("Content-Security-Policy", std::string{portal::kContentSecurityPolicy});
  response.headers.set("Vary", "Accept-Language, Cookie");
  return response;
}

Response officers(const Request& request, desk::Services& services) {
  const auto wanted = request.query_integer("page", 1, 1, 1'000'000);
  if (!wanted) return missing_page(request, services);
  portal::OfficerListView view;
  view.text = std::string{first_characters(trim(request.query_value("q").value_or("")), 50)};
  const auto found = services.officers.find(view.text, (*wanted - 1) * kPerPage, kPerPage);
  view.total = static_cast<std::uint64_t>(found.total);
  view.page = static_cast<std::uint64_t>(*wanted);
  view.pages = static_cast<std::uint64_t>((found.total + kPerPage - 1) / kPerPage);
  for (const auto& officer : found.officers) view.officers.push_back(officer_view(officer));
  return cached(page(portal::officer_list_page(site_view(request, services), view)));
}

/// Whether somebody may enforce is said as of this moment: no cache answers for it.
Response identity(const Request& request, desk::Services& services,
                  const desk::OfficerStanding& standing) {
  auto view = identity_view(standing);
  const bool may =
      view.standing == portal::Standing::valid || view.standing == portal::Standing::withheld;
  if (may && request.query_value("card") && request.captures.contains("code")) {
    const auto code = render::make_code(services.site.base_url + "/o/" + request.capture("code"));
    view.card = {code.size, code.dark};
  }
  const int status = view.standing == portal::Standing::unknown ? 404 : 200;
  auto response = page(portal::identity_page(site_view(request, services), view), status);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Response by_number(const Request& request, desk::Services& services) {
  const auto standing = services.officers.by_number(request.capture("number"));
  if (standing.kind == desk::OfficerStanding::Kind::unknown) return missing_page(request, services);
  return identity(request, services, standing);
}

Response by_code(const Request& request, desk::Services& services) {
  return identity(request, services, services.officers.by_code(request.capture("code")));
}

Response agencies(const Request& request, desk::Services& services) {
  std::vector<portal::AgencyView> views;
  if (const auto* kind = services.pack.list(kAgencyList); kind != nullptr) {
    registers::ListFilter filter;
    filter.on = local_day(services.clock.now());
    const auto found =
        services.lists.entries(kAgencyList, filter, registers::Reach::open, 0, kAgenciesMost);
    for (const auto& entry : found.entries) {
      views.push_back(agency_view(*kind, entry, services.pack));
    }
  }
  return cached(page(portal::agency_list_page(site_view(request, services), views)));
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/officers",
     .may = Permission::public_access,
     .summary = {"行政执法人员清单", "Enforcement officers"},
     .answer = {.media_type = "text/html"},
     .handle = officers},
    {.verb = Verb::get,
     .path = "/officers/{number}",
     .may = Permission::public_access,
     .summary = {"执法人员，按警号或证件编号", "An officer, by badge or certificate number"},
     .answer = {.media_type = "text/html"},
     .handle = by_number},
    {.verb = Verb::get,
     .path = "/o/{code}",
     .may = Permission::public_access,
     .summary = {"扫执法证件二维码", "What the code on a certificate leads to"},
     .answer = {.media_type = "text/html"},
     .handle = by_code},
    {.verb = Verb::get,
     .path = "/agencies",
     .may = Permission::public_access,
     .summary = {"行政执法主体清单", "Enforcing bodies"},
     .answer = {.media_type = "text/html"},
     .handle = agencies},
});

}  // namespace

std::span<const Route> officer_routes() { return kRoutes; }

}  // namespace mingcha::http
