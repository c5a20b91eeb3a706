// SPDX-License-Identifier: Apache-2.0
// 外部调阅: recordings of a case, for somebody outside who was given a link.
#include <algorithm>
#include <array>

#include "desk/recording_desk.h"
#include "desk/services.h"
#include "desk/viewing_desk.h"
#include "http/portal/page.h"
#include "http/portal/watch_view.h"
#include "http/site/page_response.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "vault/folder_vault.h"

namespace mingcha::http {
namespace {

using people::Permission;

/// What plays in a browser: the original, or a proxy of it.
std::string playing(const recording::Recording& state) {
  const auto* probed = state.probed();
  if (probed != nullptr && probed->plays) return state.received.sha256;
  for (const auto& copy : state.copies) {
    if (copy.made.kind == "proxy") return copy.made.sha256;
  }
  return {};
}

portal::WatchedRecording view_of(const recording::Recording& state, const std::string& token) {
  portal::WatchedRecording out;
  out.id = state.received.recording;
  out.name = state.received.name;
  if (const auto span = state.span()) {
    out.from = span->from;
    out.to = span->to;
  }
  out.sha256 = state.received.sha256;
  out.address = "/watch/" + token + "/" + out.id;
  out.plays = !playing(state).empty();
  return out;
}

Response show(const Request& request, desk::Services& services) {
  const auto& token = request.capture("token");
  const auto viewing = services.viewings.use(token, {}, request.client_address);
  if (!viewing) {
    return refused_page(request, 410, viewing.error().title.in(request.language), services);
  }
  portal::WatchView view;
  view.viewer = viewing->granted.viewer;
  view.organ = viewing->granted.organ;
  view.basis = viewing->granted.basis;
  view.until = from_millis(viewing->granted.until);
  for (const auto& id : viewing->granted.recordings) {
    const auto state = services.recordings.state_of(id);
    if (state && !state->destroyed) view.recordings.push_back(view_of(*state, token));
  }
  auto response = private_page(portal::watch_page(site_view(request, services), view));
  response.headers.set("Content-Security-Policy",
                       std::string{portal::kContentSecurityPolicy} + "; media-src 'self'");
  response.headers.set("Referrer-Policy", "no-referrer");
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}

Response film(const Request& request, desk::Services& services) {
  const auto& id = request.capture("recording");
  const auto viewing = services.viewings.use(request.capture("token"), id, request.client_address);
  if (!viewing) {
    return refused_page(request, 410, viewing.error().title.in(request.language), services);
  }
  const auto state = services.recordings.state_of(id);
  const auto plays = state ? playing(*state) : std::string{};
  const auto sha256 = !plays.empty() || !state ? plays : state->received.sha256;
  const auto path = services.recordings_vault.find(sha256);
  if (!path) return missing_page(request, services);
  auto response = file_response(*path, plays.empty() ? "application/octet-stream" : "video/mp4",
                                "\"sha256-" + sha256 + "\"");
  response.headers.set("Cache-Control", "private, no-store");
  response.headers.set("Content-Disposition", plays.empty() ? "attachment" : "inline");
  response.headers.set("Content-Security-Policy", "default-src 'none'; media-src 'self'; sandbox");
  return response;
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/watch/{token}",
     .may = Permission::public_access,
     .summary = {"外部调阅", "Recordings that somebody outside may watch for a while"},
     .answer = {.media_type = "text/html"},
     .handle = show},
    {.verb = Verb::get,
     .path = "/watch/{token}/{recording}",
     .may = Permission::public_access,
     .summary = {"外部调阅的音像记录", "The bytes of one of them; with ranges"},
     .answer = {.media_type = "video/mp4"},
     .handle = film},
});

}  // namespace

std::span<const Route> watch_routes() { return kRoutes; }

}  // namespace mingcha::http
