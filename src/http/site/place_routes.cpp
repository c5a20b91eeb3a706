// SPDX-License-Identifier: Apache-2.0
// Where people meet the portal without looking for it: hall screens, posters, other sites' frames.
#include <algorithm>

#include "desk/public_record_desk.h"
#include "desk/services.h"
#include "http/portal/page.h"
#include "http/portal/places.h"
#include "http/site/cached.h"
#include "http/site/decision_view.h"
#include "http/site/find.h"
#include "http/site/item_view.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "pack/definition.h"
#include "render/picture.h"

namespace mingcha::http {
namespace {

using people::Permission;
using portal::PosterKind;

constexpr std::int64_t kHallDecisions = 10;
constexpr std::size_t kHallGuides = 4;
constexpr const char* kHallAgain = "300";  ///< Seconds until a screen asks for what is new.
constexpr std::int64_t kEmbedded = 10, kEmbeddedMost = 50;

Response page(std::string html, std::string policy) {
  auto response = html_response(std::move(html));
  response.headers.set("Content-Security-Policy", std::move(policy));
  response.headers.set("Vary", "Accept-Language, Cookie");
  return cached(std::move(response));
}

Response page(std::string html) {
  return page(std::move(html), std::string{portal::kContentSecurityPolicy});
}

portal::CodeView code_of(const std::string& address) {
  const auto code = render::make_code(address);
  return {code.size, code.dark};
}

std::vector<portal::DecisionSummary> newest(const registers::RecordFilter& filter,
                                            std::int64_t count, desk::Services& services) {
  std::vector<portal::DecisionSummary> out;
  for (const auto& record : services.records.list(filter, 0, count).records) {
    out.push_back(summary_view(record, services.pack));
  }
  return out;
}

/// What people come to the hall for: anything but penalties. Others each day.
std::vector<portal::GuideCardView> guides_of_day(Day day, desk::Services& services) {
  std::vector<const pack::Item*> items;
  for (const auto& [id, item] : services.pack.items) {
    if (item.category != "penalty") items.push_back(&item);
  }
  std::vector<portal::GuideCardView> out;
  const auto days = static_cast<std::size_t>(day.time_since_epoch().count());
  for (std::size_t i = 0; i < std::min(kHallGuides, items.size()); ++i) {
    const auto& item = *items[(days * kHallGuides + i) % items.size()];
    out.push_back({item.title, pack::title_of_category(item.category),
                   code_of(services.site.base_url + "/items/" + item.id)});
  }
  return out;
}

Response hall(const Request& request, desk::Services& services) {
  portal::HallView view;
  view.latest = newest({}, kHallDecisions, services);
  view.guides = guides_of_day(local_day(services.clock.now()), services);
  view.verify = code_of(services.site.base_url + "/v");
  view.home = code_of(services.site.base_url + "/");
  auto response = page(portal::hall_page(site_view(request, services), view));
  response.headers.set("Refresh", kHallAgain);
  return response;
}

Response posters(const Request& request, desk::Services& services) {
  std::vector<portal::ItemSummary> items;
  for (const auto& [id, item] : services.pack.items) items.push_back(item_summary(item));
  return page(portal::poster_list_page(site_view(request, services), items));
}

Response shown(const Request& request, desk::Services& services, portal::PosterView view,
               const std::string& path) {
  view.address = services.site.base_url + path;
  view.code = code_of(view.address);
  return page(portal::poster_page(site_view(request, services), view));
}

Response poster(const Request& request, desk::Services& services) {
  struct Known {
    std::string_view name;
    PosterKind kind;
    const char* path;
  };
  static constexpr auto kKnown =
      std::to_array<Known>({{"decisions", PosterKind::decisions, "/decisions"},
                            {"items", PosterKind::items, "/items"},
                            {"officers", PosterKind::officers, "/officers"},
                            {"verify", PosterKind::verify, "/v"}});
  const auto* const found = std::ranges::find(kKnown, request.capture("name"), &Known::name);
  if (found == kKnown.end()) return missing_page(request, services);
  return shown(request, services, {found->kind, {}, {}, {}}, found->path);
}

Response guide_poster(const Request& request, desk::Services& services) {
  const auto found = services.pack.items.find(request.capture("id"));
  if (found == services.pack.items.end()) return missing_page(request, services);
  portal::PosterView view{PosterKind::guide, {}, {}, {}};
  view.guide = item_view(found->second, services, request.language);
  return shown(request, services, std::move(view), "/items/" + found->first);
}

/// Only the origins of the settings may show it in a frame.
std::string framed_by(const std::vector<std::string>& origins) {
  std::string policy{portal::kContentSecurityPolicy};
  constexpr std::string_view kNobody = "frame-ancestors 'none'";
  std::string allowed = "frame-ancestors 'self'";
  for (const auto& origin : origins) allowed += " " + origin;
  return policy.replace(policy.find(kNobody), kNobody.size(), allowed);
}

Response embedded(const Request& request, desk::Services& services) {
  const auto count = request.query_integer("count", kEmbedded, 1, kEmbeddedMost);
  registers::RecordFilter filter;
  filter.list.unit = std::string{first_characters(request.query_value("unit").value_or(""), 40)};
  const std::string kind{first_characters(request.query_value("kind").value_or(""), 40)};
  if (!kind.empty()) filter.items = items_of_kind(services.pack, kind);
  if (!count || (!kind.empty() && filter.items.empty())) return missing_page(request, services);
  return page(portal::embedded_list(site_view(request, services), newest(filter, *count, services)),
              framed_by(services.site.embed_origins));
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/hall",
     .may = Permission::public_access,
     .summary = {"办事大厅公示屏", "Hall screen"},
     .answer = {.media_type = "text/html"},
     .handle = hall},
    {.verb = Verb::get,
     .path = "/posters",
     .may = Permission::public_access,
     .summary = {"窗口海报", "Posters for service windows"},
     .answer = {.media_type = "text/html"},
     .handle = posters},
    {.verb = Verb::get,
     .path = "/posters/{name}",
     .may = Permission::public_access,
     .summary = {"一张海报", "A poster"},
     .answer = {.media_type = "text/html"},
     .handle = poster},
    {.verb = Verb::get,
     .path = "/posters/items/{id}",
     .may = Permission::public_access,
     .summary = {"办事指南海报", "A poster of a service guide"},
     .answer = {.media_type = "text/html"},
     .handle = guide_poster},
    {.verb = Verb::get,
     .path = "/embed/decisions",
     .may = Permission::public_access,
     .summary = {"供其他网站嵌入的决定列表", "The newest decisions, for frames of other sites"},
     .query = {{{"unit", {"办案单位的编号", "Id of the unit"}},
                {"kind", {"执法类别", "Kind of act"}},
                {"count", {"条数", "How many"}}}},
     .answer = {.media_type = "text/html"},
     .handle = embedded},
});

}  // namespace

std::span<const Route> place_routes() { return kRoutes; }

}  // namespace mingcha::http
