// SPDX-License-Identifier: Apache-2.0
#include "http/site/renderings.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "desk/feedback_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "http/portal/page.h"
#include "http/portal/participation_view.h"
#include "http/portal/places.h"
#include "http/portal/search.h"
#include "http/site/decision_view.h"
#include "http/site/open_data.h"
#include "http/site/site_view.h"

namespace mingcha::http {
namespace {

using disclosure::Served;

constexpr std::array kLanguages{Language::zh, Language::en};

portal::SiteView site_in(Language language, std::vector<std::string> segments,
                         desk::Services& services) {
  Request request;
  request.language = language;
  request.segments = std::move(segments);
  return site_view(request, services);
}

/// "决定页面（中文）".
Text in_language(const Text& what, Language language) {
  return language == Language::zh ? Text{what.zh + "（中文）", what.en + " (Chinese)"}
                                  : Text{what.zh + "（英文）", what.en + " (English)"};
}

std::vector<Served> home(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    portal::HomeView view;
    view.latest.push_back(summary_view(decision.row, services.pack));
    out.push_back({in_language({"首页", "home page"}, language),
                   portal::home_page(site_in(language, {}, services), view)});
  }
  return out;
}

std::vector<Served> list(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    portal::DecisionListView view;
    view.decisions.push_back(summary_view(decision.row, services.pack));
    view.total = 1;
    out.push_back({in_language({"决定列表和检索结果", "list and search results"}, language),
                   portal::decision_list_page(site_in(language, {"decisions"}, services), view)});
  }
  return out;
}

std::vector<Served> page(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    const auto site = site_in(language, {"decisions", decision.row.public_id}, services);
    out.push_back({in_language({"决定页面", "decision page"}, language),
                   portal::decision_page(site, decision_view(decision, services))});
  }
  return out;
}

/// The form in which an error of it is reported, and whoever sent that in sees its name again.
std::vector<Served> error_report(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    portal::SpeakFormView view;
    view.about = "/decisions/" + decision.row.public_id;
    view.about_title = desk::title_of_page(decision.row);
    out.push_back({in_language({"纠错页面", "error report"}, language),
                   portal::speak_form_page(site_in(language, {"speak", "new"}, services), view)});
  }
  return out;
}

std::vector<Served> document(const desk::PublicDecision& decision, desk::Services& /*services*/) {
  return {{{"公示文书", "published document"}, decision.state.prepared->text},
          {{"公示文书的文件名", "name of the published document"},
           "/decisions/" + decision.row.public_id + "/document"}};
}

std::vector<Served> proof(const desk::PublicDecision& decision, desk::Services& /*services*/) {
  return {{{"核验材料", "proof of the document"}, document_proof(decision)}};
}

std::vector<Served> feed(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  const auto entry = feed_entry(record_of(decision), services.pack);
  for (const auto language : kLanguages) {
    const auto site = site_in(language, {"decisions"}, services);
    out.push_back({in_language({"Atom 订阅", "Atom feed"}, language),
                   portal::atom_feed(site, {{entry}, {}})});
    out.push_back({in_language({"JSON 订阅", "JSON feed"}, language),
                   portal::json_feed(site, {{entry}, {}})});
  }
  return out;
}

std::vector<Served> json_data(const desk::PublicDecision& decision, desk::Services& services) {
  return {{{"开放数据（JSON）", "open data (JSON)"}, record_json(record_of(decision), services)}};
}

std::vector<Served> csv_data(const desk::PublicDecision& decision, desk::Services& services) {
  return {{{"开放数据（CSV）", "open data (CSV)"}, records_csv({record_of(decision)}, services)}};
}

/// What is packed in it.
std::vector<Served> bundle(const desk::PublicDecision& decision, desk::Services& services) {
  auto out = json_data(decision, services);
  std::ranges::move(csv_data(decision, services), std::back_inserter(out));
  return out;
}

/// With every piece of the text that a search may show.
std::vector<Served> found(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    portal::SearchView view;
    view.decisions.push_back(
        {summary_view(decision.row, services.pack), {{{decision.state.prepared->text, true}}}});
    view.decisions_total = 1;
    out.push_back({in_language({"查询结果", "search results"}, language),
                   portal::search_page(site_in(language, {"search"}, services), view)});
  }
  return out;
}

std::vector<Served> hall(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    portal::HallView view;
    view.latest.push_back(summary_view(decision.row, services.pack));
    out.push_back({in_language({"大厅公示屏", "hall screen"}, language),
                   portal::hall_page(site_in(language, {"hall"}, services), view)});
  }
  return out;
}

std::vector<Served> frame(const desk::PublicDecision& decision, desk::Services& services) {
  std::vector<Served> out;
  for (const auto language : kLanguages) {
    out.push_back({in_language({"嵌入列表", "list for frames"}, language),
                   portal::embedded_list(site_in(language, {"embed"}, services),
                                         {summary_view(decision.row, services.pack)})});
  }
  return out;
}

constexpr auto kRenderings = std::to_array<Rendering>({
    {"/", home},
    {"/decisions", list},
    {"/decisions/{id}", page},
    {"/decisions/{id}/document", document},
    {"/decisions/{id}/proof.json", proof},
    {"/speak/new", error_report},
    {"/search", found},
    {"/hall", hall},
    {"/embed/decisions", frame},
    {"/feed.atom", feed},
    {"/feed.json", feed},
    {"/data/decisions.json", json_data},
    {"/data/changes.json", json_data},
    {"/data/decisions.csv", csv_data},
    {"/data/bundles/{name}", bundle},
});

constexpr auto kWithoutDecisions = std::to_array<std::string_view>({
    "/api/v1/uploads",  // Which protocol is spoken.
    "/api/v1/uploads/{upload}",
    "/punctuality",  // Figures alone.
    // For the one who was given the link; nothing published stands there.
    "/watch/{token}",
    "/watch/{token}/{recording}",
    "/items",
    "/items/{id}",
    "/review-catalogue",
    // Numbers; their one free text is tested when the report is published (annual_site.h).
    "/annual",
    "/annual/{year}",
    "/annual/{year}/report.json",
    "/annual/{year}/report.csv",
    "/annual/{year}/report.xlsx",
    // Of entries that are open alone, checked when they are prepared (lists/check.h).
    "/lists",
    "/lists/{list}",
    "/lists/{list}/history",
    "/lists/{list}/data.csv",
    "/lists/{list}/data.json",
    "/lists/{list}/data.xlsx",
    "/v",
    "/officers",
    "/officers/{number}",
    "/o/{code}",
    "/agencies",
    "/posters",
    "/posters/{name}",
    "/posters/items/{id}",
    "/data",
    "/data/dictionary",
    "/data/dictionary.json",
    "/assets/{name}",
    "/offline.js",
    // Of a decision no more than its name, which is tested with the error report. Published answers
    // are tested one by one.
    "/speak",
    "/speak/answers",
    "/speak/receipt",
    "/speak/{receipt}",
    // For the holder of the code alone: steps and terms in the pack's words.
    "/follow",
    // The log holds salted commitments alone.
    "/log",
    "/log/checkpoint",
    "/log/tile/{path*}",
    "/log/policy",
    "/log/fields.json",
    // The console's own files; what they show, they ask the API for.
    "/console",
    "/console/{path*}",
    "/api/v1/site",
    "/healthz",
    "/api/v1/openapi.json",
});

}  // namespace

std::span<const Rendering> renderings() { return kRenderings; }
std::span<const std::string_view> without_decisions() { return kWithoutDecisions; }

std::vector<std::string> untested_routes(const std::vector<const Route*>& routes) {
  std::vector<std::string> out;
  for (const auto* route : routes) {
    if (route->may.permission != people::Permission::public_access) continue;
    const bool known =
        std::ranges::find(kRenderings, route->path, &Rendering::path) != kRenderings.end() ||
        std::ranges::find(kWithoutDecisions, route->path) != kWithoutDecisions.end();
    if (!known) out.emplace_back(route->path);
  }
  return out;
}

std::vector<Served> bytes_served_for(const desk::PublicDecision& decision,
                                     desk::Services& services) {
  std::vector<Served> out;
  for (const auto& rendering : kRenderings) {
    auto served = rendering.make(decision, services);
    std::ranges::move(served, std::back_inserter(out));
  }
  return out;
}

}  // namespace mingcha::http
