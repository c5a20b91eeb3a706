// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/assert.h"
#include "desk/log_desk.h"
#include "desk/public_record_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/portal/assets.h"
#include "http/portal/page.h"
#include "http/portal/search.h"
#include "http/problem.h"
#include "http/site/cached.h"
#include "http/site/catalogue_view.h"
#include "http/site/decision_view.h"
#include "http/site/find.h"
#include "http/site/item_view.h"
#include "http/site/page_response.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "ledger/checkpoint.h"
#include "ledger/policy.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;

constexpr std::int64_t kPerPage = 20;

Response page(std::string html, int status = 200) {
  auto response = page_response(std::move(html), status);
  return status == 200 ? cached(std::move(response)) : response;
}

/// Copies of what can be withdrawn live for a minute: a cache on the way need not be told.
Response for_a_while(Response response) {
  response.headers.set("Cache-Control", "public, max-age=60, must-revalidate");
  return response;
}

Response home(const Request& request, desk::Services& services) {
  const auto latest = services.publications.list_public({}, 0, 6);
  portal::HomeView view;
  for (const auto& row : latest.rows) view.latest.push_back(summary_view(row, services.pack));
  view.decisions = static_cast<std::uint64_t>(latest.total);
  view.items = services.pack.items.size();
  view.log = log_figures(services);
  return for_a_while(page(portal::home_page(site_view(request, services), view)));
}

Response decisions(const Request& request, desk::Services& services) {
  const auto wanted = request.query_integer("page", 1, 1, 1'000'000);
  if (!wanted) return missing_page(request, services);
  portal::DecisionListView view;
  view.kind = std::string{first_characters(request.query_value("kind").value_or(""), 40)};
  view.kinds = kinds_of(services.pack);
  view.text = std::string{first_characters(trim(request.query_value("q").value_or("")), 50)};
  view.year = std::string{first_characters(request.query_value("year").value_or(""), 4)};
  view.unit = std::string{first_characters(request.query_value("unit").value_or(""), 40)};
  registers::RecordFilter filter{{{}, view.year, view.unit}, {}, {}, {}};
  if (!view.kind.empty()) filter.items = items_of_kind(services.pack, view.kind);
  const bool known_kind = view.kind.empty() || !filter.items.empty();
  registers::RecordPage found;
  // What has no letter and no digit is in none of them; no text is no filter.
  const auto words = search::read_query(view.text);
  if (words) filter.list.words = *words;
  const auto offset = (*wanted - 1) * kPerPage;
  const bool is_counted = filter.is_plain() || offset < registers::kCountedMost;
  if (known_kind && is_counted && (words || view.text.empty())) {
    found = services.records.list(filter, offset, kPerPage);
  }
  const auto facets = services.publications.facets();
  view.years = facets.years;
  for (const auto& [id, name] : facets.units) view.units.push_back({id, {name, name}});
  view.total = static_cast<std::uint64_t>(found.total);
  view.exact = found.exact;
  view.page = static_cast<std::uint64_t>(*wanted);
  view.pages = static_cast<std::uint64_t>(
      std::max<std::int64_t>(1, (found.total + kPerPage - 1) / kPerPage));
  for (const auto& record : found.records) {
    view.decisions.push_back(summary_view(record, services.pack));
  }
  return for_a_while(page(portal::decision_list_page(site_view(request, services), view)));
}

Response decision(const Request& request, desk::Services& services) {
  const auto found = services.publications.find_public(request.capture("id"));
  if (!found) return missing_page(request, services);
  const auto site = site_view(request, services);
  if (found->state.over()) {
    return for_a_while(page(portal::tombstone_page(site, tombstone_view(*found, services)), 410));
  }
  return for_a_while(page(portal::decision_page(site, decision_view(*found, services))));
}

Response punctuality(const Request& request, desk::Services& services) {
  return for_a_while(
      page(portal::punctuality_page(site_view(request, services), punctuality_view(services))));
}

/// Why a decision's document is not given out.
std::optional<Rejection> no_document(const std::optional<desk::PublicDecision>& found) {
  if (!found) return Rejection{Refusal::not_found, {"没有这份公示文书", "no such document"}, {}};
  if (found->state.withdrawn) {
    return Rejection{Refusal::gone, {"该决定的公示已经撤回", "withdrawn"}, {}};
  }
  if (found->state.expired) {
    return Rejection{Refusal::gone, {"该决定的公示期已满", "its term of publicity is over"}, {}};
  }
  return std::nullopt;
}

/// The very bytes that the log commits to.
Response document(const Request& request, desk::Services& services) {
  const auto found = services.publications.find_public(request.capture("id"));
  if (auto refused = no_document(found)) return problem(*refused, request);
  auto response = text_response(found->state.prepared->text);
  response.headers.set("X-Ael-Salt", to_base64url(found->salt));
  if (found->published_index)
    response.headers.set("X-Ael-Index", std::to_string(*found->published_index));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

/// What a check needs besides the document and the log; a plain web server sends no header of ours.
Response proof(const Request& request, desk::Services& services) {
  const auto found = services.publications.find_with_redaction(request.capture("id"));
  if (auto refused = no_document(found)) return problem(*refused, request);
  auto response = json_response(document_proof(*found));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

Response find_all(const Request& request, desk::Services& services) {
  return page(portal::search_page(site_view(request, services), search_view(request, services)));
}

Response items(const Request& request, desk::Services& services) {
  portal::ItemListView view;
  view.text = std::string{first_characters(trim(request.query_value("q").value_or("")), 50)};
  std::optional<search::Query> words;
  if (const auto read = search::read_query(view.text)) words = *read;
  if (words || view.text.empty()) {
    for (const auto* item : items_found(services.pack, words)) {
      view.items.push_back(item_summary(*item));
    }
  }
  return page(portal::item_list_page(site_view(request, services), view));
}

Response item(const Request& request, desk::Services& services) {
  const auto found = services.pack.items.find(request.capture("id"));
  if (found == services.pack.items.end()) return missing_page(request, services);
  return page(portal::item_page(site_view(request, services),
                                item_view(found->second, services, request.language)));
}

Response review_catalogue(const Request& request, desk::Services& services) {
  return page(
      portal::review_catalogue_page(site_view(request, services), catalogue_view(services)));
}

/// Each witness of the policy, and when it last signed the checkpoint that is shown.
std::vector<portal::WitnessView> witnesses_of(const ledger::Policy& policy,
                                              const std::string& checkpoint) {
  std::vector<ledger::Attested::Sighting> sightings;
  if (const auto signed_note = ledger::parse_checkpoint(checkpoint)) {
    if (const auto attested = ledger::attest(policy, *signed_note)) sightings = attested->sightings;
  }
  std::vector<portal::WitnessView> out;
  for (const auto& witness : policy.witnesses) {
    const auto seen =
        std::ranges::find(sightings, witness.name, &ledger::Attested::Sighting::witness);
    out.push_back({witness.name, witness.key.to_string(),
                   seen == sightings.end() ? std::nullopt : std::optional{seen->at}});
  }
  return out;
}

Response log(const Request& request, desk::Services& services) {
  const auto state = services.log.state();
  const auto& policy = services.log.policy();
  portal::LogView view;
  view.figures = {static_cast<std::uint64_t>(state.size), state.checkpoint_at};
  view.root = state.root;
  view.checkpoint = state.checkpoint;
  view.vkey = policy.logs.front().key.to_string();
  view.witnesses = witnesses_of(policy, state.checkpoint);
  return page(portal::log_page(site_view(request, services), view));
}

Response verify(const Request& request, desk::Services& services) {
  return page(portal::verify_page(site_view(request, services)));
}

Response asset(const Request& request, desk::Services& /*services*/) {
  const auto path = "/assets/" + request.capture("name");
  const auto& all = portal::assets();
  const auto found = std::ranges::find(all, path, &portal::Asset::path);
  if (found == all.end())
    return problem({Refusal::not_found, {"没有这个文件", "no such file"}, {}}, request);
  auto response = text_response(std::string{found->body}, 200, std::string{found->content_type});
  response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

/// At the root, so that it may answer for the verify page; its name cannot change with its bytes.
Response offline_worker(const Request& /*request*/, desk::Services& /*services*/) {
  const auto& all = portal::assets();
  const auto found = std::ranges::find(all, portal::asset_path("offline.js"), &portal::Asset::path);
  MINGCHA_ASSERT(found != all.end());
  auto response = text_response(std::string{found->body}, 200, std::string{found->content_type});
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/",
     .may = Permission::public_access,
     .summary = {"首页", "Portal"},
     .answer = {.media_type = "text/html"},
     .handle = home},
    {.verb = Verb::get,
     .path = "/decisions",
     .may = Permission::public_access,
     .summary = {"行政执法决定公示", "Published decisions"},
     .answer = {.media_type = "text/html"},
     .handle = decisions},
    {.verb = Verb::get,
     .path = "/decisions/{id}",
     .may = Permission::public_access,
     .summary = {"决定", "One decision"},
     .answer = {.media_type = "text/html"},
     .handle = decision},
    {.verb = Verb::get,
     .path = "/decisions/{id}/document",
     .may = Permission::public_access,
     .summary = {"公示文书原始字节", "The published document, byte for byte"},
     .answer = {.media_type = "text/plain"},
     .handle = document},
    {.verb = Verb::get,
     .path = "/decisions/{id}/proof.json",
     .may = Permission::public_access,
     .summary = {"核验公示文书所需的材料", "What a check of the published document needs"},
     .handle = proof},
    {.verb = Verb::get,
     .path = "/punctuality",
     .may = Permission::public_access,
     .summary = {"公开是否按时", "Whether decisions are published in time"},
     .answer = {.media_type = "text/html"},
     .handle = punctuality},
    {.verb = Verb::get,
     .path = "/search",
     .may = Permission::public_access,
     .summary = {"查询公示内容", "Search of all that is public"},
     .answer = {.media_type = "text/html"},
     .cost = 3,
     .handle = find_all},
    {.verb = Verb::get,
     .path = "/items",
     .may = Permission::public_access,
     .summary = {"行政执法事项清单", "Enforcement items"},
     .answer = {.media_type = "text/html"},
     .handle = items},
    {.verb = Verb::get,
     .path = "/items/{id}",
     .may = Permission::public_access,
     .summary = {"执法事项", "One item"},
     .answer = {.media_type = "text/html"},
     .handle = item},
    {.verb = Verb::get,
     .path = "/review-catalogue",
     .may = Permission::public_access,
     .summary = {"重大执法决定法制审核目录", "What is legally reviewed before it is decided"},
     .answer = {.media_type = "text/html"},
     .handle = review_catalogue},
    {.verb = Verb::get,
     .path = "/log",
     .may = Permission::public_access,
     .summary = {"公开日志", "The public log"},
     .answer = {.media_type = "text/html"},
     .handle = log},
    {.verb = Verb::get,
     .path = "/v",
     .may = Permission::public_access,
     .summary = {"核验", "Verification"},
     .answer = {.media_type = "text/html"},
     .handle = verify},
    {.verb = Verb::get,
     .path = "/offline.js",
     .may = Permission::public_access,
     .summary = {"离线核验", "What lets the verify page work without a connection"},
     .answer = {.media_type = "text/javascript"},
     .handle = offline_worker},
    {.verb = Verb::get,
     .path = "/assets/{name}",
     .may = Permission::public_access,
     .summary = {"样式与脚本", "Style sheet and verifier"},
     .answer = {.media_type = "text/css"},
     .handle = asset},
});

}  // namespace

std::span<const Route> site_routes() { return kRoutes; }

Response missing_page(const Request& request, desk::Services& services) {
  return page(
      portal::message_page(site_view(request, services), {portal::Message::not_found, {}, {}}),
      404);
}

Response refused_page(const Request& request, int status, const std::string& why,
                      desk::Services& services) {
  portal::MessageView view;
  view.kind = status == 404   ? portal::Message::not_found
              : status == 429 ? portal::Message::too_many
              : status >= 500 ? portal::Message::fault
                              : portal::Message::bad_request;
  if (view.kind == portal::Message::bad_request) view.detail = {why, why};
  if (view.kind == portal::Message::fault) view.reference = request.id;
  return private_page(portal::message_page(site_view(request, services), view), status);
}

Response too_many_page(const Request& request, desk::Services& services) {
  return page(
      portal::message_page(site_view(request, services), {portal::Message::too_many, {}, {}}), 429);
}

}  // namespace mingcha::http
